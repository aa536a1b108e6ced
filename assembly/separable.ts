// A line filter along one axis of an array seen as (outer, n, inner), in place. Lines that lie in memory as they are used go one by one; others
// go in strips, and long strips in blocks.
import { fillTable } from "./border";
import { TOGETHER, correlateStrip, symmetry } from "./correlate";
import { correlateLines, uniformLines } from "./lines";
import { allocWide, mark, rewind } from "./memory";
import { ROW, gather, lanes, scatter } from "./strip";
import { uniformStrip } from "./uniform";

/** Rows of output a block; with a usual kernel a block stays in the second-level cache. */
const BLOCK: i32 = 4096;

/** Correlates along the axis with `size` weights. False when memory is short. */
export function correlateAxis(
  at: usize, dtype: i32, outer: i32, n: i32, inner: i32,
  weights: usize, size: i32, origin: i32, mode: i32, cval: f64,
): bool {
  return filterAxis<f64>(at, dtype, outer, n, inner, weights, size, origin, mode, cval);
}

/** The same in single precision, with weights that are floats. */
export function correlateAxis32(
  at: usize, dtype: i32, outer: i32, n: i32, inner: i32,
  weights: usize, size: i32, origin: i32, mode: i32, cval: f64,
): bool {
  return filterAxis<f32>(at, dtype, outer, n, inner, weights, size, origin, mode, cval);
}

/** Running means of `size` elements along the axis. False when memory is short. */
export function uniformAxis(
  at: usize, dtype: i32, outer: i32, n: i32, inner: i32,
  size: i32, origin: i32, mode: i32, cval: f64,
): bool {
  return filterAxis<f64>(at, dtype, outer, n, inner, 0, size, origin, mode, cval);
}

function filterAxis<T>(
  at: usize, dtype: i32, outer: i32, n: i32, inner: i32,
  weights: usize, size: i32, origin: i32, mode: i32, cval: f64,
): bool {
  const lines = outer * inner;
  if (lines == 0 || n == 0) return true;
  const before = (size >> 1) + origin;
  const after = size - 1 - before;
  const start = mark();
  const total = <u64>n + <u64>size;
  const table = allocWide(total << 2);
  let done = table != 0;
  if (done) {
    fillTable(table, n, before, after, mode);
    const mirrored = weights ? symmetry<T>(weights, size) : 0;
    if (inner == 1 && weights && n >= lanes<T>()) {
      done = correlateLines<T>(at, dtype, lines, n, weights, size, mirrored, before, after, table, cval);
    } else if (inner == 1 && !weights) {
      done = uniformLines(at, dtype, lines, n, size, before, after, table, cval);
    } else {
      done = filterStrips<T>(at, dtype, lines, n, inner, weights, size, mirrored, after, table, cval);
    }
  }
  rewind(start);
  return done;
}

/**
 * A block's output replaces its first rows, so the last size - 1 rows of a strip are still input: they move to the front and the next block
 * is read behind them. What the extension past the end refers to may be overwritten by then, so it is read first.
 */
function filterStrips<T>(
  at: usize, dtype: i32, lines: i32, n: i32, inner: i32, weights: usize, size: i32, mirrored: i32, after: i32, table: usize,
  cval: f64,
): bool {
  const overlap = size - 1;
  // Running sums go on from the first row to the last, so they take no blocks. What a block's last outputs write past it must not matter: it
  // is the last, or ends as they do.
  const block = sizeof<T>() == 8 && !weights ? n : min(n, (max(BLOCK, size) + TOGETHER - 1) & -TOGETHER);
  const spare = allocWide((<u64>block + <u64>overlap + <u64>TOGETHER) * ROW);
  const tail = allocWide((<u64>after + 1) * ROW);
  if (spare == 0 || tail == 0) return false;
  const strip = spare + ROW;
  const last = n + overlap - after;
  for (let line = 0; line < lines; line += lanes<T>()) {
    const count = min(lanes<T>(), lines - line);
    gather<T>(tail, at, dtype, line, count, n, inner, table + (<usize>last << 2), after, cval);
    let have = 0;
    for (let first = 0; first < n; first += block) {
      const rows = min(block, n - first);
      const from = first + have;
      const upto = first + rows + overlap;
      const fresh = min(upto, last) - from;
      if (fresh > 0) {
        gather<T>(strip + <usize>have * ROW, at, dtype, line, count, n, inner, table + (<usize>from << 2), fresh, cval);
      }
      const ended = max(from, last);
      if (upto > ended) {
        memory.copy(strip + <usize>(ended - first) * ROW, tail + <usize>(ended - last) * ROW, <usize>(upto - ended) * ROW);
      }
      if (sizeof<T>() == 4 || weights) {
        correlateStrip<T>(strip, rows, weights, size, mirrored);
        scatter<T>(strip, at, dtype, line, count, n, inner, first, rows);
      } else {
        uniformStrip(strip, rows, size);
        scatter<T>(spare, at, dtype, line, count, n, inner, first, rows);
      }
      memory.copy(strip, strip + <usize>rows * ROW, <usize>overlap * ROW);
      have = overlap;
    }
  }
  return true;
}
