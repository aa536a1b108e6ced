// The 256-layer ziggurat of NumPy 1.24 (distributions.c, random_standard_normal).
import { log1p } from "./log1p";
import { MULTIPLIER_LOW, next64, nextDouble, output, stepHigh } from "./pcg64";
import { ZIGGURAT, ZIGGURAT_F } from "./ziggurat-tables";

const TAIL_START: f64 = 3.6541528853610087963519472518;
const TAIL_START_INVERSE: f64 = 0.27366123732975827203338247596;
const MAGNITUDE: u64 = 0x000fffffffffffff;

/** The layers' limits and widths by the word's nine low bits: its layer, and its sign, which is that of the width. */
const LAYERS: usize = memory.data(8192, 16);
for (let i: usize = 0; i < 4096; i += 16) {
  v128.store(LAYERS + i, v128.load(ZIGGURAT + i));
  store<u64>(LAYERS + i, load<u64>(ZIGGURAT + i), 4096);
  store<f64>(LAYERS + i, -load<f64>(ZIGGURAT + i, 8), 4104);
}

/** The limits alone, by the word's layer, at the height where a word shifted left by three has its magnitude. */
const LIMITS: usize = memory.data(2048, 16);
for (let i: usize = 0; i < 256; i++) store<u64>(LIMITS + (i << 3), load<u64>(ZIGGURAT + (i << 4)) << 12);

/** As `isInside`, of a word whose value is not wanted. */
// @ts-ignore: decorator
@inline
function isAccepted(word: u64): bool {
  const shifted = word << 3;
  return shifted < load<u64>(LIMITS + (<usize>shifted & 0x7f8));
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

/**
 * n standard normals, two a round. The state stays in locals; the one draw in 80 that its layer does not accept at once goes through memory.
 */
export function fillStandardNormal(rng: usize, to: usize, n: i32): void {
  const incLow = load<u64>(rng, 16);
  const incHigh = load<u64>(rng, 24);
  let low = load<u64>(rng);
  let high = load<u64>(rng, 8);
  for (const end = to + (<usize>(n & ~1) << 3); to < end; to += 16) {
    high = stepHigh(low, high, incLow, incHigh);
    low = low * MULTIPLIER_LOW + incLow;
    const one = output(low, high);
    let x = valueOf(one);
    if (!isInside(one)) {
      store<u64>(rng, low);
      store<u64>(rng, high, 8);
      x = outsideLayer(rng, one);
      low = load<u64>(rng);
      high = load<u64>(rng, 8);
    }
    store<f64>(to, x);
    high = stepHigh(low, high, incLow, incHigh);
    low = low * MULTIPLIER_LOW + incLow;
    const other = output(low, high);
    let y = valueOf(other);
    if (!isInside(other)) {
      store<u64>(rng, low);
      store<u64>(rng, high, 8);
      y = outsideLayer(rng, other);
      low = load<u64>(rng);
      high = load<u64>(rng, 8);
    }
    store<f64>(to, y, 8);
  }
  store<u64>(rng, low);
  store<u64>(rng, high, 8);
  if (n & 1) store<f64>(to, nextStandardNormal(rng));
}

/** Moves on past n standard normals: whether its layer accepts a word is all that need be known of most. */
export function skipStandardNormal(rng: usize, n: i32): void {
  const incLow = load<u64>(rng, 16);
  const incHigh = load<u64>(rng, 24);
  let low = load<u64>(rng);
  let high = load<u64>(rng, 8);
  for (; n > 1; n -= 2) {
    high = stepHigh(low, high, incLow, incHigh);
    low = low * MULTIPLIER_LOW + incLow;
    const one = output(low, high);
    if (!isAccepted(one)) {
      store<u64>(rng, low);
      store<u64>(rng, high, 8);
      outsideLayer(rng, one);
      low = load<u64>(rng);
      high = load<u64>(rng, 8);
    }
    high = stepHigh(low, high, incLow, incHigh);
    low = low * MULTIPLIER_LOW + incLow;
    const other = output(low, high);
    if (!isAccepted(other)) {
      store<u64>(rng, low);
      store<u64>(rng, high, 8);
      outsideLayer(rng, other);
      low = load<u64>(rng);
      high = load<u64>(rng, 8);
    }
  }
  store<u64>(rng, low);
  store<u64>(rng, high, 8);
  if (n == 1) nextStandardNormal(rng);
}

function nextStandardNormal(rng: usize): f64 {
  const word = next64(rng);
  return isInside(word) ? valueOf(word) : outsideLayer(rng, word);
}

/**
 * The draw that begins with a word that its layer does not accept at once. Exported so that the optimiser does not fold it into the loop, which
 * needs the registers.
 */
export function outsideLayer(rng: usize, word: u64): f64 {
  do {
    const layer = <usize>word & 0xff;
    if (layer == 0) return tail(rng, ((magnitudeOf(word) >> 8) & 1) != 0);
    const x = valueOf(word);
    if (underCurve(rng, x, layer)) return x;
    word = next64(rng);
  } while (!isInside(word));
  return valueOf(word);
}

/** Whether a point at x within the layer's edge lies under the curve. */
function underCurve(rng: usize, x: f64, layer: usize): bool {
  const upper = load<f64>(ZIGGURAT_F + ((layer - 1) << 3));
  const lower = load<f64>(ZIGGURAT_F + (layer << 3));
  return (upper - lower) * nextDouble(rng) + lower < Math.exp(-0.5 * x * x);
}

/** Marsaglia's tail beyond the last layer. */
function tail(rng: usize, negative: bool): f64 {
  while (true) {
    const x = -TAIL_START_INVERSE * log1p(-nextDouble(rng));
    const y = -log1p(-nextDouble(rng));
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
