import { alloc, mark, rewind } from "./memory";

/** NumPy's pairwise sum of n contiguous doubles (loops_utils.h.src, 1.24): 8 accumulators up to 128 terms, halves above. */
function pairwiseSum(at: usize, n: i32): f64 {
  if (n < 8) {
    let sum: f64 = 0;
    for (let i = 0; i < n; i++) sum += load<f64>(at + (<usize>i << 3));
    return sum;
  }
  if (n > 128) {
    let half = n >> 1;
    half -= half & 7;
    return pairwiseSum(at, half) + pairwiseSum(at + (<usize>half << 3), n - half);
  }
  let r0 = load<f64>(at);
  let r1 = load<f64>(at, 8);
  let r2 = load<f64>(at, 16);
  let r3 = load<f64>(at, 24);
  let r4 = load<f64>(at, 32);
  let r5 = load<f64>(at, 40);
  let r6 = load<f64>(at, 48);
  let r7 = load<f64>(at, 56);
  let i = 8;
  for (; i < n - (n & 7); i += 8) {
    const p = at + (<usize>i << 3);
    r0 += load<f64>(p);
    r1 += load<f64>(p, 8);
    r2 += load<f64>(p, 16);
    r3 += load<f64>(p, 24);
    r4 += load<f64>(p, 32);
    r5 += load<f64>(p, 40);
    r6 += load<f64>(p, 48);
    r7 += load<f64>(p, 56);
  }
  let sum = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7));
  for (; i < n; i++) sum += load<f64>(at + (<usize>i << 3));
  return sum;
}

/**
 * The 2 * radius + 1 weights of SciPy's _gaussian_kernel1d (1.10) as a convolution kernel; `order` is that of the derivative.
 * False when memory is short.
 */
export function gaussianWeights(sigma: f64, order: i32, radius: i32, to: usize): bool {
  const variance = sigma * sigma;
  const size = 2 * radius + 1;
  const factor = -0.5 / variance;
  for (let x = -radius, p = to; x <= radius; x++, p += 8) store<f64>(p, Math.exp(factor * (<f64>x * <f64>x)));
  const sum = pairwiseSum(to, size);
  for (let i = 0, p = to; i < size; i++, p += 8) store<f64>(p, load<f64>(p) / sum);
  return order == 0 || timesPolynomial(variance, order, radius, to);
}

/** The derivative of q(x) exp(p(x)) is (q' + q p') exp(p); with p = -x^2 / (2 variance), each order shifts q's coefficients. */
function timesPolynomial(variance: f64, order: i32, radius: i32, to: usize): bool {
  const start = mark();
  const bytes = (<usize>order + 2) << 3;
  let q = alloc(bytes);
  let next = alloc(bytes);
  if (q == 0 || next == 0) {
    rewind(start);
    return false;
  }
  memory.fill(q, 0, bytes);
  store<f64>(q, 1);
  for (let k = 0; k < order; k++) {
    for (let i = 0; i <= order; i++) {
      const derived = <f64>(i + 1) * load<f64>(q + (<usize>(i + 1) << 3));
      const shifted = i > 0 ? load<f64>(q + (<usize>(i - 1) << 3)) * (1 / -variance) : 0;
      store<f64>(next + (<usize>i << 3), i < order ? shifted + derived : shifted);
    }
    store<f64>(next + (<usize>(order + 1) << 3), 0);
    const spent = q;
    q = next;
    next = spent;
  }
  for (let x = -radius, p = to; x <= radius; x++, p += 8) {
    let value: f64 = 0;
    let power: f64 = 1;
    for (let i = 0; i <= order; i++) {
      value += power * load<f64>(q + (<usize>i << 3));
      power *= <f64>x;
    }
    store<f64>(p, value * load<f64>(p));
  }
  rewind(start);
  return true;
}
