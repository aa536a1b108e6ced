// Lines side by side, sixteen as doubles or 32 as floats: row i of a strip is element i of each line, 128 bytes. A filter along any axis of
// an array of any rank and dtype becomes a filter down the rows of a strip.
import { F32, F64, loadAs, sizeShift, storeLine } from "./dtype";

export const ROW: usize = 128;

/** Lines in a strip of T. */
// @ts-ignore: decorator
@inline
export function lanes<T>(): i32 {
  return <i32>(ROW / sizeof<T>());
}

/** Byte offset of the first element of `line` in an array seen as (outer, n, inner). */
function lineStart(line: i32, n: i32, inner: i32, shift: usize): usize {
  return (<usize>(line / inner) * <usize>n * <usize>inner + <usize>(line % inner)) << shift;
}

/** Copies the 128 bytes of a row. */
export function copyRow(to: usize, from: usize): void {
  for (let k: usize = 0; k < ROW; k += 32) {
    v128.store(to + k, v128.load(from + k));
    v128.store(to + k, v128.load(from + k, 16), 16);
  }
}

function fillRow<T>(to: usize, value: T): void {
  const all = v128.splat<T>(value);
  for (let k: usize = 0; k < ROW; k += 16) v128.store(to + k, all);
}

// Floats to and from a strip of doubles.
function promoteRow(to: usize, from: usize): void {
  for (let k: usize = 0; k < ROW; k += 16) {
    v128.store(to + k, f64x2.promote_low_f32x4(v128.load64_zero(from + (k >> 1))));
  }
}

function demoteRow(to: usize, from: usize): void {
  for (let k: usize = 0; k < ROW; k += 16) {
    store<f64>(to + (k >> 1), f64x2.extract_lane(f32x4.demote_f64x2_zero(v128.load(from + k)), 0));
  }
}

/** Two double lines into two adjacent columns, two elements at a time where the table has neighbours. */
function gatherPair(column: usize, first: usize, second: usize, table: usize, rows: i32, cval: f64): void {
  for (let i = 0; i < rows; ) {
    const source = load<i32>(table + (<usize>i << 2));
    if (i + 1 < rows && source >= 0 && load<i32>(table + (<usize>i << 2), 4) == source + 1) {
      const a = v128.load(first + (<usize>source << 3));
      const b = v128.load(second + (<usize>source << 3));
      v128.store(column, v128.shuffle<f64>(a, b, 0, 2));
      v128.store(column, v128.shuffle<f64>(a, b, 1, 3), ROW);
      column += 2 * ROW;
      i += 2;
      continue;
    }
    store<f64>(column, source < 0 ? cval : load<f64>(first + (<usize>source << 3)));
    store<f64>(column, source < 0 ? cval : load<f64>(second + (<usize>source << 3)), 8);
    column += ROW;
    i++;
  }
}

/** Whether whole rows of the array can go to and from a strip of T. */
// @ts-ignore: decorator
@inline
function rowwise<T>(dtype: i32): bool {
  return dtype == F32 || (sizeof<T>() == 8 && dtype == F64);
}

/**
 * Fills `rows` rows of the strip with `count` lines, at most its lanes, from `line` on: row i is the element that the table's entry i names.
 * Columns past `count` keep what was there.
 */
export function gather<T>(
  strip: usize, array: usize, dtype: i32, line: i32, count: i32, n: i32, inner: i32, table: usize, rows: i32, cval: f64,
): void {
  const shift = sizeShift(dtype);
  const column = line % inner;
  const stride = <usize>inner << shift;
  if (count == lanes<T>() && column + lanes<T>() <= inner && rowwise<T>(dtype)) {
    const start = array + lineStart(line, n, inner, shift);
    for (let i = 0; i < rows; i++, strip += ROW) {
      const source = load<i32>(table + (<usize>i << 2));
      if (source < 0) fillRow<T>(strip, <T>cval);
      else if (sizeof<T>() == 8 && dtype == F32) promoteRow(strip, start + <usize>source * stride);
      else copyRow(strip, start + <usize>source * stride);
    }
    return;
  }
  let c = 0;
  if (sizeof<T>() == 8 && inner == 1 && dtype == F64) {
    const length = <usize>n << 3;
    for (; c + 1 < count; c += 2) {
      const first = array + <usize>(line + c) * length;
      gatherPair(strip + (<usize>c << 3), first, first + length, table, rows, cval);
    }
  }
  for (; c < count; c++) {
    const start = array + lineStart(line + c, n, inner, shift);
    let to = strip + <usize>c * sizeof<T>();
    for (let i = 0; i < rows; i++, to += ROW) {
      const source = load<i32>(table + (<usize>i << 2));
      store<T>(to, source < 0 ? <T>cval : loadAs<T>(dtype, start + <usize>source * stride));
    }
  }
}

/** Writes `rows` rows of the strip back to their `count` lines, from element `first` of each on, cast to the array's dtype. */
export function scatter<T>(
  strip: usize, array: usize, dtype: i32, line: i32, count: i32, n: i32, inner: i32, first: i32, rows: i32,
): void {
  const shift = sizeShift(dtype);
  const column = line % inner;
  const stride = <usize>inner << shift;
  array += <usize>first * stride;
  if (count == lanes<T>() && column + lanes<T>() <= inner && rowwise<T>(dtype)) {
    let to = array + lineStart(line, n, inner, shift);
    for (let i = 0; i < rows; i++, strip += ROW, to += stride) {
      if (sizeof<T>() == 8 && dtype == F32) demoteRow(to, strip);
      else copyRow(to, strip);
    }
    return;
  }
  for (let c = 0; c < count; c++) {
    storeLine<T>(dtype, strip + <usize>c * sizeof<T>(), ROW, rows, array + lineStart(line + c, n, inner, shift), stride);
  }
}
