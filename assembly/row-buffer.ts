// Rows of doubles or floats extended past both ends: what a filter along the last axis reads.

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
