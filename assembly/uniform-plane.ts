// The box filter of an image of doubles, both axes in one sweep: eight rows at a time leave axis 0 for a buffer in the cache, and axis 1
// from there. Bits as by one axis after the other: the sums are the same in the same order.
import { fillTable, sourceIndex } from "./border";
import { alloc, allocWide, mark, rewind } from "./memory";
import { extendRows } from "./row-buffer";

/** Rows that `uniformEightRows` takes. */
export const ROWS: i32 = 8;

/** Means of size0 x size1 windows of an image of rows x columns, from one place to another. False when memory is short. */
export function uniformPlane(
  from: usize, to: usize, rows: i32, columns: i32,
  size0: i32, origin0: i32, mode0: i32, size1: i32, origin1: i32, mode1: i32, cval: f64,
): bool {
  const start = mark();
  const width = <usize>columns << 3;
  const before0 = (size0 >> 1) + origin0;
  const before1 = (size1 >> 1) + origin1;
  const after1 = size1 - 1 - before1;
  // A row of the buffer: the extension and the row, made even, and two elements that the pairwise loop may read past the end.
  const wide = (((<u64>columns + <u64>size1) << 3) + 31) & ~15;
  if (wide > 0xffff0000) return false;
  const pitch = <usize>wide;
  const constant = alloc(width + 16);
  const sums = alloc(width + 16);
  const buffer = allocWide(<u64>ROWS * wide + 16);
  const table = allocWide((<u64>columns + <u64>size1) << 2);
  if (constant == 0 || sums == 0 || buffer == 0 || table == 0) {
    rewind(start);
    return false;
  }
  for (let k: usize = 0; k < width; k += 8) store<f64>(constant + k, cval);
  memory.fill(sums, 0, width + 16);
  fillTable(table, columns, before1, after1, mode1);
  for (let i = 0; i < size0; i++) addRow(sums, sourceRow(from, i - before0, rows, width, mode0, constant), width);
  const first = buffer + (<usize>before1 << 3);
  for (let row = 0; row < rows; row += ROWS) {
    const count = min(ROWS, rows - row);
    for (let r = 0; r < count; r++) {
      const i = row + r;
      const at = first + <usize>r * pitch;
      if (i == 0) {
        meanRow(sums, at, width, size0);
      } else {
        const entering = sourceRow(from, i - 1 - before0 + size0, rows, width, mode0, constant);
        const leaving = sourceRow(from, i - 1 - before0, rows, width, mode0, constant);
        slideRow(sums, entering, leaving, at, width, size0);
      }
    }
    extendRows<f64>(first, pitch, count, columns, before1, after1, table, cval);
    if (count == ROWS) uniformEightRows(buffer, pitch, to + <usize>row * width, columns, size1);
    else for (let r = 0; r < count; r++) uniformRow(buffer + <usize>r * pitch, to + <usize>(row + r) * width, columns, size1);
  }
  rewind(start);
  return true;
}

function sourceRow(from: usize, i: i32, rows: i32, width: usize, mode: i32, constant: usize): usize {
  const source = sourceIndex(i, rows, mode);
  return source < 0 ? constant : from + <usize>source * width;
}

function addRow(sums: usize, row: usize, width: usize): void {
  for (let k: usize = 0; k < width; k += 16) v128.store(sums + k, f64x2.add(v128.load(sums + k), v128.load(row + k)));
}

function meanRow(sums: usize, to: usize, width: usize, size: i32): void {
  const divisor = f64x2.splat(<f64>size);
  for (let k: usize = 0; k < width; k += 16) v128.store(to + k, f64x2.div(v128.load(sums + k), divisor));
}

/** Rows are read and written by pairs: an odd one reads one element past its end, and the extension overwrites what it writes there. */
export function slideRow(sums: usize, entering: usize, leaving: usize, to: usize, width: usize, size: i32): void {
  const divisor = f64x2.splat(<f64>size);
  for (let k: usize = 0; k < width; k += 16) {
    const sum = f64x2.add(v128.load(sums + k), f64x2.sub(v128.load(entering + k), v128.load(leaving + k)));
    v128.store(sums + k, sum);
    v128.store(to + k, f64x2.div(sum, divisor));
  }
}

/** Running means along one extended row; `to` may be before it or elsewhere. */
export function uniformRow(row: usize, to: usize, n: i32, size: i32): void {
  let sum: f64 = 0;
  for (let k = 0; k < size; k++) sum += load<f64>(row + (<usize>k << 3));
  store<f64>(to, sum / <f64>size);
  let entering = row + (<usize>size << 3);
  for (let i = 1; i < n; i++, row += 8, entering += 8) {
    sum += load<f64>(entering) - load<f64>(row);
    store<f64>(to + (<usize>i << 3), sum / <f64>size);
  }
}

/** The sum of the first `size` elements of two rows, one a lane. */
// @ts-ignore: decorator
@inline
function firstSums(row: usize, pitch: usize, size: i32): v128 {
  let sum = f64x2.splat(0);
  for (let k: usize = 0; k < <usize>size << 3; k += 8) {
    sum = f64x2.add(sum, v128.load64_lane(row + pitch + k, v128.load64_zero(row + k), 1));
  }
  return sum;
}

/**
 * Running means along eight extended rows at once: a lane a row, four independent chains. Two columns a step: their differences are
 * taken along the rows, turned, summed and divided down the lanes, and turned back.
 */
export function uniformEightRows(row: usize, pitch: usize, to: usize, n: i32, size: i32): void {
  const divisor = f64x2.splat(<f64>size);
  const width = <usize>n << 3;
  const shift = <usize>size << 3;
  let s0 = firstSums(row, pitch, size);
  let s1 = firstSums(row + 2 * pitch, pitch, size);
  let s2 = firstSums(row + 4 * pitch, pitch, size);
  let s3 = firstSums(row + 6 * pitch, pitch, size);
  storeColumn(to, width, f64x2.div(s0, divisor));
  storeColumn(to + 2 * width, width, f64x2.div(s1, divisor));
  storeColumn(to + 4 * width, width, f64x2.div(s2, divisor));
  storeColumn(to + 6 * width, width, f64x2.div(s3, divisor));
  let i = 1;
  to += 8;
  for (; i + 1 < n; i += 2, row += 16, to += 16) {
    s0 = stepPair(row, pitch, shift, to, width, s0, divisor);
    s1 = stepPair(row + 2 * pitch, pitch, shift, to + 2 * width, width, s1, divisor);
    s2 = stepPair(row + 4 * pitch, pitch, shift, to + 4 * width, width, s2, divisor);
    s3 = stepPair(row + 6 * pitch, pitch, shift, to + 6 * width, width, s3, divisor);
  }
  if (i < n) {
    lastColumn(row, pitch, shift, to, width, s0, divisor);
    lastColumn(row + 2 * pitch, pitch, shift, to + 2 * width, width, s1, divisor);
    lastColumn(row + 4 * pitch, pitch, shift, to + 4 * width, width, s2, divisor);
    lastColumn(row + 6 * pitch, pitch, shift, to + 6 * width, width, s3, divisor);
  }
}

// @ts-ignore: decorator
@inline
function stepPair(row: usize, pitch: usize, shift: usize, to: usize, width: usize, sum: v128, divisor: v128): v128 {
  const a = f64x2.sub(v128.load(row + shift), v128.load(row));
  const b = f64x2.sub(v128.load(row + pitch + shift), v128.load(row + pitch));
  const first = f64x2.add(sum, v128.shuffle<f64>(a, b, 0, 2));
  const second = f64x2.add(first, v128.shuffle<f64>(a, b, 1, 3));
  const p = f64x2.div(first, divisor);
  const q = f64x2.div(second, divisor);
  v128.store(to, v128.shuffle<f64>(p, q, 0, 2));
  v128.store(to + width, v128.shuffle<f64>(p, q, 1, 3));
  return second;
}

// @ts-ignore: decorator
@inline
function storeColumn(to: usize, width: usize, pair: v128): void {
  store<f64>(to, f64x2.extract_lane(pair, 0));
  store<f64>(to + width, f64x2.extract_lane(pair, 1));
}

// @ts-ignore: decorator
@inline
function lastColumn(row: usize, pitch: usize, shift: usize, to: usize, width: usize, sum: v128, divisor: v128): void {
  const a = load<f64>(row + shift) - load<f64>(row);
  const b = load<f64>(row + pitch + shift) - load<f64>(row + pitch);
  storeColumn(to, width, f64x2.div(f64x2.add(sum, f64x2(a, b)), divisor));
}
