import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { barHeights, binsFor, countAbove, figuresOf, histogramOf } from "../../../web/inspector/pixel-figures.ts";

const { NaN: NAN, POSITIVE_INFINITY: INFINITY } = Number;

describe("figures", () => {
  test("are those of the finite values, and count the others", () => {
    expect(figuresOf(Float32Array.of(2, NAN, -1, INFINITY, 5, -INFINITY, NAN))).toEqual({
      count: 7,
      finite: { low: -1, high: 5, mean: 2 },
      nan: 2,
      infinite: 2,
    });
    expect(figuresOf(Float64Array.of(NAN)).finite).toBeUndefined();
  });

  test("count what is above a threshold as NumPy does: NaN is not, ∞ is", () => {
    expect(countAbove({ data: Float32Array.of(0.5, NAN, INFINITY, 0.4, 0.41) }, Math.fround(0.4))).toBe(3);
  });

  test("count halves and floats above a threshold in their own precision, as areaAbove does", () => {
    const third = Float32Array.of(0.2, 0.300048828125, 0.4);
    expect(countAbove({ data: third, dtype: "float16" }, 0.3)).toBe(1);
    expect(countAbove({ data: third }, 0.3)).toBe(2);
    expect(countAbove({ data: Float32Array.of(0.4) }, 0.4)).toBe(0);
  });
});

describe("a histogram", () => {
  test("of 64-bit integers has the bins of other integers", () => {
    const wide = { data: Float64Array.of(-2, 7, 7, 0), dtype: "int64" } as const;
    expect(histogramOf(wide, -2, 7)).toEqual(histogramOf({ data: Int16Array.of(-2, 7, 7, 0) }, -2, 7));
    expect(binsFor({ data: wide.data }, -2, 7)).toBe(64);
  });

  test("counts each value that is one in one place", () => {
    const values = fc.array(fc.oneof(fc.double(), fc.double({ min: -1, max: 2 })), { maxLength: 200 });
    fc.assert(
      fc.property(values, (numbers) => {
        const { bins, below, above } = histogramOf({ data: Float64Array.from(numbers) }, 0, 1);
        const inside = bins.reduce((sum, count) => sum + count, 0);
        expect(inside).toBe(numbers.filter((value) => value >= 0 && value <= 1).length);
        expect(below).toBe(numbers.filter((value) => value < 0).length);
        expect(above).toBe(numbers.filter((value) => value > 1).length);
      }),
    );
  });

  test("of bytes has four values to a bin", () => {
    const { bins } = histogramOf({ data: Uint8Array.from({ length: 256 }, (_, i) => i) }, 0, 255);
    expect([...bins]).toEqual(Array(64).fill(4));
  });

  test("of few whole numbers has a bin for each", () => {
    expect(binsFor({ data: new Int16Array(1) }, -2, 7)).toBe(10);
    expect([...histogramOf({ data: Int16Array.of(-2, 7, 7, 0) }, -2, 7).bins]).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 0, 2]);
  });

  test("of a range of no extent is one bin", () => {
    expect(histogramOf({ data: Float32Array.of(3, 3, 4, 2) }, 3, 3)).toEqual({ bins: Uint32Array.of(2), below: 1, above: 1 });
  });

  test("is drawn by logarithms only where one bin dwarfs the others", () => {
    const even = barHeights({ bins: Uint32Array.of(5, 10, 0), below: 0, above: 1 });
    expect(even).toEqual({ logarithmic: false, bins: [0.5, 1, 0], below: 0, above: 0.1 });
    const dwarfed = barHeights({ bins: Uint32Array.of(9000, 10, 12, 8), below: 0, above: 0 });
    expect(dwarfed.logarithmic).toBe(true);
    expect(dwarfed.bins[0]).toBe(1);
    expect(dwarfed.bins[3]).toBeGreaterThan(0.2);
  });
});
