// LZ77 (RFC 1951, 4): tokens of bytes. Close by, the byte before and the scanline above are looked at, which is all of the `fast` setting; `small`
// goes through hash chains too, and looks at the next position before it takes a match.
import { agreeing } from "./agreeing";
import { DISTANCE_COUNTS, LITERAL_COUNTS } from "./block";
import { increment } from "./counts";
import { sixteenths } from "./logarithm";
import { distanceSymbol, END_OF_BLOCK, lengthSymbol, LONGEST } from "./symbols";

/** Bytes that a match must share at the least, and that a hash is of. */
const LEAST: usize = 4;
/** A match of this length is not bettered. */
const NICE: usize = 32;
/** And of this length none of the next position is looked for. */
const ENOUGH: usize = 8;
/** Links of a chain that are followed, and of the next position's when there is a match already. */
const DEPTH: i32 = 8;
const LAZY_DEPTH: i32 = 4;
/** The scanline above must give so many bytes more than a run of one byte, and a chain so many more than either: their distances cost more bits. */
const ABOVE_GAIN: usize = 3;
const CHAIN_GAIN: usize = 2;
/** What the symbols of a match take, in sixteenths of a bit; its distance takes its logarithm on top. */
const MATCH_BITS: i32 = 6 << 4;
/** Of a longer match only this many positions at either end are hashed. */
const HASHED: usize = 8;
/** After so many positions without a match some are passed over, after twice as many two at a time, and so on. */
const PATIENCE: usize = 64;

const HASH_BITS: u32 = 15;
const HEADS_BYTES: usize = 2 << HASH_BITS;
export const WINDOW: usize = 32768;
/** Room for the last position of each hash (0: none yet), then for the one before each position. */
export const CHAINS_BYTES: usize = HEADS_BYTES + 2 * WINDOW;

export function clearChains(chains: usize): void {
  memory.fill(chains, 0, HEADS_BYTES);
}

/** All positions become less by a window. */
export function slideChains(chains: usize): void {
  const window = i16x8.splat(<i16>WINDOW);
  for (const end = chains + CHAINS_BYTES; chains < end; chains += 16) v128.store(chains, i16x8.sub_sat_u(v128.load(chains), window));
}

// @ts-ignore: decorator
@inline
function chainOf(chains: usize, position: usize): usize {
  return chains + HEADS_BYTES + ((position & (WINDOW - 1)) << 1);
}

/** Hashes a position; returns the last one that had the same hash. */
// @ts-ignore: decorator
@inline
function insert(chains: usize, base: usize, at: usize): u32 {
  const head = chains + (<usize>((load<u32>(at) * 0x9e3779b1) >> (32 - HASH_BITS)) << 1);
  const before = load<u16>(head);
  const position = at - base;
  store<u16>(head, <u16>position);
  store<u16>(chainOf(chains, position), before);
  return before;
}

function insertInside(chains: usize, base: usize, at: usize, end: usize): void {
  if (end > at + 2 * HASHED) {
    for (const until = at + HASHED; at < until; at++) insert(chains, base, at);
    at = end - HASHED;
  }
  for (; at < end; at++) insert(chains, base, at);
}

// @ts-ignore: decorator
@inline
function putLiteral(tokens: usize, at: usize): usize {
  const byte = <u32>load<u8>(at);
  store<u32>(tokens, byte);
  increment(LITERAL_COUNTS, byte);
  return tokens + 4;
}

// @ts-ignore: decorator
@inline
function putMatch(tokens: usize, match: u32): usize {
  store<u32>(tokens, match);
  increment(LITERAL_COUNTS, lengthSymbol(<i32>lengthOf(match)) + END_OF_BLOCK + 1);
  increment(DISTANCE_COUNTS, distanceSymbol(<i32>(match >> 16)));
  return tokens + 4;
}

/** A match is distance << 16 | length; 0 is none. */
// @ts-ignore: decorator
@inline
function lengthOf(match: u32): usize {
  return <usize>match & 0xffff;
}

/** A match with the byte before or the scanline above, for there are at least four bytes and one before. */
// @ts-ignore: decorator
@inline
function closeMatch(begin: usize, at: usize, end: usize, stride: usize): u32 {
  const word = load<u32>(at);
  const above = at - stride;
  const isAbove = at >= begin + stride && load<u32>(above) == word;
  const isRun = load<u32>(at - 1) == word;
  if (!isAbove && !isRun) return 0;
  const most = min<usize>(end - at, LONGEST);
  const length = isAbove ? agreeing(at, above, most) : 0;
  const run = isRun ? agreeing(at, at - 1, most) : 0;
  return <u32>(run + ABOVE_GAIN >= length ? 0x10000 | run : (stride << 16) | length);
}

/** In which of the 32 positions from `at` on four bytes are as those `distance` before them; the last three are not told. */
// @ts-ignore: decorator
@inline
function repeating(at: usize, distance: usize): u32 {
  const low = i8x16.bitmask(i8x16.eq(v128.load(at), v128.load(at - distance)));
  const high = i8x16.bitmask(i8x16.eq(v128.load(at, 16), v128.load(at - distance, 16)));
  const same = <u32>low | (<u32>high << 16);
  const pairs = same & (same >> 1);
  return pairs & (pairs >> 2);
}

/** Sixteen literals' tokens; counts the first n. */
// @ts-ignore: decorator
@inline
function putLiterals(tokens: usize, at: usize, n: usize): usize {
  const bytes = v128.load(at);
  const low = i16x8.extend_low_i8x16_u(bytes);
  const high = i16x8.extend_high_i8x16_u(bytes);
  v128.store(tokens, i32x4.extend_low_i16x8_u(low));
  v128.store(tokens, i32x4.extend_high_i16x8_u(low), 16);
  v128.store(tokens, i32x4.extend_low_i16x8_u(high), 32);
  v128.store(tokens, i32x4.extend_high_i16x8_u(high), 48);
  for (const end = at + n; at < end; at++) increment(LITERAL_COUNTS, load<u8>(at));
  return tokens + (n << 2);
}

/**
 * Tokens of the bytes from `at` to before `end`; matches may refer to those from `begin` on. `stride` is a scanline's bytes. Reads up to 31 bytes
 * beyond the end, and writes up to 16 tokens. Returns the tokens' end.
 */
export function findClose(begin: usize, at: usize, end: usize, stride: usize, tokens: usize): usize {
  if (at == begin) tokens = putLiteral(tokens, at++);
  while (at < end) {
    const starts = repeating(at, 1) | repeating(at, at >= begin + stride ? stride : 1);
    const until = min(at + <usize>ctz(starts | 0x10000), end);
    tokens = putLiterals(tokens, at, until - at);
    if (until == at + 16) {
      at = until;
      continue;
    }
    at = until;
    if (end - at < LEAST) return putLiterals(tokens, at, end - at);
    const match = closeMatch(begin, at, end, stride);
    if (match) {
      tokens = putMatch(tokens, match);
      at += lengthOf(match);
    } else tokens = putLiteral(tokens, at++);
  }
  return tokens;
}

/** The longest match along the chain from `candidate` on that is longer than `length` and takes fewer bits than its bytes. */
function chainMatch(
  chains: usize, base: usize, at: usize, end: usize, candidate: u32, length: usize, depth: i32, literal: i32,
): u32 {
  const most = min<usize>(end - at, LONGEST);
  if (length >= most) return 0;
  const position = <u32>(at - base);
  // A link of exactly a window ago is written over.
  const farthest = position > <u32>WINDOW ? position - <u32>WINDOW : 0;
  const word = load<u32>(at);
  let match: u32 = 0;
  let tail = load<u32>(at + length - 3);
  for (; candidate > farthest && depth > 0; depth--) {
    const other = base + candidate;
    if (load<u32>(other + length - 3) == tail && load<u32>(other) == word) {
      const agreed = agreeing(at, other, most);
      if (agreed > length) {
        length = agreed;
        if (<i32>length * literal > MATCH_BITS + sixteenths(<f64>(position - candidate))) match = ((position - candidate) << 16) | <u32>length;
        if (length >= NICE || length == most) break;
        tail = load<u32>(at + length - 3);
      }
    }
    candidate = load<u16>(chainOf(chains, candidate));
  }
  return match;
}

/** The same by the chains. Positions count from `base`, before `begin`, and are below 65,536. A literal takes about `literal` sixteenths of a bit. */
export function findFar(
  chains: usize, base: usize, begin: usize, at: usize, end: usize, stride: usize, tokens: usize, literal: i32,
): usize {
  // A match one byte back that is taken unless the one here is longer.
  let held: u32 = 0;
  if (at == begin) {
    if (at + LEAST <= end) insert(chains, base, at);
    tokens = putLiteral(tokens, at++);
  }
  let misses: usize = 0;
  while (at + LEAST <= end) {
    if (misses > PATIENCE) {
      // Noise: not every position is worth a look.
      for (const until = min(at + min(misses / PATIENCE, 7), end - LEAST); at < until; ) tokens = putLiteral(tokens, at++);
    }
    const candidate = insert(chains, base, at);
    const least = lengthOf(held);
    let match: u32 = 0;
    if (least < ENOUGH) {
      match = closeMatch(begin, at, end, stride);
      const close = lengthOf(match);
      if (close <= least) match = 0;
      if (close < NICE && candidate) {
        const enough = max(max(least, LEAST - 1), close ? close + CHAIN_GAIN : 0);
        match = chainMatch(chains, base, at, end, candidate, enough, held ? LAZY_DEPTH : DEPTH, literal) || match;
      }
    }
    if (held && !match) {
      const next = at - 1 + least;
      tokens = putMatch(tokens, held);
      held = 0;
      insertInside(chains, base, at + 1, min(next, end - LEAST + 1));
      at = next;
      continue;
    }
    if (held || !match) tokens = putLiteral(tokens, held ? at - 1 : at);
    misses = match ? 0 : misses + 1;
    held = match;
    at++;
  }
  if (held) {
    tokens = putMatch(tokens, held);
    at += lengthOf(held) - 1;
  }
  while (at < end) tokens = putLiteral(tokens, at++);
  return tokens;
}
