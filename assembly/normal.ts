// The 256-layer ziggurat of NumPy 1.24 (distributions.c, random_standard_normal).
import { log1p } from "./log1p";
import { MULTIPLIER_LOW, nextDouble, output, stepHigh } from "./pcg64";
import { ZIGGURAT, ZIGGURAT_F } from "./ziggurat-tables";

const TAIL_START: f64 = 3.6541528853610087963519472518;
const TAIL_START_INVERSE: f64 = 0.27366123732975827203338247596;
const MAGNITUDE: u64 = 0x000fffffffffffff;

/** n standard normals. The state stays in locals; the one draw in 80 that the layer does not accept at once goes through memory. */
export function fillStandardNormal(rng: usize, to: usize, n: i32): void {
  const incLow = load<u64>(rng, 16);
  const incHigh = load<u64>(rng, 24);
  let low = load<u64>(rng);
  let high = load<u64>(rng, 8);
  const end = to + (<usize>n << 3);
  while (to < end) {
    const newLow = low * MULTIPLIER_LOW + incLow;
    high = stepHigh(low, high, newLow, incLow, incHigh);
    low = newLow;
    const word = output(low, high);
    const layer = ZIGGURAT + ((<usize>word & 0xff) << 4);
    const magnitude = (word >> 9) & MAGNITUDE;
    // The sign bit moves from bit 8 of the word to the top of the product.
    let x = reinterpret<f64>(reinterpret<u64>(<f64>(<i64>magnitude) * load<f64>(layer, 8)) | ((word & 0x100) << 55));
    if (magnitude >= load<u64>(layer)) {
      store<u64>(rng, low);
      store<u64>(rng, high, 8);
      x = outsideLayer(rng, x, <usize>word & 0xff, magnitude);
      low = load<u64>(rng);
      high = load<u64>(rng, 8);
      if (x != x) continue;
    }
    store<f64>(to, x);
    to += 8;
  }
  store<u64>(rng, low);
  store<u64>(rng, high, 8);
}

/**
 * What becomes of a draw that its layer does not accept at once; NaN for none. Exported so that the optimiser does not fold it into the
 * loop, which needs the registers.
 */
export function outsideLayer(rng: usize, x: f64, layer: usize, magnitude: u64): f64 {
  if (layer == 0) return tail(rng, ((magnitude >> 8) & 1) != 0);
  return underCurve(rng, x, layer) ? x : NaN;
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
