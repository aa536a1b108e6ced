import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { difference } from "../../bench/difference.ts";
import { median, medianInterval, quantile } from "../../bench/statistics.ts";

const numbers = fc.array(fc.double({ min: 1e-9, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 40 });

/** Chance that the k-th smallest of n draws lies above the median, or the k-th largest below it: all 2^n ways to fall to its sides are counted. */
function chanceOutside(n: number, k: number): number {
  let outside = 0;
  for (let sides = 0; sides < 2 ** n; sides++) {
    let below = 0;
    for (let i = 0; i < n; i++) below += (sides >> i) & 1;
    if (below < k || n - below < k) outside++;
  }
  return outside / 2 ** n;
}

describe("median", () => {
  it("is the middle one by size, not by spelling", () => {
    expect(median([10, 9, 100])).toBe(10);
    expect(median([1e-7, 3, 20, 1000, 0.5])).toBe(3);
  });

  it("is the mean of the middle two of an even number, and leaves its argument as it was", () => {
    const values = [4, 1, 30, 2];
    expect(median(values)).toBe(3);
    expect(values).toEqual([4, 1, 30, 2]);
  });

  it("of nothing is refused", () => {
    expect(() => median([])).toThrow(new RangeError("values: expected at least one number, got none"));
  });

  it("is the half quantile", () => {
    fc.assert(
      fc.property(numbers, (values) => {
        expect(quantile(values, 0.5)).toBeCloseTo(median(values), 9);
      }),
    );
  });
});

describe("medianInterval", () => {
  it.each(Array.from({ length: 16 }, (_, i) => i + 1))(
    "of %i values holds the median with 95 %, and the next narrower one does not, by counting all cases",
    (n) => {
      const values = Array.from({ length: n }, (_, i) => i + 1);
      const { low: rank, high, level } = medianInterval(values.toReversed());
      expect(high).toBe(n + 1 - rank);
      expect(level).toBeCloseTo(Math.max(0, 1 - chanceOutside(n, rank)), 12);
      if (n >= 6) expect(level).toBeGreaterThanOrEqual(0.95);
      else expect(rank).toBe(1);
      if (2 * (rank + 1) <= n) expect(1 - chanceOutside(n, rank + 1)).toBeLessThan(0.95);
    },
  );

  it("holds the sample's median and lies within the sample", () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const { low, high } = medianInterval(values);
        expect(low).toBeLessThanOrEqual(median(values));
        expect(high).toBeGreaterThanOrEqual(median(values));
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });

  it("holds the true median of 2,000 samples of a skewed distribution about as often as it says", () => {
    let state = 1;
    const uniform = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state + 0.5) / 2 ** 32;
    };
    let held = 0;
    let level = 0;
    for (let i = 0; i < 2000; i++) {
      const sample = Array.from({ length: 11 }, () => -Math.log(uniform()));
      const interval = medianInterval(sample);
      level = interval.level;
      if (interval.low <= Math.LN2 && Math.LN2 <= interval.high) held++;
    }
    expect(Math.abs(held / 2000 - level)).toBeLessThan(0.015);
  });
});

describe("difference", () => {
  it("tells zeros of different sign apart, though their difference is none", () => {
    expect(difference([0, 1], [0, 1], 1)).toEqual({ exact: true, error: 0 });
    expect(difference([-0, 1], [0, 1], 1)).toEqual({ exact: false, error: 0 });
  });

  it("gives the largest difference as a share of full scale, whatever a number is worth", () => {
    expect(difference([1, 2, 3], [1, 2.5, 2.75], 2)).toEqual({ exact: false, error: 0.25 });
    expect(difference([0, 255, 51], [0, 1, 0.5], 1, 1 / 255)).toEqual({ exact: false, error: 0.5 - 51 / 255 });
  });

  it("never passes over a value that is not a number", () => {
    expect(difference([Number.NaN, 1], [Number.NaN, 1], 1)).toEqual({ exact: true, error: 0 });
    expect(difference([1, Number.NaN, 3], [9, 2, 3], 1)).toEqual({ exact: false, error: Number.NaN });
    expect(difference([1, 2], [Number.NaN, 9], 1)).toEqual({ exact: false, error: Number.NaN });
  });

  it("refuses results of another length", () => {
    expect(() => difference([1], [1, 2], 1)).toThrow(new RangeError("got: expected 2 numbers, got 1"));
  });
});
