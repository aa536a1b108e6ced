import { F16, F32, F64, castWithin, loadDouble, sizeShift, storedAs } from "./dtype";

/**
 * NumPy 1.24 compares floats with a Python number in their own precision, or in the next one that
 * np.min_scalar_type finds it to fit in: float16 below 65000, float32 below 3.4e38.
 * src/base/dtype.ts does the same.
 */
function asCompared(dtype: i32, threshold: f64): f64 {
  const size = Math.abs(threshold);
  if (dtype == F16 && size < 65000) return castWithin(F16, threshold);
  return (dtype == F32 || dtype == F16) && size < 3.4e38 ? <f64>(<f32>threshold) : threshold;
}

/** How many of n elements are > threshold; a NaN is not. */
export function countAbove(at: usize, dtype: i32, n: i32, threshold: f64): i32 {
  const limit = asCompared(dtype, threshold);
  dtype = storedAs(dtype);
  if (dtype == F64) return countAboveF64(at, n, limit);
  const step = <usize>1 << sizeShift(dtype);
  let count = 0;
  for (let i = 0; i < n; i++, at += step) count += i32(loadDouble(dtype, at) > limit);
  return count;
}

function countAboveF64(at: usize, n: i32, threshold: f64): i32 {
  const limit = f64x2.splat(threshold);
  let even = i64x2.splat(0);
  let odd = even;
  const end = at + (<usize>n << 3);
  for (; at + 32 <= end; at += 32) {
    even = i64x2.sub(even, f64x2.gt(v128.load(at), limit));
    odd = i64x2.sub(odd, f64x2.gt(v128.load(at, 16), limit));
  }
  const sums = i64x2.add(even, odd);
  let count = <i32>(i64x2.extract_lane(sums, 0) + i64x2.extract_lane(sums, 1));
  for (; at < end; at += 8) count += i32(load<f64>(at) > threshold);
  return count;
}

/** One byte an element: 1 where it is > threshold. */
export function mask(at: usize, dtype: i32, n: i32, threshold: f64, to: usize): void {
  const limit = asCompared(dtype, threshold);
  dtype = storedAs(dtype);
  const step = <usize>1 << sizeShift(dtype);
  let i: usize = 0;
  if (dtype == F64) i = maskVectors(at, <usize>n & ~15, limit, to);
  for (at += i * step; i < <usize>n; i++, at += step) store<u8>(to + i, u8(loadDouble(dtype, at) > limit));
}

/** Sixteen doubles a round; returns n. */
function maskVectors(at: usize, n: usize, threshold: f64, to: usize): usize {
  const limit = f64x2.splat(threshold);
  for (const end = to + n; to < end; to += 16, at += 128) {
    const a = i16x8.narrow_i32x4_s(fourAbove(at, limit), fourAbove(at + 32, limit));
    const b = i16x8.narrow_i32x4_s(fourAbove(at + 64, limit), fourAbove(at + 96, limit));
    v128.store(to, i8x16.neg(i8x16.narrow_i16x8_s(a, b)));
  }
  return n;
}

/** -1 where a double is above, else 0. */
// @ts-ignore: decorator
@inline
function fourAbove(at: usize, limit: v128): v128 {
  return i32x4.shuffle(f64x2.gt(v128.load(at), limit), f64x2.gt(v128.load(at, 16), limit), 0, 2, 4, 6);
}

/** The largest of n >= 1 elements; NaN if one is NaN; of zeros +0 where there is one. */
export function maximum(at: usize, dtype: i32, n: i32): f64 {
  dtype = storedAs(dtype);
  return dtype == F64 ? extremeF64(at, n, true) : extreme(at, dtype, n, true);
}

/** The smallest of n >= 1 elements; NaN if one is NaN; of zeros -0 where there is one. */
export function minimum(at: usize, dtype: i32, n: i32): f64 {
  dtype = storedAs(dtype);
  return dtype == F64 ? extremeF64(at, n, false) : extreme(at, dtype, n, false);
}

function extreme(at: usize, dtype: i32, n: i32, largest: bool): f64 {
  const step = <usize>1 << sizeShift(dtype);
  let best = loadDouble(dtype, at);
  for (let i = 1; i < n; i++) {
    at += step;
    const x = loadDouble(dtype, at);
    best = largest ? max(best, x) : min(best, x);
  }
  return best;
}

// WebAssembly's min and max propagate NaN, as np.min and np.max do.
function extremeF64(at: usize, n: i32, largest: bool): f64 {
  let best = v128.load_splat<f64>(at);
  let other = best;
  const end = at + (<usize>n << 3);
  for (; at + 32 <= end; at += 32) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    best = largest ? f64x2.max(best, a) : f64x2.min(best, a);
    other = largest ? f64x2.max(other, b) : f64x2.min(other, b);
  }
  best = largest ? f64x2.max(best, other) : f64x2.min(best, other);
  const a = f64x2.extract_lane(best, 0);
  const b = f64x2.extract_lane(best, 1);
  let result = largest ? max(a, b) : min(a, b);
  for (; at < end; at += 8) result = largest ? max(result, load<f64>(at)) : min(result, load<f64>(at));
  return result;
}

/** Divides n doubles in place. */
export function divide(at: usize, n: i32, divisor: f64): void {
  const by = f64x2.splat(divisor);
  const end = at + (<usize>n << 3);
  for (; at + 16 <= end; at += 16) v128.store(at, f64x2.div(v128.load(at), by));
  if (at < end) store<f64>(at, load<f64>(at) / divisor);
}

/** The maximum of `depth` >= 1 planes of n doubles, element by element. */
export function projectMaximum(at: usize, depth: i32, n: i32, to: usize): void {
  const plane = <usize>n << 3;
  memory.copy(to, at, plane);
  for (let d = 1; d < depth; d++) {
    at += plane;
    for (let k: usize = 0; k < plane; k += 8) store<f64>(to + k, max(load<f64>(to + k), load<f64>(at + k)));
  }
}

/**
 * Grey levels: 255 * (x - low) / (high - low), truncated, saturated, NaN 0. float32 and float16 are
 * computed in their precision, as NumPy would.
 */
export function toGray8(at: usize, dtype: i32, n: i32, low: f64, high: f64, to: usize): void {
  const step = <usize>1 << sizeShift(dtype);
  if (dtype == F32) {
    const low32 = <f32>low;
    const range = <f32>high - low32;
    for (let i: usize = 0; i < <usize>n; i++, at += 4) store<u8>(to + i, saturate(<f64>(<f32>255 * ((load<f32>(at) - low32) / range))));
    return;
  }
  if (dtype == F16) {
    const low32 = <f32>castWithin(F16, low);
    const range = <f32>castWithin(F16, <f64>(<f32>castWithin(F16, high) - low32));
    for (let i: usize = 0; i < <usize>n; i++, at += 4) store<u8>(to + i, saturate(grayOfHalf(load<f32>(at), low32, range)));
    return;
  }
  const range = high - low;
  let i: usize = 0;
  dtype = storedAs(dtype);
  if (dtype == F64) i = grayVectors(at, <usize>n & ~15, low, range, to);
  for (at += i * step; i < <usize>n; i++, at += step) store<u8>(to + i, saturate(255 * ((loadDouble(dtype, at) - low) / range)));
}

/** NumPy computes with halves as floats, and rounds after each step. */
function grayOfHalf(value: f32, low: f32, range: f32): f64 {
  const share = castWithin(F16, <f64>(<f32>castWithin(F16, <f64>(value - low)) / range));
  return castWithin(F16, 255 * share);
}

/** The same for rows of doubles from 0 to 1, each to `stride` bytes behind the one before. */
export function grayRows(at: usize, columns: i32, rows: i32, to: usize, stride: i32): void {
  for (let row = 0; row < rows; row++, at += <usize>columns << 3, to += stride) toGray8(at, F64, columns, 0, 1, to);
}

/** Sixteen doubles a round; returns n. */
function grayVectors(at: usize, n: usize, low: f64, range: f64, to: usize): usize {
  const lows = f64x2.splat(low);
  const ranges = f64x2.splat(range);
  // 0 and 1 change nothing, and a division takes its time.
  const isUnit = low == 0 && range == 1;
  for (const end = to + n; to < end; to += 16, at += 128) {
    const a = i16x8.narrow_i32x4_s(fourLevels(at, lows, ranges, isUnit), fourLevels(at + 32, lows, ranges, isUnit));
    const b = i16x8.narrow_i32x4_s(fourLevels(at + 64, lows, ranges, isUnit), fourLevels(at + 96, lows, ranges, isUnit));
    v128.store(to, i8x16.narrow_i16x8_u(a, b));
  }
  return n;
}

// @ts-ignore: decorator
@inline
function fourLevels(at: usize, lows: v128, ranges: v128, isUnit: bool): v128 {
  return i32x4.shuffle(twoLevels(v128.load(at), lows, ranges, isUnit), twoLevels(v128.load(at, 16), lows, ranges, isUnit), 0, 1, 4, 5);
}

// @ts-ignore: decorator
@inline
function twoLevels(x: v128, lows: v128, ranges: v128, isUnit: bool): v128 {
  const share = isUnit ? x : f64x2.div(f64x2.sub(x, lows), ranges);
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.mul(share, f64x2.splat(255)));
}

// @ts-ignore: decorator
@inline
function saturate(x: f64): u8 {
  return <u8>(x > 0 ? (x < 255 ? <i32>x : 255) : 0);
}
