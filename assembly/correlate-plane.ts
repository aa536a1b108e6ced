// The correlation of an image of doubles or floats along both axes in one sweep: a band of rows leaves axis 0 for a buffer in the cache, and axis 1
// from there. Bits as by one axis after the other.
import { fillTable } from "./border";
import { correlateRow, correlateStrip, symmetry } from "./correlate";
import { F32, F64 } from "./dtype";
import { allocWide, mark, rewind } from "./memory";
import { extendRows } from "./row-buffer";
import { ROW, copyRow, gather, lanes } from "./strip";

/** What a band may take of the second-level cache. */
const BAND_BYTES: usize = 1 << 19;

/** From one place to another; the image is at least a strip wide. False when memory is short. */
export function correlatePlane(
  from: usize, to: usize, rows: i32, columns: i32,
  weights0: usize, size0: i32, origin0: i32, mode0: i32, weights1: usize, size1: i32, origin1: i32, mode1: i32, cval: f64,
): bool {
  return plane<f64>(from, to, rows, columns, weights0, size0, origin0, mode0, weights1, size1, origin1, mode1, cval);
}

/** The same for floats, with weights that are floats. */
export function correlatePlane32(
  from: usize, to: usize, rows: i32, columns: i32,
  weights0: usize, size0: i32, origin0: i32, mode0: i32, weights1: usize, size1: i32, origin1: i32, mode1: i32, cval: f64,
): bool {
  return plane<f32>(from, to, rows, columns, weights0, size0, origin0, mode0, weights1, size1, origin1, mode1, cval);
}

function plane<T>(
  from: usize, to: usize, rows: i32, columns: i32,
  weights0: usize, size0: i32, origin0: i32, mode0: i32, weights1: usize, size1: i32, origin1: i32, mode1: i32, cval: f64,
): bool {
  const start = mark();
  const dtype = sizeof<T>() == 8 ? F64 : F32;
  const before0 = (size0 >> 1) + origin0;
  const after0 = size0 - 1 - before0;
  const before1 = (size1 >> 1) + origin1;
  const after1 = size1 - 1 - before1;
  const wide = ((<u64>columns + <u64>size1) * sizeof<T>() + 15) & ~15;
  if (wide > 0xffff0000) return false;
  const pitch = <usize>wide;
  const band = min(rows, max(16, min(128, <i32>(BAND_BYTES / pitch))));
  const table0 = allocWide((<u64>rows + <u64>size0) << 2);
  const table1 = allocWide((<u64>columns + <u64>size1) << 2);
  const strip = allocWide((<u64>band + <u64>size0) * ROW);
  const buffer = allocWide(<u64>band * wide);
  if (table0 == 0 || table1 == 0 || strip == 0 || buffer == 0) {
    rewind(start);
    return false;
  }
  fillTable(table0, rows, before0, after0, mode0);
  fillTable(table1, columns, before1, after1, mode1);
  const mirrored0 = symmetry<T>(weights0, size0);
  const mirrored1 = symmetry<T>(weights1, size1);
  const first = buffer + <usize>before1 * sizeof<T>();
  for (let row = 0; row < rows; row += band) {
    const count = min(band, rows - row);
    for (let column = 0; ; column = min(column + lanes<T>(), columns - lanes<T>())) {
      gather<T>(strip, from, dtype, column, lanes<T>(), rows, columns, table0 + (<usize>row << 2), count + size0 - 1, cval);
      correlateStrip<T>(strip, count, weights0, size0, mirrored0);
      copyStrip(strip, first + <usize>column * sizeof<T>(), pitch, count);
      if (column == columns - lanes<T>()) break;
    }
    extendRows<T>(first, pitch, count, columns, before1, after1, table1, cval);
    for (let r = 0; r < count; r++) {
      const at = to + <usize>(row + r) * <usize>columns * sizeof<T>();
      correlateRow<T>(buffer + <usize>r * pitch, at, columns, weights1, size1, mirrored1);
    }
  }
  rewind(start);
  return true;
}

function copyStrip(strip: usize, to: usize, pitch: usize, rows: i32): void {
  for (const end = strip + <usize>rows * ROW; strip < end; strip += ROW, to += pitch) {
    copyRow(to, strip);
  }
}
