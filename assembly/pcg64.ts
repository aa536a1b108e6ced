// PCG64 (XSL-RR 128/64) as NumPy seeds and steps it: pcg64.h and pcg64.c, NumPy 1.24. A generator is 40 bytes: state low and high half,
// increment low and high half, then NumPy's buffered half word: has_uint32 and uinteger.

export const HAS_UINT32: usize = 32;
export const UINTEGER: usize = 36;

export const MULTIPLIER_LOW: u64 = 0x4385df649fccf645;
export const MULTIPLIER_HIGH: u64 = 0x2360ed051fc65da4;

/** The high half of the 128-bit product. */
// @ts-ignore: decorator
@inline
export function multiplyHigh(a: u64, b: u64): u64 {
  const aLow = a & 0xffffffff;
  const aHigh = a >> 32;
  const bLow = b & 0xffffffff;
  const bHigh = b >> 32;
  const cross = aHigh * bLow + ((aLow * bLow) >> 32);
  const other = aLow * bHigh + (cross & 0xffffffff);
  return aHigh * bHigh + (cross >> 32) + (other >> 32);
}

/**
 * The high half of state * multiplier + increment, given the old halves. The increment's low half goes in by 32-bit parts into sums that have
 * room for it, so that no carry need be found.
 */
// @ts-ignore: decorator
@inline
export function stepHigh(low: u64, high: u64, incLow: u64, incHigh: u64): u64 {
  const a = low & 0xffffffff;
  const b = low >> 32;
  const c = MULTIPLIER_LOW & 0xffffffff;
  const d = MULTIPLIER_LOW >> 32;
  const cross = b * c + ((a * c + (incLow & 0xffffffff)) >> 32);
  const other = a * d + (cross & 0xffffffff) + (incLow >> 32);
  return b * d + (cross >> 32) + (other >> 32) + low * MULTIPLIER_HIGH + incHigh + high * MULTIPLIER_LOW;
}

// @ts-ignore: decorator
@inline
export function output(low: u64, high: u64): u64 {
  return rotr<u64>(low ^ high, high >> 58);
}

export function next64(rng: usize): u64 {
  const low = load<u64>(rng);
  const incLow = load<u64>(rng, 16);
  const newLow = low * MULTIPLIER_LOW + incLow;
  const newHigh = stepHigh(low, load<u64>(rng, 8), incLow, load<u64>(rng, 24));
  store<u64>(rng, newLow);
  store<u64>(rng, newHigh, 8);
  return output(newLow, newHigh);
}

/** Half a word; the other half is kept for the next call. */
export function next32(rng: usize): u32 {
  if (load<u32>(rng, HAS_UINT32)) {
    store<u32>(rng, 0, HAS_UINT32);
    return load<u32>(rng, UINTEGER);
  }
  const word = next64(rng);
  store<u32>(rng, 1, HAS_UINT32);
  store<u32>(rng, <u32>(word >> 32), UINTEGER);
  return <u32>word;
}

/** Uniform on [0, 1) in steps of 2^-53. */
export function nextDouble(rng: usize): f64 {
  return toDouble(next64(rng));
}

// @ts-ignore: decorator
@inline
export function toDouble(word: u64): f64 {
  return <f64>(<i64>(word >> 11)) * (1.0 / 9007199254740992.0);
}

/** pcg64_set_seed: `state` and `increment` as SeedSequence generates them, high halves first. */
export function seedPcg64(rng: usize, stateHigh: u64, stateLow: u64, sequenceHigh: u64, sequenceLow: u64): void {
  store<u64>(rng, 0);
  store<u64>(rng, 0, 8);
  store<u64>(rng, (sequenceLow << 1) | 1, 16);
  store<u64>(rng, (sequenceHigh << 1) | (sequenceLow >> 63), 24);
  store<u32>(rng, 0, HAS_UINT32);
  store<u32>(rng, 0, UINTEGER);
  next64(rng);
  const low = load<u64>(rng) + stateLow;
  store<u64>(rng, load<u64>(rng, 8) + stateHigh + u64(low < stateLow), 8);
  store<u64>(rng, low);
  next64(rng);
}

/** n uniforms, two a round: the rounds cost more than a third of a draw. */
export function fillRandom(rng: usize, to: usize, n: i32): void {
  const incLow = load<u64>(rng, 16);
  const incHigh = load<u64>(rng, 24);
  let low = load<u64>(rng);
  let high = load<u64>(rng, 8);
  for (const end = to + (<usize>(n & ~1) << 3); to < end; to += 16) {
    high = stepHigh(low, high, incLow, incHigh);
    low = low * MULTIPLIER_LOW + incLow;
    store<f64>(to, toDouble(output(low, high)));
    high = stepHigh(low, high, incLow, incHigh);
    low = low * MULTIPLIER_LOW + incLow;
    store<f64>(to, toDouble(output(low, high)), 8);
  }
  store<u64>(rng, low);
  store<u64>(rng, high, 8);
  if (n & 1) store<f64>(to, nextDouble(rng));
}
