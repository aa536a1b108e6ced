// Filters of 8-bit scanlines (PNG third edition, 9), and which of them to take.
import { increment } from "./counts";
import { sumOfLanes } from "./lanes";
import { sixteenths } from "./logarithm";

export const NONE: i32 = 0;
export const SUB: i32 = 1;
export const UP: i32 = 2;
const AVERAGE: i32 = 3;
const PAETH: i32 = 4;
/** For each scanline the one of those above, but the first, whose residuals have the smallest sum of magnitudes (12.7). */
export const ADAPTIVE: i32 = 5;

/** How often each value comes: as it is, less its left neighbour, less the pixel above. */
const PLAIN: usize = memory.data(1024, 16);
const ACROSS: usize = memory.data(1024, 16);
const DOWN: usize = memory.data(1024, 16);
/** Pixels that are looked at, about. */
const SAMPLE: usize = 1024;

/** What a residual takes that no match covers, in sixteenths of a bit, as `chooseFilter` found last. */
export let literalBits: i32 = 0;

/**
 * Which filter suits `rows` scanlines of n pixels, `pitch` bytes apart, from a few of them: NONE, SUB, UP or ADAPTIVE. Where `hasAbove` is, the line
 * before lies before `pixels`.
 *
 * Pixels that repeat their left neighbour tell nothing: matches take them under any filter. What counts is how predictable the others are, by the
 * sum of squared frequencies. Where many repeat, the image is a drawing or computed, and whole parts of rows return; that shows only where the
 * pixels above do not enter, so that these must be far better than the others.
 */
export function chooseFilter(pixels: usize, n: usize, rows: usize, pitch: usize, hasAbove: bool): i32 {
  memory.fill(PLAIN, 0, 1024);
  memory.fill(ACROSS, 0, 1024);
  memory.fill(DOWN, 0, 1024);
  const columns = min(n, SAMPLE);
  const step = max<usize>(1, (columns * rows) / SAMPLE);
  let looked: u32 = 0;
  let repeated: u32 = 0;
  for (let row = step >> 1; row < rows; row += step) {
    const begin = pixels + row * pitch;
    const above = row > 0 || hasAbove ? pitch : 0;
    let left: u32 = 0;
    const end = begin + columns;
    for (let at = begin; at < end; at++) {
      const value = <u32>load<u8>(at);
      if (value == left) repeated++;
      else {
        increment(PLAIN, value);
        increment(ACROSS, (value - left) & 0xff);
        // Without a line above, the pixel itself.
        increment(DOWN, above ? (value - <u32>load<u8>(at - above)) & 0xff : value);
      }
      left = value;
    }
    looked += <u32>columns;
  }
  const plain = squares(PLAIN);
  const across = squares(ACROSS);
  const down = squares(DOWN);
  const counted = <f64>(looked - repeated);
  // By the Rényi entropy; two bits at least, for the shortest code is one.
  const best = <f64>max(plain, max(across, down));
  literalBits = looked > repeated ? max(sixteenths((counted * counted) / best), 2 << 4) : 2 << 4;
  if (down > 2 * max(plain, across)) return UP;
  const isComputed = repeated > looked >> 2;
  const other = isComputed ? across : max(across, down);
  // In noise either may be ahead by chance.
  if (other - (other >> 3) <= plain) return NONE;
  return isComputed ? SUB : ADAPTIVE;
}

function squares(counts: usize): u64 {
  let sum: u64 = 0;
  for (let at = counts; at < counts + 1024; at += 4) sum += <u64>load<u32>(at) * <u64>load<u32>(at);
  return sum;
}

/** A scanline of n pixels behind its filter byte. `above` is the one before, 0 for the first. Reads and writes up to 15 bytes beyond. */
export function filterLine(filter: i32, at: usize, above: usize, n: usize, to: usize): void {
  // Where the pixels above are far better, Paeth and Average may be better still.
  if (filter == ADAPTIVE || filter == UP) filter = above ? adapt(at, above, n, to + 1) : SUB;
  if (filter == NONE) memory.copy(to + 1, at, n);
  else if (filter == SUB) subPiece(at, 0, n, to + 1);
  store<u8>(to, <u8>filter);
}

/** Residuals of Up. */
export function upPiece(at: usize, above: usize, n: usize, to: usize): void {
  for (let i: usize = 0; i < n; i += 16) v128.store(to + i, i8x16.sub(v128.load(at + i), v128.load(above + i)));
}

/** Residuals of Sub, of a piece whose left neighbour is `left`. */
export function subPiece(at: usize, left: u8, n: usize, to: usize): void {
  for (let i: usize = 0; i < n; i += 16) v128.store(to + i, i8x16.sub(v128.load(at + i), v128.load(at + i - 1)));
  store<u8>(to, load<u8>(at) - left);
}

/** From 16 - n on, n bytes of ones and zeros behind them. */
const MASKS: usize = memory.data(32, 16);
memory.fill(MASKS, 0xff, 16);

// @ts-ignore: decorator
@inline
function difference(a: v128, b: v128): v128 {
  return i8x16.sub(i8x16.max_u(a, b), i8x16.min_u(a, b));
}

/** 9.4: the neighbour that is nearest to left + above - corner. Distances that exceed a byte are as good as 255. */
// @ts-ignore: decorator
@inline
function paeth(left: v128, above: v128, corner: v128): v128 {
  const toLeft = difference(above, corner);
  const toAbove = difference(left, corner);
  const opposite = v128.xor(i8x16.ge_u(left, corner), i8x16.ge_u(above, corner));
  const toCorner = v128.bitselect(difference(toLeft, toAbove), i8x16.add_sat_u(toLeft, toAbove), opposite);
  const other = v128.bitselect(above, corner, i8x16.le_u(toAbove, toCorner));
  return v128.bitselect(left, other, v128.and(i8x16.le_u(toLeft, toAbove), i8x16.le_u(toLeft, toCorner)));
}

/** 9.3: half the sum, rounded down. */
// @ts-ignore: decorator
@inline
function average(left: v128, above: v128): v128 {
  return i8x16.sub(i8x16.avgr_u(left, above), v128.and(v128.xor(left, above), i8x16.splat(1)));
}

// @ts-ignore: decorator
@inline
function magnitudes(sums: v128, residuals: v128): v128 {
  return i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(i8x16.abs(residuals))));
}

/** The neighbours to the left of 16 pixels; the first of a line has 0. */
// @ts-ignore: decorator
@inline
function leftOf(line: usize, i: usize): v128 {
  const left = v128.load(line + i - 1);
  return i == 0 ? i8x16.replace_lane(left, 0, 0) : left;
}

/** Filters a line below another by the filter that suits it, unless that is Sub; returns which. */
function adapt(at: usize, above: usize, n: usize, to: usize): i32 {
  let subs = i32x4.splat(0);
  let ups = subs;
  let averages = subs;
  let paeths = subs;
  for (let i: usize = 0; i < n; i += 16) {
    const pixels = v128.load(at + i);
    const left = leftOf(at, i);
    const over = v128.load(above + i);
    const inside = v128.load(MASKS + 16 - min<usize>(16, n - i));
    subs = magnitudes(subs, v128.and(i8x16.sub(pixels, left), inside));
    ups = magnitudes(ups, v128.and(i8x16.sub(pixels, over), inside));
    averages = magnitudes(averages, v128.and(i8x16.sub(pixels, average(left, over)), inside));
    paeths = magnitudes(paeths, v128.and(i8x16.sub(pixels, paeth(left, over, leftOf(above, i))), inside));
  }
  const sub = sumOfLanes(subs);
  const up = sumOfLanes(ups);
  const averaged = sumOfLanes(averages);
  const least = min(min(sub, up), min(averaged, sumOfLanes(paeths)));
  if (least == sub) return SUB;
  const filter = least == up ? UP : least == averaged ? AVERAGE : PAETH;
  for (let i: usize = 0; i < n; i += 16) {
    const left = leftOf(at, i);
    const over = v128.load(above + i);
    const guess = filter == UP ? over : filter == AVERAGE ? average(left, over) : paeth(left, over, leftOf(above, i));
    v128.store(to + i, i8x16.sub(v128.load(at + i), guess));
  }
  return filter;
}
