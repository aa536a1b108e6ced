// Bounded integers by Lemire's method as NumPy 1.24 draws them (distributions.c, random_bounded_uint64_fill, no masking).
import { multiplyHigh, next32, next64 } from "./pcg64";

function bounded32(rng: usize, range: u32): u32 {
  const span = range + 1;
  let product = <u64>next32(rng) * <u64>span;
  if (<u32>product < span) {
    const threshold = (u32.MAX_VALUE - range) % span;
    while (<u32>product < threshold) product = <u64>next32(rng) * <u64>span;
  }
  return <u32>(product >> 32);
}

function bounded64(rng: usize, range: u64): u64 {
  const span = range + 1;
  let word = next64(rng);
  if (word * span < span) {
    const threshold = (u64.MAX_VALUE - range) % span;
    while (word * span < threshold) word = next64(rng);
  }
  return multiplyHigh(word, span);
}

/** Uniform on 0..range, both ends included; range < 2^64 - 1. */
export function boundedInteger(rng: usize, range: u64): u64 {
  if (range == 0) return 0;
  if (range == 0xffffffff) return <u64>next32(rng);
  if (range < 0xffffffff) return <u64>bounded32(rng, <u32>range);
  return bounded64(rng, range);
}

/** n integers from low to low + range as doubles; all of them safe integers. */
export function fillIntegers(rng: usize, low: i64, range: u64, to: usize, n: i32): void {
  for (const end = to + (<usize>n << 3); to < end; to += 8) store<f64>(to, <f64>(low + <i64>boundedInteger(rng, range)));
}
