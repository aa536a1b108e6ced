// A line with one pixel set, under a Gaussian with the border mode reflect: each output is the sum of few products, of the pixel's value and the
// weights at its distances from the pixel and its mirror images. Their order is that of the dense filter (ni_filters.c, NI_Correlate1D, SciPy
// 1.10): the centre first, then by falling distance, a distance that both sides have as a doubled weight; what a line adds besides is zeros.
//
// A folded line is: terms (i32), at 4 where its largest value is (i32), at 8 that value (f64), at 16 its rest (f64); at 32 its values for a pixel
// of 1; then the terms, all factors of the first, of the second and so on. Each is a row of `stride` bytes, an even number of doubles, padded with
// zeros as shorter sums are.
import { allocWide } from "./memory";

const VALUES: usize = 32;

/** What a sum of few rounded products may exceed the rounded product of the sum by, or fall short of it; far above the smallest doubles. */
export const SLACK: f64 = 1 + 1e-9;
export const SMALL: f64 = 1e-290;

/** Bytes of a row of n doubles, padded to whole vectors. */
export function lineStride(n: i32): usize {
  return <usize>((n + 1) & ~1) << 3;
}

/** The most terms that an output can have. */
function mostTerms(n: i32, radius: i32): i32 {
  return 2 * (radius / n) + 3;
}

/** Room for a line, or 0 when memory is short. */
export function allocLine(n: i32, radius: i32): usize {
  return allocWide(VALUES + <u64>(mostTerms(n, radius) + 1) * lineStride(n));
}

/** Fills the line of n outputs for a pixel at `pixel`, by 2 * radius + 1 weights. */
export function foldLine(line: usize, n: i32, pixel: i32, weights: usize, radius: i32): void {
  const stride = lineStride(n);
  const most = mostTerms(n, radius);
  const first = line + VALUES + stride;
  memory.fill(line, 0, VALUES + <usize>(most + 1) * stride);
  let terms = 1;
  let peak: f64 = 0;
  let top = 0;
  for (let j = 0; j < n; j++) {
    let at = first + (<usize>j << 3);
    let count = 0;
    let sum: f64 = 0;
    if (j == pixel) {
      sum = load<f64>(weights + (<usize>radius << 3));
      store<f64>(at, sum);
      at += stride;
      count++;
    }
    // The pixel's images lie at pixel + 2 n m and -1 - pixel + 2 n m.
    let left = nearestBelow(j - pixel, n, radius);
    let leftMirror = nearestBelow(j + 1 + pixel, n, radius);
    let right = nearestBelow(pixel - j, n, radius);
    let rightMirror = nearestBelow(-1 - pixel - j, n, radius);
    while (true) {
      const k = max(max(left, leftMirror), max(right, rightMirror));
      if (k < 1) break;
      const isLeft = left == k || leftMirror == k;
      const isRight = right == k || rightMirror == k;
      if (left == k) left -= 2 * n;
      if (leftMirror == k) leftMirror -= 2 * n;
      if (right == k) right -= 2 * n;
      if (rightMirror == k) rightMirror -= 2 * n;
      const weight = load<f64>(weights + (<usize>(radius - k) << 3));
      const term = isLeft && isRight ? weight + weight : weight;
      sum += term;
      store<f64>(at, term);
      at += stride;
      count++;
    }
    store<f64>(line + VALUES + (<usize>j << 3), sum);
    terms = max(terms, count);
    if (sum > peak) {
      peak = sum;
      top = j;
    }
  }
  store<i32>(line, terms);
  store<i32>(line, top, 4);
  store<f64>(line, peak, 8);
  store<f64>(line, max(beyondRise(line, top, -1, -1), beyondRise(line, top, n, 1)), 16);
}

/** From the largest value on, one way to `end`: the largest value from the first one on that is above the one before; 0 where none is. */
function beyondRise(line: usize, top: i32, end: i32, by: i32): f64 {
  let most: f64 = 0;
  let isBeyond = false;
  for (let j = top + by; j != end; j += by) {
    const value = valueAt(line, j);
    isBeyond = isBeyond || value > valueAt(line, j - by);
    if (isBeyond) most = max(most, value);
  }
  return most;
}

/** The largest k <= radius that leaves the remainder of `distance` by 2 n. */
function nearestBelow(distance: i32, n: i32, radius: i32): i32 {
  const period = 2 * n;
  let rest = (radius - distance) % period;
  if (rest < 0) rest += period;
  return radius - rest;
}

export function peakOf(line: usize): f64 {
  return load<f64>(line, 8);
}

/** Where the largest value is. */
export function topOf(line: usize): i32 {
  return load<i32>(line, 4);
}

/**
 * Values above the rest fall from the largest one to both sides, without a gap. It is 0 for most lines; in others the tail of a mirror image, which
 * begins where the kernel ends, stands out from the pixel's own.
 */
export function restOf(line: usize): f64 {
  return load<f64>(line, 16);
}

/** The output at `j` for a pixel of 1. */
// @ts-ignore: decorator
@inline
export function valueAt(line: usize, j: i32): f64 {
  return load<f64>(line + VALUES + (<usize>j << 3));
}

/** The line's values for a pixel of 1. */
export function valuesOf(line: usize): usize {
  return line + VALUES;
}

/** Two outputs, `offset` bytes along the line, for a pixel of `value`. */
// @ts-ignore: decorator
@inline
export function outputs(line: usize, stride: usize, offset: usize, value: v128): v128 {
  let term = line + VALUES + stride + offset;
  let sum = f64x2.mul(value, v128.load(term));
  for (let t = load<i32>(line); t > 1; t--) {
    term += stride;
    sum = f64x2.add(sum, f64x2.mul(value, v128.load(term)));
  }
  return sum;
}

/** The line's outputs for a pixel of `value`; the padding too. */
export function writeLine(line: usize, n: i32, value: f64, to: usize): void {
  const stride = lineStride(n);
  const values = f64x2.splat(value);
  for (let k: usize = 0; k < stride; k += 16) v128.store(to + k, outputs(line, stride, k, values));
}

/** The largest output for a pixel of `value`: where the values are within rounding of the largest. */
export function largestOutput(line: usize, n: i32, value: f64): f64 {
  const peak = peakOf(line);
  let begin = 0;
  let end = n;
  if (value * peak > SMALL && restOf(line) * SLACK < peak) {
    begin = topOf(line);
    end = begin + 1;
    while (begin > 0 && valueAt(line, begin - 1) * SLACK >= peak) begin--;
    while (end < n && valueAt(line, end) * SLACK >= peak) end++;
  }
  const stride = lineStride(n);
  const values = f64x2.splat(value);
  let largest = f64x2.splat(0);
  for (let k = <usize>(begin & ~1) << 3; k < <usize>end << 3; k += 16) largest = f64x2.max(largest, outputs(line, stride, k, values));
  return max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1));
}
