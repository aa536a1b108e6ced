// The 256-layer ziggurat of NumPy 1.24 (distributions.c, random_standard_normal).
import { log1p } from "./log1p";
import { next64, toDouble } from "./pcg64";
import { BLOCK, makeWords, OUTSIDE, WORDS } from "./words";
import { ZIGGURAT, ZIGGURAT_F } from "./ziggurat-tables";

const TAIL_START: f64 = 3.6541528853610087963519472518;
const TAIL_START_INVERSE: f64 = 0.27366123732975827203338247596;
const MAGNITUDE: u64 = 0x000fffffffffffff;
const RAISE: f64 = 4503599627370496;

/** The layers' limits and widths by the word's nine low bits: its layer, and its sign, which is that of the width. */
const LAYERS: usize = memory.data(8192, 16);
for (let i: usize = 0; i < 4096; i += 16) {
  v128.store(LAYERS + i, v128.load(ZIGGURAT + i));
  store<u64>(LAYERS + i, load<u64>(ZIGGURAT + i), 4096);
  store<f64>(LAYERS + i, -load<f64>(ZIGGURAT + i, 8), 4104);
}

// @ts-ignore: decorator
@inline
function layerOf(word: u64): usize {
  return LAYERS + ((<usize>word & 0x1ff) << 4);
}

// @ts-ignore: decorator
@inline
function magnitudeOf(word: u64): u64 {
  return (word >> 9) & MAGNITUDE;
}

// @ts-ignore: decorator
@inline
function valueOf(word: u64): f64 {
  return <f64>(<i64>magnitudeOf(word)) * load<f64>(layerOf(word), 8);
}

// @ts-ignore: decorator
@inline
function isInside(word: u64): bool {
  return magnitudeOf(word) < load<u64>(layerOf(word));
}

/** The words made ahead: where the next lies, where they end, and where the next of those that their layer does not accept at once is listed. */
let next: usize = 0;
let end: usize = 0;
let listed: usize = OUTSIDE;
/** Draws to come after those under way. Each takes a word at least: so many words can be made and none is left over. */
let promised: i32 = 0;

/** Promises n draws by `takeStandardNormal` and `passStandardNormal`. The generator is ahead of them until all are made. */
export function promiseStandardNormal(n: i32): void {
  promised = n;
}

/** Where the accepted words from `next` on end, n at the most. Makes words where none is left. */
function acceptedUntil(rng: usize, n: i32): usize {
  if (next == end) {
    const count = min(n + promised, BLOCK);
    makeWords(rng, count);
    next = WORDS;
    end = WORDS + (<usize>count << 3);
    listed = OUTSIDE;
  }
  return min(<usize>load<u32>(listed), next + min(<usize>n << 3, end - next));
}

/** The draw that begins with the next word, which is listed. */
function drawListed(rng: usize): f64 {
  next += 8;
  const x = outsideLayer(rng, load<u64>(next - 8));
  while (load<u32>(listed) < <u32>next) listed += 4;
  return x;
}

/** n of the promised draws. */
export function takeStandardNormal(rng: usize, to: usize, n: i32): void {
  promised -= n;
  while (n > 0) {
    const until = acceptedUntil(rng, n);
    n -= <i32>((until - next) >> 3);
    let at = next;
    for (const last = until - 8; at < last; at += 16, to += 16) {
      // A magnitude in the mantissa of 2^52 is 2^52 more than itself.
      const raised = v128.or(v128.and(i64x2.shr_u(v128.load(at), 9), i64x2.splat(MAGNITUDE)), f64x2.splat(RAISE));
      const widths = v128.load64_lane(layerOf(load<u16>(at, 8)), v128.load64_zero(layerOf(load<u16>(at)), 8), 1, 8);
      v128.store(to, f64x2.mul(f64x2.sub(raised, f64x2.splat(RAISE)), widths));
    }
    if (at < until) {
      store<f64>(to, valueOf(load<u64>(at)));
      at += 8;
      to += 8;
    }
    next = at;
    if (n > 0 && at < end) {
      store<f64>(to, drawListed(rng));
      to += 8;
      n--;
    }
  }
}

/** Moves on past n of them: only those that their layer does not accept at once need be looked at. */
export function passStandardNormal(rng: usize, n: i32): void {
  promised -= n;
  while (n > 0) {
    const until = acceptedUntil(rng, n);
    n -= <i32>((until - next) >> 3);
    next = until;
    if (n > 0 && until < end) {
      drawListed(rng);
      n--;
    }
  }
}

export function fillStandardNormal(rng: usize, to: usize, n: i32): void {
  promiseStandardNormal(n);
  takeStandardNormal(rng, to, n);
}

export function skipStandardNormal(rng: usize, n: i32): void {
  promiseStandardNormal(n);
  passStandardNormal(rng, n);
}

/** A word in the middle of a draw. */
function further(rng: usize): u64 {
  if (next == end) return next64(rng);
  next += 8;
  return load<u64>(next - 8);
}

/**
 * The draw that begins with a word that its layer does not accept at once. Exported so that the optimiser does not fold it into the loops, which
 * need the registers.
 */
export function outsideLayer(rng: usize, word: u64): f64 {
  do {
    const layer = <usize>word & 0xff;
    if (layer == 0) return tail(rng, ((magnitudeOf(word) >> 8) & 1) != 0);
    const x = valueOf(word);
    if (underCurve(rng, x, layer)) return x;
    word = further(rng);
  } while (!isInside(word));
  return valueOf(word);
}

/** Whether a point at x within the layer's edge lies under the curve. */
function underCurve(rng: usize, x: f64, layer: usize): bool {
  const upper = load<f64>(ZIGGURAT_F + ((layer - 1) << 3));
  const lower = load<f64>(ZIGGURAT_F + (layer << 3));
  return (upper - lower) * toDouble(further(rng)) + lower < Math.exp(-0.5 * x * x);
}

/** Marsaglia's tail beyond the last layer. */
function tail(rng: usize, negative: bool): f64 {
  while (true) {
    const x = -TAIL_START_INVERSE * log1p(-toDouble(further(rng)));
    const y = -log1p(-toDouble(further(rng)));
    if (y + y > x * x) return negative ? -(TAIL_START + x) : TAIL_START + x;
  }
}

/** loc + scale * x for n doubles, in place. */
export function affine(at: usize, n: i32, loc: f64, scale: f64): void {
  const add = f64x2.splat(loc);
  const times = f64x2.splat(scale);
  const end = at + (<usize>n << 3);
  for (; at + 16 <= end; at += 16) v128.store(at, f64x2.add(add, f64x2.mul(times, v128.load(at))));
  if (at < end) store<f64>(at, loc + scale * load<f64>(at));
}
