// Filters along lines whose elements lie side by side, one line after the other, each extended in a buffer of its own.
import { correlateRow, symmetry } from "./correlate";
import { F32, F64, loadLine, sizeShift, storeLine } from "./dtype";
import { allocWide } from "./memory";
import { extendRows } from "./row-buffer";
import { ROWS, uniformEightRows, uniformRow } from "./uniform-plane";

/** Correlates `lines` lines of n elements, at least a strip wide, in place. False when memory is short; the caller rewinds. */
export function correlateLines<T>(
  at: usize, dtype: i32, lines: i32, n: i32, weights: usize, size: i32, before: i32, after: i32, table: usize, cval: f64,
): bool {
  const row = allocWide((<u64>n + <u64>size) * sizeof<T>());
  const result = isOwn<T>(dtype) ? row : allocWide(<u64>n * sizeof<T>());
  if (row == 0 || result == 0) return false;
  const mirrored = symmetry<T>(weights, size);
  const length = <usize>n << sizeShift(dtype);
  for (const end = at + <usize>lines * length; at < end; at += length) {
    readLine<T>(at, dtype, n, row, before, after, table, cval);
    if (isOwn<T>(dtype)) {
      correlateRow<T>(row, at, n, weights, size, mirrored);
    } else {
      correlateRow<T>(row, result, n, weights, size, mirrored);
      storeLine<T>(dtype, result, sizeof<T>(), n, at, <usize>1 << sizeShift(dtype));
    }
  }
  return true;
}

/** Running means along `lines` lines of n elements, in place, eight at once. False when memory is short; the caller rewinds. */
export function uniformLines(
  at: usize, dtype: i32, lines: i32, n: i32, size: i32, before: i32, after: i32, table: usize, cval: f64,
): bool {
  const wide = (((<u64>n + <u64>size) << 3) + 31) & ~15;
  const together = min(ROWS, lines);
  const rows = allocWide(<u64>together * wide);
  const results = dtype == F64 ? rows : allocWide((<u64>together * <u64>n) << 3);
  if (rows == 0 || results == 0) return false;
  const pitch = <usize>wide;
  const length = <usize>n << sizeShift(dtype);
  for (let line = 0; line < lines; line += ROWS, at += <usize>ROWS * length) {
    const count = min(ROWS, lines - line);
    const to = dtype == F64 ? at : results;
    for (let r = 0; r < count; r++) {
      readLine<f64>(at + <usize>r * length, dtype, n, rows + <usize>r * pitch, before, after, table, cval);
    }
    if (count == ROWS) uniformEightRows(rows, pitch, to, n, size);
    else for (let r = 0; r < count; r++) uniformRow(rows + <usize>r * pitch, to + (<usize>r * <usize>n << 3), n, size);
    if (dtype != F64) storeLine<f64>(dtype, results, 8, count * n, at, <usize>1 << sizeShift(dtype));
  }
  return true;
}

/** Whether an array of `dtype` has T as its elements. */
// @ts-ignore: decorator
@inline
function isOwn<T>(dtype: i32): bool {
  return dtype == (sizeof<T>() == 8 ? F64 : F32);
}

function readLine<T>(
  from: usize, dtype: i32, n: i32, row: usize, before: i32, after: i32, table: usize, cval: f64,
): void {
  const first = row + <usize>before * sizeof<T>();
  if (isOwn<T>(dtype)) memory.copy(first, from, <usize>n * sizeof<T>());
  else loadLine<T>(dtype, from, <usize>1 << sizeShift(dtype), n, first, sizeof<T>());
  extendRows<T>(first, 0, 1, n, before, after, table, cval);
}
