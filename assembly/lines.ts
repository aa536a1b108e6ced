// Filters along lines whose elements lie side by side, one line after the other. Many go by the strip, turned on their way in and out; a few,
// which may be long, by themselves; running means by eights.
import { correlateTurned } from "./correlate";
import { correlateRow } from "./correlate-row";
import { F64, isOwn, loadLine, sizeShift, storeLine } from "./dtype";
import { allocWide } from "./memory";
import { extendRows, extendedPitch } from "./rows";
import { ROW, extendStrip, lanes } from "./strip";
import { turnLines } from "./turn";
import { ROWS, uniformEightRows, uniformRow } from "./uniform-plane";

/** Correlates `lines` lines of n elements, at least a strip wide, in place. False when memory is short; the caller rewinds. */
export function correlateLines<T>(
  at: usize, dtype: i32, lines: i32, n: i32, weights: usize, size: i32, mirrored: i32, before: i32, after: i32, table: usize, cval: f64,
): bool {
  return lines < lanes<T>() / 2
    ? correlateEach<T>(at, dtype, lines, n, weights, size, mirrored, before, after, table, cval)
    : correlateTogether<T>(at, dtype, lines, n, weights, size, mirrored, before, after, table, cval);
}

function correlateTogether<T>(
  at: usize, dtype: i32, lines: i32, n: i32, weights: usize, size: i32, mirrored: i32, before: i32, after: i32, table: usize, cval: f64,
): bool {
  const strip = allocWide((<u64>n + <u64>size) * ROW);
  const results = allocWide(<u64>n * ROW);
  if (strip == 0 || results == 0) return false;
  const length = <usize>n << sizeShift(dtype);
  const first = strip + <usize>before * ROW;
  for (let line = 0; line < lines; line += lanes<T>(), at += <usize>lanes<T>() * length) {
    const count = min(lanes<T>(), lines - line);
    turnLines<T>(at, dtype, length, count, n, first);
    extendStrip<T>(first, n, before, after, table, cval);
    const whole = isOwn<T>(dtype) && count == lanes<T>();
    correlateTurned<T>(strip, n, count, whole ? at : results, <usize>n * sizeof<T>(), weights, size, mirrored);
    if (!whole) storeLine<T>(dtype, results, sizeof<T>(), count * n, at, <usize>1 << sizeShift(dtype));
  }
  return true;
}

function correlateEach<T>(
  at: usize, dtype: i32, lines: i32, n: i32, weights: usize, size: i32, mirrored: i32, before: i32, after: i32, table: usize, cval: f64,
): bool {
  const row = allocWide((<u64>n + <u64>size) * sizeof<T>());
  const results = isOwn<T>(dtype) ? row : allocWide(<u64>n * sizeof<T>());
  if (row == 0 || results == 0) return false;
  const length = <usize>n << sizeShift(dtype);
  for (const end = at + <usize>lines * length; at < end; at += length) {
    readLine<T>(at, dtype, n, row, before, after, table, cval);
    correlateRow<T>(row, isOwn<T>(dtype) ? at : results, n, weights, size, mirrored);
    if (!isOwn<T>(dtype)) storeLine<T>(dtype, results, sizeof<T>(), n, at, <usize>1 << sizeShift(dtype));
  }
  return true;
}

/** Running means along `lines` lines of n elements, in place. False when memory is short; the caller rewinds. */
export function uniformLines(
  at: usize, dtype: i32, lines: i32, n: i32, size: i32, before: i32, after: i32, table: usize, cval: f64,
): bool {
  const wide = extendedPitch(n, size);
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

function readLine<T>(
  from: usize, dtype: i32, n: i32, row: usize, before: i32, after: i32, table: usize, cval: f64,
): void {
  const first = row + <usize>before * sizeof<T>();
  loadLine<T>(dtype, from, <usize>1 << sizeShift(dtype), n, first, sizeof<T>());
  extendRows<T>(first, 0, 1, n, before, after, table, cval);
}
