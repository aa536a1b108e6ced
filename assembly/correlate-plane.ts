// An image correlated along both axes in one sweep. Strip by strip its rows are filtered along axis 0 and leave it turned, a strip's lanes of
// rows as the lanes of another strip, so that axis 1 goes down strips too, and turns the rows back. Bits as by one axis after the other.
import { fillTable } from "./border";
import { correlateTurned, symmetry } from "./correlate";
import { isOwn, roundLine, sizeShift, storeLine } from "./dtype";
import { alloc, allocWide, mark, rewind } from "./memory";
import { ROW, block, extendStrip, gatherRows, lanes } from "./strip";

@unmanaged
class CorrelatePlane {
  /** In single precision. */
  single: bool;
  dtype: i32;
  columns: i32;
  cval: f64;
  weights0: usize;
  size0: i32;
  mirrored0: i32;
  weights1: usize;
  size1: i32;
  mirrored1: i32;
  before1: i32;
  table1: usize;
  /** Rows of one strip of the image, as T. */
  strip: usize;
  /**
   * Groups of rows, a strip's lanes each, that leave axis 0 together, `span` bytes apart: what is gathered for one mostly serves the next. A row is a
   * column of the image, extended past both ends.
   */
  turned: usize;
  span: usize;
  groups: i32;
  /** A group that has left both, as T: where it is cast, or is not whole. */
  results: usize;
}

/**
 * A sweep over images of `columns` columns, a strip's lanes at least, that takes `groups` groups of rows at a time. The weights are doubles or,
 * `single`, floats. It lies in the arena until the caller rewinds; 0 when memory is short.
 */
export function openCorrelatePlane(
  single: bool, dtype: i32, columns: i32, groups: i32,
  weights0: usize, size0: i32, weights1: usize, size1: i32, origin1: i32, mode1: i32, cval: f64,
): usize {
  const start = mark();
  const at = alloc(offsetof<CorrelatePlane>());
  if (at == 0) return 0;
  const plane = changetype<CorrelatePlane>(at);
  plane.single = single;
  plane.dtype = dtype;
  plane.columns = columns;
  plane.cval = cval;
  plane.weights0 = weights0;
  plane.size0 = size0;
  plane.weights1 = weights1;
  plane.size1 = size1;
  plane.before1 = (size1 >> 1) + origin1;
  plane.groups = groups;
  if (!(single ? prepare<f32>(plane) : prepare<f64>(plane))) {
    rewind(start);
    return 0;
  }
  fillTable(plane.table1, columns, plane.before1, size1 - 1 - plane.before1, mode1);
  return at;
}

function prepare<T>(plane: CorrelatePlane): bool {
  plane.mirrored0 = symmetry<T>(plane.weights0, plane.size0);
  plane.mirrored1 = symmetry<T>(plane.weights1, plane.size1);
  const extended = <u64>plane.columns + <u64>plane.size1;
  // With the last strip's lanes past the last column.
  const span = (extended + <u64>lanes<T>()) * ROW;
  plane.span = <usize>span;
  plane.table1 = allocWide(extended << 2);
  // With the rows of the last block that are past the end.
  plane.strip = allocWide((<u64>plane.groups * <u64>lanes<T>() + <u64>plane.size0) * ROW);
  plane.turned = allocWide(<u64>plane.groups * span);
  plane.results = allocWide(<u64>plane.columns * ROW);
  return plane.table1 != 0 && plane.strip != 0 && plane.turned != 0 && plane.results != 0;
}

/**
 * The next `count` rows of the result, to `to`. `rows` are the addresses of the extended rows (see `nameRows`) from the window of the first
 * on: count + size0 - 1 of them.
 */
export function correlatePlaneRows(at: usize, rows: usize, count: i32, to: usize): void {
  const plane = changetype<CorrelatePlane>(at);
  if (plane.single) sweep<f32>(plane, rows, count, to);
  else sweep<f64>(plane, rows, count, to);
}

function sweep<T>(plane: CorrelatePlane, rows: usize, count: i32, to: usize): void {
  const together = plane.groups * lanes<T>();
  const length = <usize>plane.columns << sizeShift(plane.dtype);
  for (let done = 0; done < count; done += together, rows += <usize>together << 2) {
    const made = min(together, count - done);
    leaveAxis0<T>(plane, rows, made);
    let turned = plane.turned;
    for (let row = 0; row < made; row += lanes<T>(), turned += plane.span, to += <usize>lanes<T>() * length) {
      leaveAxis1<T>(plane, turned, min(lanes<T>(), made - row), to);
    }
  }
}

function leaveAxis0<T>(plane: CorrelatePlane, rows: usize, count: i32): void {
  let first = plane.turned + <usize>plane.before1 * ROW;
  for (let column = 0; column < plane.columns; column += lanes<T>(), first += <usize>lanes<T>() * ROW) {
    const columns = min(lanes<T>(), plane.columns - column);
    gatherRows<T>(plane.strip, rows, count + plane.size0 - 1, plane.dtype, column, columns, plane.cval);
    let from = plane.strip;
    let to = first;
    for (let row = 0; row < count; row += lanes<T>(), from += <usize>lanes<T>() * ROW, to += plane.span) {
      const made = min(lanes<T>(), (count - row + block<T>() - 1) & -block<T>());
      correlateTurned<T>(from, made, columns, to, ROW, plane.weights0, plane.size0, plane.mirrored0);
    }
  }
}

function leaveAxis1<T>(plane: CorrelatePlane, turned: usize, rows: i32, to: usize): void {
  const columns = plane.columns;
  const dtype = plane.dtype;
  const first = turned + <usize>plane.before1 * ROW;
  if (!isOwn<T>(dtype)) roundLine<T>(dtype, first, columns * lanes<T>());
  extendStrip<T>(first, columns, plane.before1, plane.size1 - 1 - plane.before1, plane.table1, plane.cval);
  const whole = isOwn<T>(dtype) && rows == lanes<T>();
  const at = whole ? to : plane.results;
  correlateTurned<T>(turned, columns, rows, at, <usize>columns * sizeof<T>(), plane.weights1, plane.size1, plane.mirrored1);
  if (!whole) storeLine<T>(dtype, at, sizeof<T>(), rows * columns, to, <usize>1 << sizeShift(dtype));
}
