// A line filter along one axis of an array seen as (outer, n, inner), in place, strip by strip: each is read whole before it is written.
import { fillTable } from "./border";
import { correlateStrip, symmetry } from "./correlate";
import { alloc, mark, rewind } from "./memory";
import { ROW, gather, lanes, scatter } from "./strip";
import { uniformStrip } from "./uniform";

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
  const after = size - 1 - (size >> 1) - origin;
  const total = <usize>before + <usize>n + <usize>after;
  const start = mark();
  const table = alloc(total << 2);
  const spare = alloc((total + 1) * ROW);
  if (table == 0 || spare == 0) {
    rewind(start);
    return false;
  }
  fillTable(table, n, before, after, mode);
  const strip = spare + ROW;
  const mirrored = weights ? symmetry<T>(weights, size) : 0;
  for (let line = 0; line < lines; line += lanes<T>()) {
    const count = min(lanes<T>(), lines - line);
    gather<T>(strip, at, dtype, line, count, n, inner, table, before, after, cval);
    if (sizeof<T>() == 4 || weights) {
      correlateStrip<T>(strip, n, weights, size, mirrored);
      scatter<T>(strip, at, dtype, line, count, n, inner);
    } else {
      uniformStrip(strip, n, size);
      scatter<T>(spare, at, dtype, line, count, n, inner);
    }
  }
  rewind(start);
  return true;
}
