// Rows of an image: where each of the extended ones lies, and the extension of rows themselves past both ends.
import { WRAP, sourceIndex } from "./border";
import { allocWide } from "./memory";

/**
 * The addresses of an image's rows with `before` and `after` of its extension, four bytes each, and a 0 for a row that enters no window; 0 for a
 * row of the constant. Row i lies `i % capacity` rows of `length` bytes behind `base`. What `wrap` takes from the other end lies at `wrapped`,
 * if that is not 0, in order.
 */
export function nameRows(
  to: usize, rows: i32, before: i32, after: i32, mode: i32, base: usize, length: usize, capacity: i32, wrapped: usize,
): void {
  for (let i = -before; i < rows + after; i++, to += 4) {
    if (mode == WRAP && wrapped && (i < 0 || i >= rows)) {
      store<u32>(to, <u32>(wrapped + <usize>(i < 0 ? i + before : i - rows + before) * length));
    } else {
      const source = sourceIndex(i, rows, mode);
      store<u32>(to, source < 0 ? 0 : <u32>(base + <usize>(source % capacity) * length));
    }
  }
  store<u32>(to, 0);
}

/** A row of n doubles that are `value`, and two more; 0 when memory is short. */
export function constantRow(n: i32, value: f64): usize {
  const at = allocWide((<u64>n + 2) << 3);
  if (at) for (let i = 0; i < n + 2; i++) store<f64>(at + (<usize>i << 3), value);
  return at;
}

/**
 * Extends `count` rows of n elements, `pitch` bytes apart, through a table of assembly/border.ts: `before` elements to the left and
 * `after` to the right.
 */
export function extendRows<T>(
  row: usize, pitch: usize, count: i32, n: i32, before: i32, after: i32, table: usize, cval: f64,
): void {
  const left = row - <usize>before * sizeof<T>();
  for (let i = 0; i < before; i++) extendColumn<T>(row, left + <usize>i * sizeof<T>(), pitch, count, load<i32>(table + (<usize>i << 2)), cval);
  const right = row + <usize>n * sizeof<T>();
  table += <usize>(before + n) << 2;
  for (let i = 0; i < after; i++) extendColumn<T>(row, right + <usize>i * sizeof<T>(), pitch, count, load<i32>(table + (<usize>i << 2)), cval);
}

// @ts-ignore: decorator
@inline
function extendColumn<T>(row: usize, to: usize, pitch: usize, count: i32, source: i32, cval: f64): void {
  const from = row + <usize>source * sizeof<T>();
  for (let r = 0; r < count; r++, row += pitch, to += pitch) store<T>(to, source < 0 ? <T>cval : load<T>(from + <usize>r * pitch));
}
