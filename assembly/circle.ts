// A circle of the tutorial: a Gaussian of one pixel, divided by its maximum. Along an axis the outputs are folded lines, which grow with the
// value that they start from: so the maximum lies where the lines are largest, and what cannot exceed a threshold is passed over.
import { largestOutput, lineStride, outputs, peakOf, restOf, SLACK, SMALL, topOf, valueAt, valuesOf, writeLine } from "./folded-line";

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

/**
 * How many outputs of the line are > limit, for each of the n values. From one value to the next the ends of what exceeds it move a little; all
 * between them is known to, but for outputs within rounding of the limit.
 */
function countImage(values: usize, line: usize, n: i32, limit: f64): i32 {
  const isSmall = !(limit > SMALL);
  const peak = peakOf(line) * SLACK;
  const rest = restOf(line) * SLACK;
  const top = topOf(line);
  const sure = limit * SLACK;
  let begin = top;
  let end = top + 1;
  let count = 0;
  for (let i = 0; i < n; i++) {
    const value = load<f64>(values + (<usize>i << 3));
    if (isSmall || value * rest > limit) {
      count += countRow(line, n, value, limit);
      continue;
    }
    if (value * peak <= limit) continue;
    const least = value * SLACK;
    while (begin > 0 && least * valueAt(line, begin - 1) > limit) begin--;
    while (begin < top && least * valueAt(line, begin) <= limit) begin++;
    while (end < n && least * valueAt(line, end) > limit) end++;
    while (end > top + 1 && least * valueAt(line, end - 1) <= limit) end--;
    let from = begin;
    let to = end;
    for (; from < to && value * valueAt(line, from) <= sure; from++) count += exceeds(line, n, from, value, limit);
    for (; to > from && value * valueAt(line, to - 1) <= sure; to--) count += exceeds(line, n, to - 1, value, limit);
    count += to - from;
  }
  return count;
}

/** 1 where the output at `j` is > limit. */
function exceeds(line: usize, n: i32, j: i32, value: f64, limit: f64): i32 {
  const pair = outputs(line, lineStride(n), <usize>(j & ~1) << 3, f64x2.splat(value));
  return i32((j & 1 ? f64x2.extract_lane(pair, 1) : f64x2.extract_lane(pair, 0)) > limit);
}

function countRow(line: usize, n: i32, value: f64, limit: f64): i32 {
  const stride = lineStride(n);
  const values = f64x2.splat(value);
  const limits = f64x2.splat(limit);
  let counts = i64x2.splat(0);
  for (let k: usize = 0; k < stride; k += 16) counts = i64x2.sub(counts, f64x2.gt(outputs(line, stride, k, values), limits));
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
