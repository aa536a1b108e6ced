import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BlobSet, generateBlobs } from "../../src/index.ts";

const share = (data: Float64Array, threshold: number): number => data.filter((x) => x > threshold).length / data.length;

/** Areas counted in the images themselves. */
function counted(set: BlobSet, threshold: number) {
  const rows = Array.from({ length: set.length }, (_, row) => row);
  return {
    image1_area: Float64Array.from(rows, (row) => share(set.image(row, "image1").data, threshold)),
    image2_area: Float64Array.from(rows, (row) => share(set.image(row, "image2").data, threshold)),
  };
}

const sets = [
  { rows: 40, width: 24, seed: 1 },
  { rows: 40, width: 33, seed: 2, stream: "spawn" as const },
  { rows: 40, width: 20, seed: 3, square: { mean: 0 } },
  { rows: 40, width: 20, seed: 4, square: { mean: 100.5 } },
  { rows: 30, width: 16, seed: 5, square: { sizes: [2], mean: -60 } },
  { rows: 30, width: 9, seed: 6, square: { sizes: [0, 0.1, 1] } },
  { rows: 12, width: 9, seed: 7, dims: 3 as const },
  // Kernels that end within the image, beyond it, and at its mirror images.
  { rows: 60, width: 48, seed: 8, circle: { sizes: [0.02, 0.11, 0.15] } },
  { rows: 40, width: 15, seed: 9, circle: { sizes: [0, 0.3, 2] } },
];

describe("areas at another threshold", () => {
  it.each(sets)("are those of the images, by the index and without it: %o", async (options) => {
    const [indexed, plain] = await Promise.all([true, false].map((areaIndex) => generateBlobs({ ...options, areaIndex })));
    const pixels = fc
      .tuple(fc.nat(options.rows - 1), fc.constantFrom("image1" as const, "image2" as const), fc.nat())
      .map(([row, name, at]) => {
        const { data } = plain!.image(row, name);
        return data[at % data.length]!;
      });
    // A pixel's own value is on the edge of its level, and its neighbours lie beside it.
    const near = fc.tuple(pixels, fc.constantFrom(1 + 2 ** -52, 1 - 2 ** -53, 1 + 1e-9)).map(([x, by]) => x * by);
    const threshold = fc.oneof(
      pixels,
      near,
      fc.double({ min: -1.2, max: 1.2, noNaN: true }),
      fc.constantFrom(-1e300, 0, -0, 1, 1e300),
    );
    fc.assert(
      fc.property(threshold.filter(Number.isFinite), (t) => {
        const expected = counted(plain!, t);
        expect(indexed!.areas(t)).toEqual(expected);
        expect(plain!.areas(t)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("of a slice are those of its rows, across the parts that the set was made in", async () => {
    const set = await generateBlobs({ rows: 1000, width: 70, areaIndex: true, workers: 0 });
    const whole = set.areas(0.52);
    for (const [start, end] of [
      [0, 1000],
      [300, 900],
      [611, 613],
      [999, 1000],
      [5, 5],
    ] as const) {
      const part = set.slice(start, end).areas(0.52);
      expect(part).toEqual({
        image1_area: whole.image1_area.slice(start, end),
        image2_area: whole.image2_area.slice(start, end),
      });
      expect(set.slice(start, end).slice(1).areas(0.52).image2_area).toEqual(
        whole.image2_area.slice(start + 1, Math.max(start + 1, end)),
      );
    }
  });

  it("at infinite thresholds are none and all", async () => {
    const set = await generateBlobs({ rows: 3, width: 20 });
    for (const [threshold, share] of [
      [Number.POSITIVE_INFINITY, 0],
      [Number.NEGATIVE_INFINITY, 1],
    ] as const) {
      const all = new Float64Array(3).fill(share);
      expect(set.areas(threshold)).toEqual({ image1_area: all, image2_area: all });
      expect(set.slice(1, threshold).length).toBe(share === 0 ? 2 : 0);
    }
  });

  it("refuse what is no number, and a set that is closed", async () => {
    const set = await generateBlobs({ rows: 2, width: 8 });
    expect(() => set.areas(Number.NaN)).toThrow(/^threshold: /);
    expect(() => set.areas("0.4" as never)).toThrow(/^threshold: /);
    set.close();
    expect(() => set.areas(0.4)).toThrow("closed");
  });
});
