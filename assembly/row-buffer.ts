// Rows of doubles extended past both ends: what a filter along the last axis reads.

/**
 * Extends `count` rows of n doubles, `pitch` bytes apart, through a table of assembly/border.ts: `before` elements to the left and
 * `after` to the right.
 */
export function extendRows(
  row: usize, pitch: usize, count: i32, n: i32, before: i32, after: i32, table: usize, cval: f64,
): void {
  const left = row - (<usize>before << 3);
  for (let i = 0; i < before; i++) extendColumn(row, left + (<usize>i << 3), pitch, count, load<i32>(table + (<usize>i << 2)), cval);
  const right = row + (<usize>n << 3);
  table += <usize>(before + n) << 2;
  for (let i = 0; i < after; i++) extendColumn(row, right + (<usize>i << 3), pitch, count, load<i32>(table + (<usize>i << 2)), cval);
}

// @ts-ignore: decorator
@inline
function extendColumn(row: usize, to: usize, pitch: usize, count: i32, source: i32, cval: f64): void {
  const end = to + <usize>count * pitch;
  if (source < 0) {
    for (; to < end; to += pitch) store<f64>(to, cval);
    return;
  }
  for (let from = row + (<usize>source << 3); to < end; to += pitch, from += pitch) store<f64>(to, load<f64>(from));
}
