import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { load, type NdArray, type Ndpeek } from "../../src/index.ts";
import { range, thrown, type } from "../fixtures/refusal.ts";
import { arrayOf, type Dtype, dtypes } from "../golden/input.ts";
import { golden } from "../golden/read.ts";

interface OtsuCase {
  dtype: Dtype;
  shape: number[];
  seed: number;
  low: number;
  high: number;
  bins: number;
  levels?: number;
  poison?: [number, string][];
  threshold: number | string;
}

const cases = golden<OtsuCase>("otsu");

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

/** As `source` of tests/golden/otsu.py. */
function made({ dtype, shape, seed, low, high, levels, poison = [] }: OtsuCase): NdArray {
  const n = shape.reduce((product, length) => product * length, 1);
  const values = nd
    .defaultRng(seed)
    .random(n)
    .map((u) => (levels === undefined ? u : Math.floor(u * levels) / levels))
    .map((v, i) => low + v * (i % 3 === 0 ? 1 : 0.25) * (high - low));
  const data = arrayOf(dtype).from(dtype.startsWith("f") ? values : values.map(Math.floor));
  for (const [at, value] of poison) data[at] = Number(value);
  return { data, shape };
}

const line = (...values: number[]): NdArray => ({ data: Float64Array.from(values), shape: [values.length] });

const otsu = (input: NdArray, bins: number): number => nd.otsu(input, { bins });

describe("otsu", () => {
  it.each(dtypes)("agrees with scikit-image's threshold_otsu bit for bit for %s", (dtype) => {
    const mine = cases.filter((entry) => entry.dtype === dtype);
    expect(mine.length).toBeGreaterThan(0);
    const wrong = mine.flatMap(({ threshold, ...rest }) => {
      const found = otsu(made({ threshold, ...rest }), rest.bins);
      return Object.is(found, Number(threshold)) ? [] : [{ ...rest, found, threshold }];
    });
    expect(wrong).toEqual([]);
  });

  it("is held against more than 200 goldens", () => {
    expect(cases.length).toBeGreaterThan(200);
  });

  it("of integers is the first value of the largest variance between the classes, tried one by one, however far they spread", () => {
    /** All sums are whole and exact, so that the bits do not depend on their order. */
    function slow(data: number[]): number {
      const mean = (list: number[]) => list.reduce((total, x) => total + x, 0) / list.length;
      const variance = (t: number) => {
        const below = data.filter((x) => x <= t);
        const above = data.filter((x) => x > t);
        return below.length * above.length * (mean(below) - mean(above)) ** 2;
      };
      const distinct = [...new Set(data)].sort((a, b) => a - b);
      if (distinct.length === 1) return distinct[0]!;
      const variances = distinct.slice(0, -1).map(variance);
      return distinct[variances.indexOf(Math.max(...variances))]!;
    }
    const integers = fc.constantFrom(...dtypes.filter((dtype) => !dtype.startsWith("f")));
    const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer()), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(integers, values, (dtype, values) => {
        const data = arrayOf(dtype).from(values);
        expect(otsu({ data, shape: [data.length] }, 256)).toBe(slow([...data]));
      }),
      { numRuns: 500 },
    );
  });

  it("reads a subarray from its byteOffset and leaves it unsorted", () => {
    const whole = Int32Array.of(9e8, 5, -1e6, 4, 70_000, 6, 70_001, 9e8);
    const before = whole.slice();
    const part = { data: whole.subarray(1, 7), shape: [2, 3] };
    expect(otsu(part, 256)).toBe(otsu({ data: whole.slice(1, 7), shape: [6] }, 256));
    expect(whole).toEqual(before);
  });

  it("ignores bins for integers, as scikit-image does", () => {
    const image = { data: Uint8Array.of(1, 2, 3, 200, 201), shape: [5] };
    expect(otsu(image, 2)).toBe(3);
    expect(otsu(image, 256)).toBe(3);
  });

  it("refuses an empty array, NaN, a range without bins, and bins that are no number of bins", () => {
    expect(thrown(() => otsu({ data: new Float64Array(0), shape: [0, 3] }, 256))).toEqual(range(/^input: expected at least one/));
    expect(thrown(() => otsu(line(1, 2, Number.NaN), 256))).toEqual(range(/^input: expected numbers, got NaN at flat index 2$/));
    expect(thrown(() => otsu(line(Number.NaN), 256))).toEqual(range(/^input: expected numbers, got NaN at flat index 0$/));
    for (const values of [
      [0, Number.POSITIVE_INFINITY],
      [Number.NEGATIVE_INFINITY, 1],
      [-1.7e308, 1.7e308],
      [0, 5e-324],
    ]) {
      expect(thrown(() => otsu(line(...values), 256))).toEqual(
        range(/^input: expected a finite range that 256 bins can divide, got/),
      );
    }
    for (const bins of [0, 1, -5, 2.5, Number.NaN, 2 ** 20 + 1]) {
      expect(thrown(() => otsu(line(1, 2), bins))).toEqual(range(/^bins: expected an integer from 2 to 1048576, got/));
    }
    expect(thrown(() => otsu(line(1, 2), "256" as never))).toEqual(type(/^bins: expected an integer/));
    expect(thrown(() => otsu([1, 2] as never, 256))).toEqual(type(/^input/));
  });
});
