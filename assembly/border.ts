// Where an extended line takes its values from. The line is (a b c d); the pictures show what is left and right of it.
export const NEAREST: i32 = 0; // (a a a a | a b c d | d d d d)
export const WRAP: i32 = 1; //     (a b c d | a b c d | a b c d)
export const REFLECT: i32 = 2; //  (d c b a | a b c d | d c b a)
export const MIRROR: i32 = 3; //   (d c b | a b c d | c b a)
export const CONSTANT: i32 = 4; // (k k k k | a b c d | k k k k)

/** Index within the line of length n >= 1 that position i stands for; -1 for the constant. */
export function sourceIndex(i: i32, n: i32, mode: i32): i32 {
  if (i >= 0 && i < n) return i;
  if (mode == CONSTANT) return -1;
  if (mode == NEAREST || n == 1) return i < 0 ? 0 : n - 1;
  const period = mode == WRAP ? n : mode == REFLECT ? 2 * n : 2 * n - 2;
  let at = i % period;
  if (at < 0) at += period;
  if (at < n) return at;
  return (mode == REFLECT ? period - 1 : period) - at;
}

/** Fills `table` with the source index of each position from -before to n + after - 1. */
export function fillTable(table: usize, n: i32, before: i32, after: i32, mode: i32): void {
  for (let i = -before; i < n + after; i++, table += 4) store<i32>(table, sourceIndex(i, n, mode));
}
