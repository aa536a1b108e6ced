// A PCG64's words made ahead for the ziggurat, two at a time: each lane steps over the other's word, by the multiplier squared. 32-bit halves are
// multiplied, and a vector holds them in the order that this wants: the low halves of both lanes, then the high ones.
import { MULTIPLIER_LOW, stepHigh } from "./pcg64";
import { ZIGGURAT } from "./ziggurat-tables";

/** Words made at once; they stay in the first-level cache. */
export const BLOCK: i32 = 512;
/** The words; room for an odd one's neighbour. */
export const WORDS: usize = memory.data(4112, 16);
/** The addresses of those that the ziggurat's layer does not accept at once, in order, then the highest address there is. */
export const OUTSIDE: usize = memory.data(2056, 16);
/** The layers' limits, at the height where a word shifted left by three has its magnitude. */
const LIMITS: usize = memory.data(2048, 16);
for (let i: usize = 0; i < 256; i++) store<u64>(LIMITS + (i << 3), load<u64>(ZIGGURAT + (i << 4)) << 12);
/** Two states: low halves, exclusive-or'ed with the high ones, and high halves. */
const PAIR: usize = memory.data(32, 16);

/** The multiplier squared as 32-bit digits, the lowest first, placed as the products want them; a mask; zero. */
const SQUARE: usize = memory.data<u32>(
  [
    0x20e0ae99, 0x20e0ae99, 0x20e0ae99, 0x20e0ae99, 0x529ed9eb, 0x529ed9eb, 0x529ed9eb, 0x529ed9eb, 0xdf69743c, 0xdf69743c,
    0xdf69743c, 0xdf69743c, 0x17bce35b, 0x17bce35b, 0xdf69743c, 0xdf69743c, 0x529ed9eb, 0x529ed9eb, 0x20e0ae99, 0x20e0ae99,
    0xffffffff, 0, 0xffffffff, 0, 0, 0, 0, 0,
  ],
  16,
);
/** The increment of two steps: low half's low and high part, high half, each in both lanes. */
const INCREMENT: usize = memory.data(48, 16);

/** Both lanes' low halves, then both high ones. */
// @ts-ignore: decorator
@inline
function halves(x: v128): v128 {
  return i32x4.shuffle(x, x, 0, 2, 1, 3);
}

/** The word of a state of the pair to `at`, and its address to `outside`, where it stays if no layer accepts the word; returns what follows. */
// @ts-ignore: decorator
@inline
function emit(state: usize, at: usize, outside: usize): usize {
  const word = rotr<u64>(load<u64>(state), load<u8>(state, 23) >> 2);
  store<u64>(at, word);
  store<u32>(outside, at);
  const shifted = word << 3;
  return outside + (usize(shifted >= load<u64>(LIMITS + (<usize>shifted & 0x7f8))) << 2);
}

/** The generator's next `count` words, 1 to BLOCK. */
export function makeWords(rng: usize, count: i32): void {
  const incLow = load<u64>(rng, 16);
  const incHigh = load<u64>(rng, 24);
  const twiceLow = incLow * MULTIPLIER_LOW + incLow;
  v128.store(INCREMENT, i64x2.splat(twiceLow & 0xffffffff));
  v128.store(INCREMENT, i64x2.splat(twiceLow >> 32), 16);
  v128.store(INCREMENT, i64x2.splat(stepHigh(incLow, incHigh, incLow, incHigh)), 32);
  const low = load<u64>(rng) * MULTIPLIER_LOW + incLow;
  const high = stepHigh(load<u64>(rng), load<u64>(rng, 8), incLow, incHigh);
  store<u64>(PAIR, low);
  store<u64>(PAIR, low * MULTIPLIER_LOW + incLow, 8);
  store<u64>(PAIR, high, 16);
  store<u64>(PAIR, stepHigh(low, high, incLow, incHigh), 24);
  emitAll(WORDS + (<usize>count << 3));
  const last = PAIR + (<usize>((count - 1) & 1) << 3);
  store<u64>(rng, load<u64>(last) ^ load<u64>(last, 16));
  store<u64>(rng, load<u64>(last, 16), 8);
}

/** From the pair on, up to `end`. Constants come from memory, or V8 would make each again in every round. */
function emitAll(end: usize): void {
  const digit0 = v128.load(SQUARE);
  const digit1 = v128.load(SQUARE, 16);
  const digit2 = v128.load(SQUARE, 32);
  const digits32 = v128.load(SQUARE, 48);
  const digits10 = v128.load(SQUARE, 64);
  const mask = v128.load(SQUARE, 80);
  const zero = v128.load(SQUARE, 96);
  const increment0 = v128.load(INCREMENT);
  const increment1 = v128.load(INCREMENT, 16);
  const increment23 = v128.load(INCREMENT, 32);
  let low = halves(v128.load(PAIR));
  let highs = v128.load(PAIR, 16);
  let outside = OUTSIDE;
  for (let at = WORDS; at < end; at += 16) {
    const high = halves(highs);
    v128.store(PAIR, halves(v128.xor(low, high)));
    v128.store(PAIR, highs, 16);
    outside = emit(PAIR, at, outside);
    outside = emit(PAIR + 8, at + 8, outside);
    const carried = i64x2.add(i64x2.extmul_low_i32x4_u(low, digit0), increment0);
    const cross = i64x2.add(i64x2.extmul_high_i32x4_u(low, digit0), i64x2.shr_u(carried, 32));
    const other = i64x2.add(i64x2.add(i64x2.extmul_low_i32x4_u(low, digit1), increment1), v128.and(cross, mask));
    const above = i64x2.add(i64x2.extmul_high_i32x4_u(low, digit1), increment23);
    const wide = i64x2.add(i64x2.extmul_low_i32x4_u(low, digit2), i64x2.extmul_low_i32x4_u(high, digit0));
    const narrow = i32x4.add(i32x4.mul(low, digits32), i32x4.mul(high, digits10));
    const shifted = i64x2.add(i32x4.shuffle(zero, narrow, 0, 4, 1, 5), i32x4.shuffle(zero, narrow, 2, 6, 3, 7));
    const carries = i64x2.add(i64x2.shr_u(cross, 32), i64x2.shr_u(other, 32));
    low = i32x4.shuffle(carried, other, 0, 2, 4, 6);
    highs = i64x2.add(i64x2.add(i64x2.add(above, wide), shifted), carries);
  }
  store<u32>(outside, 0xffffffff);
}
