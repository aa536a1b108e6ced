export interface Difference {
  /** Equal in every bit. */
  readonly exact: boolean;
  /** The largest difference as a share of full scale; NaN where a value is not a number. */
  readonly error: number;
}

/** What was got against what was expected; `unit` is what a number of `got` is worth: 1 / 255 where bytes stand for 0 to 1. */
export function difference(got: ArrayLike<number>, expected: ArrayLike<number>, scale: number, unit = 1): Difference {
  if (got.length !== expected.length) throw new RangeError(`got: expected ${expected.length} numbers, got ${got.length}`);
  let exact = true;
  let largest = 0;
  for (let i = 0; i < got.length; i++) {
    const value = unit === 1 ? got[i]! : got[i]! * unit;
    if (Object.is(value, expected[i])) continue;
    exact = false;
    const off = Math.abs(value - expected[i]!);
    if (!(off <= largest)) largest = off;
    if (Number.isNaN(off)) break;
  }
  return { exact, error: largest / scale };
}
