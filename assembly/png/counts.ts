/** Counts one more of a symbol; counts are u32 each. */
// @ts-ignore: decorator
@inline
export function increment(counts: usize, symbol: usize): void {
  const count = counts + (symbol << 2);
  store<u32>(count, load<u32>(count) + 1);
}
