import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { load, type Mode, type NdArray, type Ndpeek } from "../../src/index.ts";
import { dtypes, input } from "../golden/input.ts";
import { sha256 } from "../golden/read.ts";

const modes: Mode[] = ["reflect", "constant", "nearest", "mirror", "wrap", "grid-constant", "grid-mirror", "grid-wrap"];

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

const shapes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
const mode = fc.constantFrom(...modes);

/** Whole numbers of at most 20 bits: sums of them are exact, whatever the order. */
function whole(seed: number, shape: readonly number[]): NdArray<Float64Array> {
  const n = shape.reduce((product, length) => product * length, 1);
  return { data: nd.defaultRng(seed).integers(-(2 ** 19), 2 ** 19, n), shape };
}

describe("the filters", () => {
  it("filter axis by axis: the n-dimensional ones are their 1-D ones in turn", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), mode, fc.constantFrom(...dtypes), (shape, seed, mode, dtype) => {
        const array = input(nd, dtype, shape, seed);
        const turn = (step: (x: NdArray, axis: number) => NdArray) => shape.reduce((x, _, axis) => step(x, axis), array);
        expect(nd.gaussianFilter(array, 1.3, { mode })).toEqual(turn((x, axis) => nd.gaussianFilter1d(x, 1.3, { axis, mode })));
        expect(nd.uniformFilter(array, 4, { mode })).toEqual(turn((x, axis) => nd.uniformFilter1d(x, 4, { axis, mode })));
      }),
    );
  });

  it("keep a constant image constant under reflect", () => {
    fc.assert(
      fc.property(shapes, fc.integer(), fc.integer({ min: 1, max: 20 }), (shape, value, size) => {
        const n = shape.reduce((product, length) => product * length, 1);
        const array = { data: new Float64Array(n).fill(value), shape };
        expect(nd.uniformFilter(array, size).data).toEqual(array.data);
        const blurred = nd.gaussianFilter(array, size / 4).data;
        expect(blurred).toEqual(new Float64Array(n).fill(blurred[0]!));
      }),
    );
  });

  it("keep the sum under wrap: exactly so for whole numbers and windows of a power of two", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), fc.constantFrom(1, 2, 4, 8), (shape, seed, size) => {
        const array = whole(seed, shape);
        const sum = (data: Float64Array) => data.reduce((total, x) => total + x, 0);
        const result = nd.uniformFilter(array, size, { mode: "wrap", axes: [0] }).data;
        expect(sum(result)).toBe(sum(array.data));
      }),
    );
  });

  it("commute with a turn of the line under wrap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(59), fc.nat(), (n, turn, seed) => {
        const rotated = (data: Float64Array) => data.map((_, i) => data[(i + turn) % n]!);
        const array = whole(seed, [n]);
        const turned = { data: rotated(array.data), shape: [n] };
        const options = { mode: "wrap" } as const;
        expect(nd.gaussianFilter(turned, 2.2, options).data).toEqual(rotated(nd.gaussianFilter(array, 2.2, options).data));
        expect(nd.uniformFilter(turned, 5, options).data).toEqual(rotated(nd.uniformFilter(array, 5, options).data));
      }),
    );
  });

  it("treat the axes alike: filtering the transpose is transposing the filtered", () => {
    const transpose = ({ data, shape: [h, w] }: NdArray<Float64Array>) => ({
      data: data.map((_, i) => data[(i % h!) * w! + Math.floor(i / h!)]!),
      shape: [w!, h!],
    });
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, fc.nat(), mode, (h, w, seed, mode) => {
        const array = input(nd, "f8", [h, w], seed) as NdArray<Float64Array>;
        for (const [from, to] of [
          [0, 1],
          [1, 0],
        ] as const) {
          const options = { mode, cval: 3.5 };
          const blurred = transpose(nd.gaussianFilter1d(array, 1.9, { ...options, axis: from }));
          expect(nd.gaussianFilter1d(transpose(array), 1.9, { ...options, axis: to })).toEqual(blurred);
          const boxed = transpose(nd.uniformFilter1d(array, 6, { ...options, axis: from }));
          expect(nd.uniformFilter1d(transpose(array), 6, { ...options, axis: to })).toEqual(boxed);
        }
      }),
    );
  });

  it("know each grid mode by its plain name too, as SciPy's line filters do", () => {
    const array = input(nd, "f8", [7, 11], 80);
    for (const [grid, plain] of [
      ["grid-constant", "constant"],
      ["grid-mirror", "reflect"],
      ["grid-wrap", "wrap"],
    ] as const) {
      const both = [grid, plain].map((mode) => nd.gaussianFilter(array, 3, { mode, cval: 2 }));
      expect(both[0]).toEqual(both[1]);
    }
  });

  it("see cval only under constant and grid-constant", () => {
    const array = input(nd, "f8", [12], 81);
    for (const mode of modes) {
      const changed =
        sha256(nd.gaussianFilter(array, 3, { mode, cval: 9 }).data) !== sha256(nd.gaussianFilter(array, 3, { mode }).data);
      expect([mode, changed]).toEqual([mode, mode.endsWith("constant")]);
    }
  });

  it("refuse an out of another dtype or shape and leave it alone", () => {
    const array = input(nd, "u1", [8, 9], 82);
    const out = { data: new Float64Array(72).fill(7), shape: [8, 9] };
    expect(() => nd.gaussianFilter(array, 1.5, { out })).toThrow(
      new TypeError("out: expected the input's dtype (Uint8Array), got a Float64Array"),
    );
    expect(() => nd.gaussianFilter(array, 1.5, { out: { data: new Uint8Array(72), shape: [9, 8] } })).toThrow(
      new RangeError("out: expected shape (8, 9), got (9, 8)"),
    );
    expect(out.data.every((x) => x === 7)).toBe(true);
  });

  it("cast what an integer dtype cannot hold as SciPy 1.10 on x86-64 does", () => {
    const line = (data: Int32Array | Uint8Array | Uint32Array | Int16Array) => ({ data, shape: [data.length] });
    expect([...nd.correlate1d(line(Int32Array.of(2e9, -2e9, 7)), [2]).data]).toEqual([-(2 ** 31), -(2 ** 31), 14]);
    expect([...nd.correlate1d(line(Int32Array.of(1)), [Number.NaN]).data]).toEqual([-(2 ** 31)]);
    expect([...nd.correlate1d(line(Uint8Array.of(200, 3)), [-2]).data]).toEqual([112, 250]);
    expect([...nd.correlate1d(line(Int16Array.of(30000)), [1e9]).data]).toEqual([0]);
    expect([...nd.correlate1d(line(Uint32Array.of(4e9, 1)), [2]).data]).toEqual([(4e9 * 2) % 2 ** 32, 2]);
    const constant = nd.uniformFilter(line(Uint8Array.of(200, 100, 50, 25)), 3, {
      mode: "constant",
      cval: Number.POSITIVE_INFINITY,
    });
    expect([...constant.data]).toEqual([0, 0, 0, 0]);
  });

  it("take a line of 2^25 elements, and refuse a radius beyond the limit or what memory cannot hold without harm", {
    tags: "long",
  }, () => {
    const long = { data: new Uint8Array(2 ** 25).fill(9), shape: [2 ** 25] };
    expect(nd.uniformFilter1d(long, 3).data.every((x) => x === 9)).toBe(true);
    expect(nd.gaussianFilter1d(long, 1, { radius: 1 }).data.every((x) => x === 8 || x === 9)).toBe(true);
    expect(() => nd.gaussianFilter(whole(1, [4]), 1, { radius: 2 ** 24 })).toThrow(
      new RangeError("radius: expected an integer from 0 to 1048576, got 16777216"),
    );
    const pair = { data: new Uint8Array(2 ** 26), shape: [2 ** 25, 2] };
    expect(() => nd.uniformFilter1d(pair, 3, { axis: 0 })).toThrow(RangeError);
    expect(nd.uniformFilter(whole(2, [8, 8]), 1).data).toEqual(whole(2, [8, 8]).data);
  });

  it("make one sweep over both axes of a box to the bits of one axis after the other", () => {
    const modes = ["reflect", "constant", "nearest", "mirror", "wrap"] as const;
    fc.assert(
      fc.property(
        fc.record({
          shape: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 37 }), fc.integer({ min: 1, max: 37 })),
          size: fc.tuple(fc.integer({ min: 2, max: 50 }), fc.integer({ min: 2, max: 50 })),
          mode: fc.tuple(fc.constantFrom(...modes), fc.constantFrom(...modes)),
          cval: fc.constantFrom(0, -2.5),
          seed: fc.nat(1000),
        }),
        ({ shape, size, mode, cval, seed }) => {
          const array = input(nd, "f8", shape, seed);
          const first = nd.uniformFilter(array, size[0], { axes: [1], mode: mode[0], cval });
          const second = nd.uniformFilter(first, size[1], { axes: [2], mode: mode[1], cval });
          const both = nd.uniformFilter(array, size, { axes: [1, 2], mode, cval });
          expect(sha256(both.data)).toBe(sha256(second.data));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("make one sweep over both axes of a Gaussian to the bits of one axis after the other, for every order", () => {
    const modes = ["reflect", "constant", "nearest", "mirror", "wrap"] as const;
    const pair = <T>(item: fc.Arbitrary<T>) => fc.tuple(item, item);
    fc.assert(
      fc.property(
        fc.record({
          shape: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 14, max: 70 })),
          sigma: pair(fc.double({ min: 0.2, max: 9, noNaN: true })),
          order: pair(fc.integer({ min: 0, max: 3 })),
          mode: pair(fc.constantFrom(...modes)),
          cval: fc.constantFrom(0, -2.5),
          seed: fc.nat(1000),
        }),
        ({ shape, sigma, order, mode, cval, seed }) => {
          const array = input(nd, "f8", shape, seed);
          const first = nd.gaussianFilter(array, sigma[0], { axes: [1], order: order[0], mode: mode[0], cval });
          const second = nd.gaussianFilter(first, sigma[1], { axes: [2], order: order[1], mode: mode[1], cval });
          const both = nd.gaussianFilter(array, sigma, { axes: [1, 2], order, mode, cval });
          expect(sha256(both.data)).toBe(sha256(second.data));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("in single precision stay within (radius + 2) * 2^-23 of the largest magnitude an axis, for floats and doubles", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("f4" as const, "f8" as const),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 3 }),
        fc.double({ min: 0.3, max: 12, noNaN: true }),
        mode,
        fc.nat(1000),
        (dtype, shape, sigma, border, seed) => {
          const array = input(nd, dtype, shape, seed);
          const exact = nd.gaussianFilter({ data: Float64Array.from(array.data), shape }, sigma, { mode: border });
          const single = nd.gaussianFilter(array, sigma, { mode: border, precision: "single" });
          const largest = nd.minMax(array).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
          const radius = Math.floor(4 * sigma + 0.5);
          const bound = shape.length * (radius + 2) * 2 ** -23 * largest;
          const worst = exact.data.reduce((most, x, i) => Math.max(most, Math.abs(x - single.data[i]!)), 0);
          expect(single.data.constructor).toBe(array.data.constructor);
          expect(worst).toBeLessThanOrEqual(bound);
        },
      ),
      { numRuns: 200 },
    );
    const image = input(nd, "f8", [96, 96], 5);
    expect(sha256(nd.gaussianFilter(image, 0, { precision: "single" }).data)).toBe(sha256(image.data));
    expect(sha256(nd.gaussianFilter(image, 3, { precision: "single" }).data)).not.toBe(sha256(nd.gaussianFilter(image, 3).data));
  });

  it("give results of their own memory: a later call changes nothing handed out", () => {
    const array = input(nd, "f8", [50, 50], 83);
    const first = nd.gaussianFilter(array, 2);
    const hash = sha256(first.data);
    nd.uniformFilter(input(nd, "f8", [400, 500], 84), 9);
    expect(sha256(first.data)).toBe(hash);
    expect(first.data.buffer.byteLength).toBe(50 * 50 * 8);
  });
});

describe("correlate1d and convolve1d", () => {
  const delta = (n: number, at: number) => ({ data: Float64Array.from({ length: n }, (_, i) => Number(i === at)), shape: [n] });

  it("answer a single 1 with the weights: mirrored by correlate1d, as they are by convolve1d", () => {
    const weights = [1, 2, 3, 5, 8];
    expect([...nd.correlate1d(delta(9, 4), weights, { mode: "constant" }).data]).toEqual([0, 0, 8, 5, 3, 2, 1, 0, 0]);
    expect([...nd.convolve1d(delta(9, 4), weights, { mode: "constant" }).data]).toEqual([0, 0, 1, 2, 3, 5, 8, 0, 0]);
  });

  it("take weights from any list of numbers", () => {
    const array = input(nd, "f8", [20], 85);
    const expected = nd.correlate1d(array, [0.25, 0.5, 0.75]);
    expect(nd.correlate1d(array, Float32Array.of(0.25, 0.5, 0.75))).toEqual(expected);
    expect(nd.correlate1d(array, Float64Array.of(9, 0.25, 0.5, 0.75).subarray(1))).toEqual(expected);
  });

  it("equal the plain sum of products for whole numbers, in every mode and for every origin", () => {
    /** The element beyond the ends, walked one step at a time; undefined under constant. */
    function extended(line: Float64Array, at: number, mode: Mode): number | undefined {
      const n = line.length;
      const inside = (i: number) => i >= 0 && i < n;
      if (inside(at)) return line[at];
      if (mode.endsWith("constant")) return undefined;
      if (mode === "nearest") return line[at < 0 ? 0 : n - 1];
      if (mode.endsWith("wrap")) return line[((at % n) + n) % n];
      let i = at;
      const edge = mode === "mirror" ? 0 : 1;
      if (n === 1) return line[0];
      while (!inside(i)) i = i < 0 ? -i - edge : 2 * (n - 1) - i + edge;
      return line[i];
    }
    const size = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.nat(),
        mode,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (n, m, seed, mode, u) => {
          const line = whole(seed, [n]).data;
          const weights = whole(seed + 1, [m]).data;
          const low = -Math.floor(m / 2);
          const origin = low + Math.floor(u * (Math.floor((m - 1) / 2) - low + 1));
          const expected = Float64Array.from(line, (_, i) =>
            weights.reduce((sum, w, k) => sum + w * (extended(line, i + k - origin - Math.floor(m / 2), mode) ?? 6), 0),
          );
          const result = nd.correlate1d({ data: line, shape: [n] }, weights, { mode, cval: 6, origin }).data;
          expect(result.map((x) => x + 0)).toEqual(expected.map((x) => x + 0));
        },
      ),
    );
  });
});
