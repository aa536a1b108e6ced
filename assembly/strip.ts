// Lines side by side, sixteen as doubles or 32 as floats: row i of a strip is element i of each line, 128 bytes. A filter along any axis of
// an array of any rank and dtype becomes a filter down the rows of a strip.
import { F32, F64, isOwn, loadAs, loadLine, sizeShift, storeLine, storedAs } from "./dtype";

export const ROW: usize = 128;

/** Lines in a strip of T. */
// @ts-ignore: decorator
@inline
export function lanes<T>(): i32 {
  return <i32>(ROW / sizeof<T>());
}

/** Elements that fill a line of the cache. */
// @ts-ignore: decorator
@inline
export function block<T>(): i32 {
  return <i32>(64 / sizeof<T>());
}

/** Byte offset of the first element of `line` in an array seen as (outer, n, inner). */
function lineStart(line: i32, n: i32, inner: i32, shift: usize): usize {
  return (<usize>(line / inner) * <usize>n * <usize>inner + <usize>(line % inner)) << shift;
}

/** Copies the 128 bytes of a row. */
function copyRow(to: usize, from: usize): void {
  for (let k: usize = 0; k < ROW; k += 32) {
    v128.store(to + k, v128.load(from + k));
    v128.store(to + k, v128.load(from + k, 16), 16);
  }
}

function fillRow<T>(to: usize, value: T): void {
  const all = v128.splat<T>(value);
  for (let k: usize = 0; k < ROW; k += 16) v128.store(to + k, all);
}

/**
 * Fills `count` rows of the strip with `columns` columns, at most its lanes, from `column` on, of the rows whose addresses `rows` holds; 0 stands
 * for a row of the constant. Of an array of T, or of floats for doubles, it reads whole strips: up to 128 bytes past the last row.
 */
export function gatherRows<T>(strip: usize, rows: usize, count: i32, dtype: i32, column: i32, columns: i32, cval: f64): void {
  const shift = sizeShift(dtype);
  const offset = <usize>column << shift;
  for (const end = strip + <usize>count * ROW; strip < end; strip += ROW, rows += 4) {
    const row = <usize>load<u32>(rows);
    if (row == 0) fillRow<T>(strip, <T>cval);
    else if (isOwn<T>(dtype)) copyRow(strip, row + offset);
    else if (dtype == F32) promoteRow(strip, row + offset);
    else loadLine<T>(dtype, row + offset, <usize>1 << shift, columns, strip, sizeof<T>());
  }
}

/** Extends the n rows at `strip` past both ends: `before` rows above them and `after` below, through a table of assembly/border.ts. */
export function extendStrip<T>(strip: usize, n: i32, before: i32, after: i32, table: usize, cval: f64): void {
  const top = strip - <usize>before * ROW;
  for (let i = 0; i < before; i++) extensionRow<T>(strip, top + <usize>i * ROW, load<i32>(table + (<usize>i << 2)), cval);
  const bottom = strip + <usize>n * ROW;
  table += <usize>(before + n) << 2;
  for (let i = 0; i < after; i++) extensionRow<T>(strip, bottom + <usize>i * ROW, load<i32>(table + (<usize>i << 2)), cval);
}

// @ts-ignore: decorator
@inline
function extensionRow<T>(strip: usize, to: usize, source: i32, cval: f64): void {
  if (source < 0) fillRow<T>(to, <T>cval);
  else copyRow(to, strip + <usize>source * ROW);
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
  dtype = storedAs(dtype);
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
  for (let c = 0; c < count; c++) {
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
