// The box filter of an image, both axes in one sweep: eight rows at a time leave axis 0 for a buffer in the cache, and axis 1 from there. Bits
// as by one axis after the other: the sums are the same in the same order.
import { fillTable } from "./border";
import { F64, loadLine, roundLine, sizeShift, storeLine } from "./dtype";
import { alloc, allocWide, mark, rewind } from "./memory";
import { constantRow, extendRows, extendedPitch } from "./rows";

/** Rows that `uniformEightRows` takes. */
export const ROWS: i32 = 8;

@unmanaged
class UniformPlane {
  dtype: i32;
  columns: i32;
  cval: f64;
  size0: i32;
  size1: i32;
  before1: i32;
  table1: usize;
  /** The sums of the columns' windows. */
  sums: usize;
  constant: usize;
  /** A row that enters the windows and one that leaves them, as doubles. */
  entering: usize;
  leaving: usize;
  /** Eight rows that have left axis 0, `pitch` bytes apart, extended past both ends. */
  buffer: usize;
  pitch: usize;
  /** Eight rows that have left both, as doubles. */
  results: usize;
}

/** A sweep over images of `columns` columns. It lies in the arena until the caller rewinds; 0 when memory is short. */
export function openUniformPlane(
  dtype: i32, columns: i32, size0: i32, size1: i32, origin1: i32, mode1: i32, cval: f64,
): usize {
  const start = mark();
  const at = alloc(offsetof<UniformPlane>());
  if (at == 0) return 0;
  const plane = changetype<UniformPlane>(at);
  plane.dtype = dtype;
  plane.columns = columns;
  plane.cval = cval;
  plane.size0 = size0;
  plane.size1 = size1;
  plane.before1 = (size1 >> 1) + origin1;
  const pitch = extendedPitch(columns, size1);
  const row = (<u64>columns + 2) << 3;
  plane.pitch = <usize>pitch;
  plane.table1 = allocWide((<u64>columns + <u64>size1) << 2);
  plane.sums = allocWide(row);
  plane.constant = constantRow(columns, cval);
  plane.entering = allocWide(row);
  plane.leaving = allocWide(row);
  plane.buffer = allocWide(<u64>ROWS * pitch + 16);
  plane.results = dtype == F64 ? plane.buffer : allocWide(<u64>ROWS * row);
  const whole =
    plane.table1 != 0 && plane.sums != 0 && plane.constant != 0 && plane.entering != 0 && plane.leaving != 0 && plane.buffer != 0 &&
    plane.results != 0;
  if (!whole) {
    rewind(start);
    return 0;
  }
  fillTable(plane.table1, columns, plane.before1, size1 - 1 - plane.before1, mode1);
  return at;
}

/**
 * The next `count` rows of the result, to `to`, the first of an image if `begins`. `rows` are the addresses of the extended rows (see `nameRows`)
 * from the window of the first on; they go on from those of the call before.
 */
export function uniformPlaneRows(at: usize, rows: usize, count: i32, begins: bool, to: usize): void {
  const plane = changetype<UniformPlane>(at);
  const dtype = plane.dtype;
  const columns = plane.columns;
  const size1 = plane.size1;
  const first = plane.buffer + (<usize>plane.before1 << 3);
  for (let row = 0; row < count; row += ROWS) {
    const made = min(ROWS, count - row);
    for (let r = 0; r < made; r++, rows += 4) {
      const mean = first + <usize>r * plane.pitch;
      if (begins && row == 0 && r == 0) beginColumns(plane, rows, mean);
      else slideColumns(plane, rows, mean);
      if (dtype != F64) roundLine<f64>(dtype, mean, columns);
    }
    extendRows<f64>(first, plane.pitch, made, columns, plane.before1, size1 - 1 - plane.before1, plane.table1, plane.cval);
    const width = <usize>columns << 3;
    const result = dtype == F64 ? to : plane.results;
    if (made == ROWS) uniformEightRows(plane.buffer, plane.pitch, result, columns, size1);
    else for (let r: usize = 0; r < <usize>made; r++) uniformRow(plane.buffer + r * plane.pitch, result + r * width, columns, size1);
    if (dtype != F64) storeLine<f64>(dtype, result, 8, made * columns, to, <usize>1 << sizeShift(dtype));
    to += (<usize>made * <usize>columns) << sizeShift(dtype);
  }
}

function beginColumns(plane: UniformPlane, rows: usize, to: usize): void {
  const width = <usize>plane.columns << 3;
  memory.fill(plane.sums, 0, width + 16);
  for (const end = rows + (<usize>plane.size0 << 2); rows < end; rows += 8) {
    const one = doubles(plane, load<u32>(rows), plane.entering);
    if (rows + 4 < end) addRows(plane.sums, one, doubles(plane, load<u32>(rows, 4), plane.leaving), width);
    else addRow(plane.sums, one, width);
  }
  meanRow(plane.sums, to, width, plane.size0);
}

function slideColumns(plane: UniformPlane, rows: usize, to: usize): void {
  const entering = doubles(plane, load<u32>(rows + (<usize>(plane.size0 - 1) << 2)), plane.entering);
  const leaving = doubles(plane, load<u32>(rows - 4), plane.leaving);
  slideRow(plane.sums, entering, leaving, to, <usize>plane.columns << 3, plane.size0);
}

/** The row at an address of `nameRows` as doubles: where it is, or in `spare`. */
function doubles(plane: UniformPlane, row: usize, spare: usize): usize {
  if (row == 0) return plane.constant;
  if (plane.dtype == F64) return row;
  loadLine<f64>(plane.dtype, row, <usize>1 << sizeShift(plane.dtype), plane.columns, spare, 8);
  return spare;
}

function addRow(sums: usize, row: usize, width: usize): void {
  for (let k: usize = 0; k < width; k += 16) v128.store(sums + k, f64x2.add(v128.load(sums + k), v128.load(row + k)));
}

function addRows(sums: usize, one: usize, other: usize, width: usize): void {
  for (let k: usize = 0; k < width; k += 16) {
    v128.store(sums + k, f64x2.add(f64x2.add(v128.load(sums + k), v128.load(one + k)), v128.load(other + k)));
  }
}

function meanRow(sums: usize, to: usize, width: usize, size: i32): void {
  const divisor = f64x2.splat(<f64>size);
  for (let k: usize = 0; k < width; k += 16) v128.store(to + k, f64x2.div(v128.load(sums + k), divisor));
}

/** Rows are read and written by pairs: an odd one reads one element past its end, and writes one, for which a row of the buffer has room. */
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

/** An element each of two rows. */
// @ts-ignore: decorator
@inline
function loadPair(row: usize, pitch: usize): v128 {
  return v128.load64_lane(row + pitch, v128.load64_zero(row), 1);
}

/**
 * Running means along eight extended rows at once: a lane a row, four independent chains. Two columns a step: their differences are
 * taken along the rows, turned, summed and divided down the lanes, and turned back.
 */
export function uniformEightRows(row: usize, pitch: usize, to: usize, n: i32, size: i32): void {
  const divisor = f64x2.splat(<f64>size);
  const width = <usize>n << 3;
  const shift = <usize>size << 3;
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (let at = row; at < row + shift; at += 8) {
    s0 = f64x2.add(s0, loadPair(at, pitch));
    s1 = f64x2.add(s1, loadPair(at + 2 * pitch, pitch));
    s2 = f64x2.add(s2, loadPair(at + 4 * pitch, pitch));
    s3 = f64x2.add(s3, loadPair(at + 6 * pitch, pitch));
  }
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
