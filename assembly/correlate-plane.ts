// The correlation of an image of doubles along both axes in one sweep: a band of rows leaves axis 0 for a buffer in the cache, and axis 1
// from there. Bits as by one axis after the other.
import { fillTable } from "./border";
import { correlateRow, correlateStrip, symmetry } from "./correlate";
import { F64 } from "./dtype";
import { alloc, mark, rewind } from "./memory";
import { extendRows } from "./row-buffer";
import { LANES, ROW, copyRow, gather } from "./strip";

/** What a band may take of the second-level cache. */
const BAND_BYTES: usize = 1 << 19;

/** From one place to another; the image has at least 16 columns. False when memory is short. */
export function correlatePlane(
  from: usize, to: usize, rows: i32, columns: i32,
  weights0: usize, size0: i32, origin0: i32, mode0: i32, weights1: usize, size1: i32, origin1: i32, mode1: i32, cval: f64,
): bool {
  const start = mark();
  const before0 = (size0 >> 1) + origin0;
  const after0 = size0 - 1 - before0;
  const before1 = (size1 >> 1) + origin1;
  const after1 = size1 - 1 - before1;
  const pitch = ((<usize>columns + <usize>size1) << 3) + 15 & ~15;
  const band = min(rows, max(16, min(128, <i32>(BAND_BYTES / pitch))));
  const table0 = alloc((<usize>rows + <usize>size0) << 2);
  const table1 = alloc((<usize>columns + <usize>size1) << 2);
  const strip = alloc((<usize>band + <usize>size0) * ROW);
  const buffer = alloc(<usize>band * pitch);
  if (table0 == 0 || table1 == 0 || strip == 0 || buffer == 0) {
    rewind(start);
    return false;
  }
  fillTable(table0, rows, before0, after0, mode0);
  fillTable(table1, columns, before1, after1, mode1);
  const mirrored0 = symmetry(weights0, size0);
  const mirrored1 = symmetry(weights1, size1);
  const first = buffer + (<usize>before1 << 3);
  for (let row = 0; row < rows; row += band) {
    const count = min(band, rows - row);
    for (let column = 0; ; column = min(column + LANES, columns - LANES)) {
      gather(strip, from, F64, column, LANES, count, columns, table0 + (<usize>row << 2), before0, after0, cval);
      correlateStrip(strip, count, weights0, size0, mirrored0);
      copyStrip(strip, first + (<usize>column << 3), pitch, count);
      if (column == columns - LANES) break;
    }
    extendRows(first, pitch, count, columns, before1, after1, table1, cval);
    for (let r = 0; r < count; r++) {
      const at = to + (<usize>(row + r) * <usize>columns << 3);
      correlateRow(buffer + <usize>r * pitch, at, columns, weights1, size1, mirrored1);
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
