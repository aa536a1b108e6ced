/** A range that holds the true median with probability `level`, whatever the distribution. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** 0.95 or more from six values on; below, what the smallest and the largest value give. */
  readonly level: number;
}

const CONFIDENCE = 0.95;

export function sorted(values: ArrayLike<number>): Float64Array {
  if (values.length === 0) throw new RangeError("values: expected at least one number, got none");
  return Float64Array.from(values).sort();
}

/** What disturbs a machine only ever takes time: the smallest value is the nearest to what the work itself takes. */
export const fastest = (values: readonly number[]): number => Math.min(...values);

/** The larger of two by the smaller. */
export const apart = (one: number, other: number): number => Math.max(one / other, other / one);

/** The smallest of the first half and of the second: how well two runs of half the length would agree. */
export function fastestOfHalves(values: readonly number[]): readonly [first: number, second: number] {
  if (values.length === 1) return [values[0]!, values[0]!];
  const half = values.length >> 1;
  return [fastest(values.slice(0, half)), fastest(values.slice(half))];
}

export function median(values: ArrayLike<number>): number {
  const ordered = sorted(values);
  const middle = ordered.length >> 1;
  return ordered.length % 2 === 1 ? ordered[middle]! : (ordered[middle - 1]! + ordered[middle]!) / 2;
}

/** The value below which a share of the values lies, between neighbours in proportion. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const ordered = sorted(values);
  const at = share * (ordered.length - 1);
  const below = ordered[Math.floor(at)]!;
  return below + (at % 1) * (ordered[Math.ceil(at)]! - below);
}

/**
 * The narrowest pair of order statistics, as many from the lower end as from the upper, that holds the median with 95 %: of n tosses of a
 * coin fewer than k are heads with probability P(n, k), and the median lies outside of the k-th values when that happens, on either side.
 */
export function medianInterval(values: ArrayLike<number>): Interval {
  const ordered = sorted(values);
  const n = ordered.length;
  let term = 2 ** -n;
  let outside = 2 * term;
  let rank = 1;
  for (;;) {
    term *= (n - rank + 1) / rank;
    if (outside + 2 * term > 1 - CONFIDENCE || 2 * (rank + 1) > n) break;
    outside += 2 * term;
    rank++;
  }
  return { low: ordered[rank - 1]!, high: ordered[n - rank]!, level: 1 - outside };
}
