import { beforeAll, describe, expect, it } from "vitest";
import { load, type Mode, type NdArray, type Ndpeek } from "../../src/index.ts";
import { range, thrown } from "../fixtures/refusal.ts";
import { arrayOf, dtypes } from "../golden/input.ts";
import { overlap, type ScipyCase, scipyCases } from "../golden/scipy-cases.ts";

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

const label = ({ test, filter, options }: ScipyCase): string => `${test}, ${filter} ${JSON.stringify(options ?? {})}`;

function calls({ filter, first, options }: ScipyCase): ((array: NdArray, out?: NdArray) => NdArray)[] {
  const names = filter === "both" ? (["correlate1d", "convolve1d"] as const) : [filter];
  return names.map(
    (name) => (array, out) =>
      nd[name](array, first as number & number[], { ...(options as { mode?: Mode; origin?: number }), ...(out && { out }) }),
  );
}

const doubles = (shape: number[], values: Iterable<number>): NdArray<Float64Array> => ({
  data: Float64Array.from(values),
  shape,
});

const size = (shape: number[]): number => shape.reduce((product, length) => product * length, 1);

/** Zeros with a single 1. */
function impulse(shape: number[], at: number): NdArray<Float64Array> {
  const array = doubles(shape, new Float64Array(size(shape)));
  array.data[at] = 1;
  return array;
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

const positive = ({ data }: NdArray): number[] => [...data.keys()].filter((i) => data[i]! > 0);

describe("SciPy's own cases", () => {
  it.each(scipyCases.map((entry) => [label(entry), entry] as const))(
    "%s: every dtype, fresh, into out and in place",
    (_, entry) => {
      for (const call of calls(entry)) {
        for (const dtype of dtypes) {
          const made = () => ({ data: arrayOf(dtype).from(entry.input), shape: entry.shape });
          const expected = arrayOf(dtype).from(entry.expected);
          expect(call(made()).data).toEqual(expected);
          const out = { data: expected.slice().fill(1), shape: entry.shape };
          expect(call(made(), out).data).toBe(out.data);
          expect(out.data).toEqual(expected);
          const array = made();
          expect(call(array, array).data).toEqual(expected);
        }
      }
    },
  );

  it("correlate01_overlap: a correlation onto its own input", () => {
    for (const dtype of dtypes.filter((dtype) => !dtype.endsWith("1"))) {
      const array = { data: arrayOf(dtype).from(overlap.input), shape: overlap.shape };
      nd.correlate1d(array, overlap.first, { out: array });
      expect(array.data).toEqual(arrayOf(dtype).from(overlap.expected));
    }
  });

  it("correlate10: no column at all", () => {
    const empty = doubles([1, 0], []);
    for (const axis of [0, 1]) {
      expect(nd.correlate1d(empty, [1, 1], { axis })).toEqual(empty);
      expect(nd.convolve1d(empty, [1, 1], { axis })).toEqual(empty);
    }
  });

  it("prewitt and sobel, written out: differences along one axis, sums along the other", () => {
    const data = [3, 2, 5, 1, 4, 5, 8, 3, 7, 1, 5, 6, 9, 3, 5];
    const slope = (axis: number, sums: number[]) =>
      nd
        .correlate1d(nd.correlate1d(doubles([3, 5], data), [-1, 0, 1], { axis }), sums, { axis: 1 - axis })
        .data.map((x) => x + 0);
    // As ndimage.prewitt and ndimage.sobel print them.
    expect([...slope(0, [1, 1, 1])]).toEqual([10, 6, 10, 1, 0, 8, 10, 10, 7, 4, -2, 4, 0, 6, 4]);
    expect([...slope(1, [1, 2, 1])]).toEqual([0, 4, -4, -5, 3, 6, 2, -6, -9, -7, 6, 10, -10, -14, 0]);
  });

  it("gauss02 to 04, 06: float32 keeps its dtype and shape, the sum stays within one, the image changes", () => {
    const array = { data: Float32Array.from(upTo(10_000)), shape: [100, 100] };
    const result = nd.gaussianFilter(array, [1, 1]);
    expect(result.data).toBeInstanceOf(Float32Array);
    expect(result.shape).toEqual([100, 100]);
    const sum = (data: Float32Array) => data.reduce((total, x) => total + x, 0);
    expect(Math.abs(sum(result.data) - sum(array.data))).toBeLessThan(1.5);
    expect(Math.hypot(...array.data.map((x, i) => x - result.data[i]!))).toBeGreaterThan(1);
    expect(nd.gaussianFilter(array, 1)).toEqual(result);
  });

  it("gauss05: order 1 changes the image too", () => {
    const array = doubles([100, 100], upTo(10_000));
    const result = nd.gaussianFilter(array, [1, 1], { order: 1 });
    expect(Math.hypot(...array.data.map((x, i) => x - result.data[i]!))).toBeGreaterThan(1);
  });

  it("gauss_memory_overlap: in place as into a fresh array", () => {
    const array = { data: Float32Array.from(upTo(10_000)), shape: [100, 100] };
    const fresh = nd.gaussianFilter(array, 1);
    nd.gaussianFilter(array, 1, { out: array });
    expect(array.data).toEqual(fresh.data);
  });

  it("gaussian_kernel1d: orders 1 to 3 are the polynomials times the Gaussian to 7 digits", () => {
    const phi = nd.gaussianWeights(2, { radius: 10 });
    const variance = 4;
    const polynomials = [
      (x: number) => -x / variance,
      (x: number) => (x ** 2 / variance - 1) / variance,
      (x: number) => ((3 - x ** 2 / variance) * x) / variance ** 2,
    ];
    for (const [i, polynomial] of polynomials.entries()) {
      const weights = nd.gaussianWeights(2, { radius: 10, order: i + 1 });
      expect(weights).toHaveLength(21);
      for (const [k, weight] of weights.entries()) {
        const expected = phi[k]! * polynomial(k - 10);
        expect(Math.abs(weight - expected)).toBeLessThanOrEqual(1e-7 * Math.abs(expected));
      }
    }
  });

  it("orders_gauss: no negative order", () => {
    const array = doubles([1], [0]);
    expect(thrown(() => nd.gaussianFilter(array, 1, { order: -1 }))).toEqual(range(/^order: expected .*, got -1$/));
    expect(thrown(() => nd.gaussianFilter1d(array, 1, { order: -1 }))).toEqual(range(/^order: expected .*, got -1$/));
  });

  it("uniform02: a size of 0, which SciPy passes through, is refused at this door", () => {
    expect(thrown(() => nd.uniformFilter(doubles([3], [1, 2, 3]), [0]))).toEqual(range(/^size\[0\]: expected .*, got 0$/));
  });

  it("valid_origins: -1 and 1 for a window of 3, and no 2", () => {
    const array = doubles([5], [1, 2, 3, 4, 5]);
    for (const origin of [-1, 1]) {
      expect(nd.uniformFilter(array, 3, { origin }).data).toHaveLength(5);
      expect(nd.uniformFilter1d(array, 3, { origin }).data).toHaveLength(5);
    }
    expect(thrown(() => nd.uniformFilter(array, 3, { origin: 2 }))).toEqual(range(/^origin: expected .* from -1 to 1 .*got 2$/));
    expect(thrown(() => nd.uniformFilter1d(array, 3, { origin: 2 }))).toEqual(
      range(/^origin: expected .* from -1 to 1 .*got 2$/),
    );
  });

  it("bad_convolve_and_correlate_origins: beyond the window they are refused", () => {
    const weights = [1, 1, 2, 0];
    expect(thrown(() => nd.correlate1d(doubles([6], upTo(6)), weights, { origin: 2 }))).toEqual(range(/^origin: .*, got 2$/));
    expect(thrown(() => nd.convolve1d(doubles([10], upTo(10)), [1, 1, 1], { origin: -2 }))).toEqual(
      range(/^origin: .*, got -2$/),
    );
  });

  describe("multiple_modes", () => {
    const array = doubles([3, 3], [1, 0, 0, 1, 1, 0, 0, 0, 0]);
    const modes = ["reflect", "wrap"] as const;

    it("one mode is that mode for each axis", () => {
      const twice = { mode: ["reflect", "reflect"] as const };
      expect(nd.gaussianFilter(array, 1, twice)).toEqual(nd.gaussianFilter(array, 1, { mode: "reflect" }));
      expect(nd.uniformFilter(array, 5, twice)).toEqual(nd.uniformFilter(array, 5, { mode: "reflect" }));
    });

    it("sequentially: a list is the line filters one after the other, each with its mode", () => {
      const gaussian = nd.gaussianFilter1d(array, 1, { axis: 0, mode: modes[0] });
      expect(nd.gaussianFilter(array, 1, { mode: modes })).toEqual(nd.gaussianFilter1d(gaussian, 1, { axis: 1, mode: modes[1] }));
      const uniform = nd.uniformFilter1d(array, 5, { axis: 0, mode: modes[0] });
      expect(nd.uniformFilter(array, 5, { mode: modes })).toEqual(nd.uniformFilter1d(uniform, 5, { axis: 1, mode: modes[1] }));
    });

    it("uniform: the means of reflected columns and wrapped rows to 7 digits", () => {
      const { data } = nd.uniformFilter(array, 5, { mode: modes });
      const digits = Array.from(data, (x) => Number(x.toFixed(7)));
      expect(digits).toEqual([0.32, 0.4, 0.48, 0.2, 0.28, 0.32, 0.28, 0.32, 0.4]);
    });
  });

  it("gaussian_truncate: as many elements above 0 as the truncated kernels have", () => {
    const array = impulse([100, 100], 50 * 100 + 50);
    expect(positive(nd.gaussianFilter(array, 5, { truncate: 2 }))).toHaveLength(21 ** 2);
    expect(positive(nd.gaussianFilter(array, 5, { truncate: 5 }))).toHaveLength(51 ** 2);
    const at = positive(nd.gaussianFilter(array, [0.5, 2.5], { truncate: 3.5 }));
    expect(new Set(at.map((i) => i % 100)).size).toBe(19);
    expect(new Set(at.map((i) => Math.floor(i / 100))).size).toBe(5);
    expect(positive(nd.gaussianFilter1d(impulse([51], 25), 2, { truncate: 3.5 }))).toHaveLength(15);
    const curved = nd.gaussianFilter1d(impulse([51], 25), 2, { truncate: 3.5, order: 2 }).data;
    const touched = [...curved.keys()].filter((i) => curved[i] !== 0);
    expect(touched.at(-1)! - touched[0]! + 1).toBe(15);
  });

  it("gaussian_radius: the radius that truncate comes to gives the same", () => {
    const line = impulse([7], 3);
    expect(nd.gaussianFilter1d(line, 2, { radius: 3 })).toEqual(nd.gaussianFilter1d(line, 2, { truncate: 1.5 }));
    const small = impulse([9, 9], 40);
    expect(nd.gaussianFilter(small, 0.5, { radius: 2 })).toEqual(nd.gaussianFilter(small, 0.5, { truncate: 3.5 }));
    const large = impulse([50, 50], 25 * 50 + 25);
    const sigma = [0.5, 2.5];
    expect(nd.gaussianFilter(large, sigma, { radius: [2, 9] })).toEqual(nd.gaussianFilter(large, sigma, { truncate: 3.5 }));
  });

  it("gaussian_radius_invalid: neither negative nor fractional", () => {
    for (const radius of [-1, 1.1]) {
      expect(thrown(() => nd.gaussianFilter1d(doubles([8], new Float64Array(8)), 1, { radius }))).toEqual(
        range(/^radius: expected/),
      );
    }
  });

  it("uniform_filter1d_roundoff_errors: integers lose exactly the elements that SciPy loses", () => {
    const bar = Int32Array.from({ length: 27 }, (_, i) => Number(i >= 9 && i < 18));
    for (let size = 3; size < 10; size++) {
      const { data } = nd.uniformFilter1d({ data: bar, shape: [27] }, size);
      expect(data.reduce((total, x) => total + x, 0)).toBe(10 - size);
    }
  });
});
