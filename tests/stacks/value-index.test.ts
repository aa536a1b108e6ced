import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { halfOfBits } from "../../src/base/half.ts";
import { load, type NdArray, type Ndpeek } from "../../src/index.ts";
import { ValueIndex } from "../../src/stacks/value-index.ts";
import { dtypes, input } from "../golden/input.ts";

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

const { NaN: nan, POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: ninf } = Number;

function expectSame(stack: NdArray, thresholds: readonly number[]): void {
  const index = new ValueIndex(stack);
  for (const threshold of thresholds) {
    const [areas, expected] = [index.areasAbove(threshold), nd.areaAboveEach(stack, threshold)];
    expect({ threshold, differ: areas.findIndex((area, i) => !Object.is(area, expected[i])) }).toEqual({ threshold, differ: -1 });
    expect(areas.length).toBe(expected.length);
  }
}

describe("the areas of an index of values", () => {
  it.each(dtypes)("are those of areaAboveEach for %s, also at values that pixels have", (dtype) => {
    const stack = input(nd, dtype, [5, 24, 31], 3);
    const values = Array.from({ length: 40 }, (_, i) => stack.data[i * 91]!);
    expectSame(stack, [...values, ...values.map((value) => value + 1e-9), 0, -1e300, 1e300, inf, ninf]);
  });

  it("are exact where values are not finite, one value, huge or tiny", () => {
    const rows = [
      [nan, inf, ninf, 0, -0, 1, 0.5, nan],
      [nan, nan, nan, nan, nan, nan, nan, nan],
      [inf, inf, ninf, ninf, inf, ninf, inf, inf],
      [7, 7, 7, 7, 7, 7, 7, 7],
      [-1.7e308, 1.7e308, 0, 1, 2, 3, 4, 5],
      [5e-324, 1e-323, 0, 0, 0, 5e-324, 0, 0],
    ];
    expectSame(
      { data: Float64Array.from(rows.flat()), shape: [6, 2, 4] },
      [nan, ...rows.flat()].filter((x) => !Number.isNaN(x)),
    );
  });

  it("are those of areaAboveEach for any doubles and floats", () => {
    const image = fc.array(fc.double(), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(image, { minLength: 1, maxLength: 4 }), fc.double({ noNaN: true }), (images, threshold) => {
        const shape = [images.length, 3, 4];
        const thresholds = [threshold, ...images[0]!.filter((x) => !Number.isNaN(x))];
        expectSame({ data: Float64Array.from(images.flat()), shape }, thresholds);
        expectSame({ data: Float32Array.from(images.flat()), shape }, thresholds);
      }),
    );
  });

  it("are those of areaAboveEach for 64-bit integers and for halves, whose thresholds are halves", () => {
    const integer = fc.integer({ min: -(2 ** 53), max: 2 ** 53 });
    fc.assert(
      fc.property(fc.array(integer, { minLength: 24, maxLength: 24 }), fc.double({ noNaN: true }), (values, threshold) => {
        const stack: NdArray = { data: Float64Array.from(values), shape: [2, 3, 4], dtype: "int64" };
        expectSame(stack, [threshold, values[0]!, values[0]! + 0.5]);
      }),
    );
    const halves = Float32Array.from({ length: 0x7c00 }, (_, bits) => halfOfBits(bits));
    const tenths = Array.from({ length: 30 }, (_, i) => (i - 5) / 10);
    expectSame({ data: halves, shape: [2, 124, 128], dtype: "float16" }, [
      ...tenths,
      ...halves.subarray(14000, 14050),
      64999.9,
      65504,
      1e300,
    ]);
  });

  it("are none for no image", () => {
    expectSame({ data: new Float32Array(0), shape: [0, 4, 4] }, [0]);
  });
});
