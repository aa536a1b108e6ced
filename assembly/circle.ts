// A circle of the tutorial: a Gaussian of one pixel, divided by its maximum. Along an axis the outputs are folded lines, which grow with the
// value that they start from: so the maximum lies where the lines are largest, and what cannot exceed a threshold is passed over.
import { largestOutput, lineStride, outputs, peakOf, valuesOf, writeLine } from "./folded-line";

/** What a sum of few rounded products may exceed the rounded product of the sum by; far above the smallest doubles. */
const SLACK: f64 = 1 + 1e-9;
const SMALL: f64 = 1e-290;

/** The largest value of the image or volume whose axes have these folded lines, for a pixel of `value`. */
export function largestValue(lines: usize, dims: i32, n: i32, value: f64): f64 {
  for (let axis = 0; axis < dims; axis++) value = largestOutput(lineOf(lines, axis), n, value);
  return value;
}

/** How many values of the image or volume are > threshold once they are divided by its maximum. */
export function countCircle(lines: usize, dims: i32, n: i32, threshold: f64, scratch: usize): i32 {
  if (threshold < 0) return dims == 3 ? n * n * n : n * n;
  if (threshold >= 1) return 0;
  const limit = lastBelow(largestValue(lines, dims, n, 1), threshold);
  const values = valuesOf(lineOf(lines, 0));
  if (dims == 2) return countImage(values, lineOf(lines, 1), n, limit);
  const peak = peakOf(lineOf(lines, 1)) * peakOf(lineOf(lines, 2)) * SLACK;
  let count = 0;
  for (let i = 0; i < n; i++) {
    const value = load<f64>(values + (<usize>i << 3));
    if (value * peak <= limit && limit > SMALL) continue;
    writeLine(lineOf(lines, 1), n, value, scratch);
    count += countImage(scratch, lineOf(lines, 2), n, limit);
  }
  return count;
}

/** The largest x of which x / maximum is not > threshold. */
function lastBelow(maximum: f64, threshold: f64): f64 {
  // A threshold of -0 is one of 0.
  let x = threshold * maximum + 0;
  if (x / maximum > threshold) {
    do x = step(x, -1);
    while (x / maximum > threshold);
    return x;
  }
  while (true) {
    const next = step(x, 1);
    if (next / maximum > threshold) return x;
    x = next;
  }
}

/** The next double, for x >= 0 above it or for x > 0 below it. */
function step(x: f64, by: i64): f64 {
  return reinterpret<f64>(reinterpret<i64>(x) + by);
}

/** How many outputs of the line are > limit, for each of the n values. */
function countImage(values: usize, line: usize, n: i32, limit: f64): i32 {
  const stride = lineStride(n);
  const peak = peakOf(line) * SLACK;
  const all = !(limit > SMALL);
  let largest: f64 = 0;
  for (let i = 0; i < n; i++) largest = max(largest, load<f64>(values + (<usize>i << 3)));
  let begin: usize = 0;
  let end = stride;
  if (!all) {
    const outline = valuesOf(line);
    while (begin < end && load<f64>(outline + begin) * largest * SLACK <= limit) begin += 8;
    while (end > begin && load<f64>(outline + end - 8) * largest * SLACK <= limit) end -= 8;
    begin &= ~15;
  }
  let count = 0;
  for (let i = 0; i < n; i++) {
    const value = load<f64>(values + (<usize>i << 3));
    if (all || value * peak > limit) count += countRow(line, stride, begin, end, value, limit);
  }
  return count;
}

function countRow(line: usize, stride: usize, begin: usize, end: usize, value: f64, limit: f64): i32 {
  const values = f64x2.splat(value);
  const limits = f64x2.splat(limit);
  let counts = i64x2.splat(0);
  for (let k = begin; k < end; k += 16) counts = i64x2.sub(counts, f64x2.gt(outputs(line, stride, k, values), limits));
  return <i32>(i64x2.extract_lane(counts, 0) + i64x2.extract_lane(counts, 1));
}

/** The image or volume itself. */
export function paintCircle(lines: usize, dims: i32, n: i32, to: usize, scratch: usize): void {
  const maximum = largestValue(lines, dims, n, 1);
  const values = valuesOf(lineOf(lines, 0));
  if (dims == 2) {
    paintPlane(values, lineOf(lines, 1), n, maximum, to);
    return;
  }
  for (let i = 0; i < n; i++, to += (<usize>n * <usize>n) << 3) {
    writeLine(lineOf(lines, 1), n, load<f64>(values + (<usize>i << 3)), scratch);
    paintPlane(scratch, lineOf(lines, 2), n, maximum, to);
  }
}

/** A row of n outputs for each of the values, divided by `maximum`; of an odd row the padding is written, and then written over. */
function paintPlane(values: usize, line: usize, n: i32, maximum: f64, to: usize): void {
  const stride = lineStride(n);
  const by = f64x2.splat(maximum);
  const width = <usize>n << 3;
  for (let i = 0; i < n; i++, to += width) {
    const value = f64x2.splat(load<f64>(values + (<usize>i << 3)));
    for (let k: usize = 0; k < stride; k += 16) v128.store(to + k, f64x2.div(outputs(line, stride, k, value), by));
  }
}

/** `lines` are the addresses of an axis' folded line each. */
// @ts-ignore: decorator
@inline
function lineOf(lines: usize, axis: i32): usize {
  return <usize>load<u32>(lines + (<usize>axis << 2));
}
