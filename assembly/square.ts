// A square of the tutorial: a box filter of one pixel, mode constant, times noise, divided by the maximum. The filtered pixel is a rectangle of one
// value and zeros around it: of the noise outside it nothing is needed but that the stream moves on.
import { passStandardNormal, takeStandardNormal } from "./normal";

/** The first position of the window of `size` elements whose outputs see the pixel (even sizes lean to the left), within the line. */
export function windowStart(pixel: i32, size: i32): i32 {
  return max(0, pixel - (size - 1 - (size >> 1)));
}

/** And the one behind its last. */
export function windowEnd(pixel: i32, size: i32, n: i32): i32 {
  return min(n, pixel + (size >> 1) + 1);
}

/** The filtered pixel's value: divided by the size, axis after axis. */
export function boxValue(size: i32, dims: i32): f64 {
  let value: f64 = 1;
  for (let axis = 0; axis < dims; axis++) value /= <f64>size;
  return value;
}

/**
 * Draws the promised noise of the rows from `top` to before `bottom` of n, and keeps the values of the columns from `left` to before `right`, one after
 * the other.
 */
export function drawWindow(rng: usize, n: i32, top: i32, bottom: i32, left: i32, right: i32, to: usize): void {
  const kept = right - left;
  const skipped = n - kept;
  passStandardNormal(rng, left);
  for (let row = top; row < bottom; row++, to += <usize>kept << 3) {
    takeStandardNormal(rng, to, kept);
    passStandardNormal(rng, row < bottom - 1 ? skipped : n - right);
  }
}

/** Turns n draws into the square's values, `value` times the noise, and returns the largest. */
export function squareValues(at: usize, n: i32, value: f64, mean: f64): f64 {
  const means = f64x2.splat(mean);
  const values = f64x2.splat(value);
  let largest = f64x2.splat(-Infinity);
  const end = at + (<usize>n << 3);
  for (; at + 16 <= end; at += 16) {
    const product = f64x2.mul(values, f64x2.add(means, v128.load(at)));
    v128.store(at, product);
    largest = f64x2.max(largest, product);
  }
  let result = max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1));
  if (at < end) {
    const product = value * (mean + load<f64>(at));
    store<f64>(at, product);
    result = max(result, product);
  }
  return result;
}

/**
 * The plane of the whole square from n * n draws in place: `value` times the noise within the window, and zero, signed as the noise, around it.
 */
export function spreadSquare(at: usize, n: i32, top: i32, bottom: i32, left: i32, right: i32, value: f64, mean: f64): void {
  for (let row = 0; row < n; row++) {
    const inside = row >= top && row < bottom;
    for (let column = 0; column < n; column++, at += 8) {
      const factor = inside && column >= left && column < right ? value : 0;
      store<f64>(at, factor * (mean + load<f64>(at)));
    }
  }
}
