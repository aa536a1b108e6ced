import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { load, type NdArray, type Ndpeek } from "../../src/index.ts";
import { arrayOf, dtypes, input } from "../golden/input.ts";

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

const line = (...values: number[]): NdArray<Float64Array> => ({ data: Float64Array.from(values), shape: [values.length] });

const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 0.4, 1, 1 / 255, 254.5 / 255, 256];
const value = fc.oneof(fc.double({ min: -2, max: 2 }), fc.constantFrom(...special), fc.integer({ min: 0, max: 255 }));
const dtype = fc.constantFrom(...dtypes);
const arrays = fc
  .tuple(dtype, fc.array(value, { minLength: 1, maxLength: 70 }), fc.nat(5))
  .map(([dtype, values, skip]): NdArray => {
    const data = arrayOf(dtype).from([...new Array(skip).fill(1), ...values]);
    return { data: data.subarray(skip), shape: [values.length] };
  });

/** NumPy compares float32 with a Python number in float32. */
/** NumPy 1.24's value-based casting: np.min_scalar_type gives float32 below 3.4e38. */
const limit = ({ data }: NdArray, t: number): number =>
  data instanceof Float32Array && Math.abs(t) < 3.4e38 ? Math.fround(t) : t;

const thresholds = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0.4, 0, 1, 100));

describe("areaAbove and mask", () => {
  it("are (x > t).mean() and x > t, element by element, for every dtype; NaN is never above", () => {
    fc.assert(
      fc.property(arrays, thresholds, (array, t) => {
        const above = Uint8Array.from(array.data, (x) => Number(x > limit(array, t)));
        expect(nd.mask(array, t)).toEqual({ data: above, shape: array.shape });
        expect(nd.areaAbove(array, t)).toBe(above.reduce((sum, x) => sum + x, 0) / above.length);
      }),
    );
  });

  it("count strictly greater elements only", () => {
    expect(nd.areaAbove(line(0.4, 0.4, 0.4000000000000001, 0.39), 0.4)).toBe(0.25);
    expect([...nd.mask(line(-0, 0, Number.MIN_VALUE), 0).data]).toEqual([0, 0, 1]);
    expect(nd.areaAbove({ data: Float32Array.of(0.4, 0.5), shape: [2] }, 0.4)).toBe(0.5);
  });

  it("compare float32 with a threshold near and beyond its largest number as NumPy 1.24 does", () => {
    const above = (x: number, t: number) => nd.areaAbove({ data: Float32Array.of(x), shape: [1] }, t);
    const answers = [3.3999999e38, 3.4e38, 3.4000001e38, 3.4028235677973366e38, 1e300].map((t) => [
      above(Number.POSITIVE_INFINITY, t),
      above(Math.fround(t), t),
    ]);
    expect(answers).toEqual([
      [1, 0],
      [1, 0],
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  it("fall as the threshold rises", () => {
    const array = input(nd, "f8", [31, 17], 1);
    const areas = [-101, -50, 0, 12.5, 99, 101].map((t) => nd.areaAbove(array, t));
    expect(areas).toEqual(areas.toSorted((a, b) => b - a));
    expect([areas[0], areas.at(-1)]).toEqual([1, 0]);
  });
});

describe("minMax", () => {
  it("is the smallest and the largest element for every dtype, and NaN where one is NaN", () => {
    fc.assert(
      fc.property(arrays, (array) => {
        const { data } = array;
        const expected = [Math.min(...data), Math.max(...data)];
        expect(nd.minMax(array).map((x) => x + 0)).toEqual(expected.map((x) => x + 0));
      }),
    );
  });

  it("finds a NaN at any place of a long array, as NumPy's min and max", () => {
    for (let at = 0; at < 37; at++) {
      const data = new Float64Array(37).map((_, i) => i - 18);
      expect(nd.minMax({ data, shape: [37] })).toEqual([-18, 18]);
      data[at] = Number.NaN;
      expect(nd.minMax({ data, shape: [37] })).toEqual([Number.NaN, Number.NaN]);
    }
  });
});

describe("toGray8", () => {
  /** (255 * x).astype("uint8"), saturated; NaN is 0. */
  function gray(x: number): number {
    return Number.isNaN(x) ? 0 : Math.min(255, Math.max(0, Math.trunc(x)));
  }

  it("truncates 255 * x and saturates, for every dtype", () => {
    fc.assert(
      fc.property(arrays, (array) => {
        const round = array.data instanceof Float32Array ? Math.fround : (x: number) => x;
        const expected = Uint8Array.from(array.data, (x) => gray(round(255 * x)));
        expect(nd.toGray8(array)).toEqual({ data: expected, shape: array.shape });
      }),
    );
  });

  it("maps vmin to 0 and vmax to 255, and what lies beyond to the ends", () => {
    const array = line(-3, -1, 0, 1, 3, 5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    expect([...nd.toGray8(array, { vmin: -1, vmax: 3 }).data]).toEqual([0, 0, 63, 127, 255, 255, 0, 255, 0]);
    expect([...nd.toGray8({ data: Uint8Array.of(0, 10, 60, 110, 255), shape: [5] }, { vmin: 10, vmax: 110 }).data]).toEqual([
      0, 0, 127, 255, 255,
    ]);
  });

  it("undoes k / 255 as far as doubles do", () => {
    const steps = Array.from({ length: 256 }, (_, k) => k / 255);
    expect([...nd.toGray8(line(...steps)).data]).toEqual(steps.map((x) => Math.trunc(255 * x)));
  });
});
