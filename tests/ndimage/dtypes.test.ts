import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { roundToHalf } from "../../src/base/half.ts";
import { load, type NdArray, type Ndpeek } from "../../src/index.ts";
import type { AxisPass } from "../../src/kernels/axis-pass.ts";
import { filterAxes } from "../../src/kernels/filters.ts";
import { checkSource } from "../../src/kernels/held.ts";
import { instantiate } from "../../src/kernels/source.ts";
import { range, thrown, type } from "../fixtures/refusal.ts";
import { casesOf, type FilterCase, MODES, NAMED, named, sourceOf } from "../golden/dtypes.ts";
import { difference } from "../golden/read.ts";

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

const LIMIT = 2 ** 53;
const integers = (data: number[], dtype: "int64" | "uint64" = "int64", shape = [data.length]): NdArray<Float64Array> => ({
  data: Float64Array.from(data),
  shape,
  dtype,
});

describe("filters of int64, uint64 and float16", () => {
  const filterCases = casesOf("filter");

  /** The results in all modes, one after the other. */
  function run({ filter, first, options, ...source }: FilterCase): NdArray[] {
    const input = sourceOf(nd, source, roundToHalf);
    return MODES.map((mode) => nd[filter](input, first as number & number[], { ...options, mode } as object));
  }

  it.each(NAMED)("agree with SciPy in every bit and mode: %s", (dtype) => {
    const mine = filterCases.filter((one) => named(one.dtype) === dtype);
    expect(mine.length).toBeGreaterThanOrEqual(72);
    const wrong = mine.flatMap((one) => {
      const results = run(one);
      if (results.some((result) => result.dtype !== dtype || `${result.shape}` !== `${one.shape}`)) return ["dtype or shape"];
      const Holder = dtype === "float16" ? Float32Array : Float64Array;
      const what = difference(Holder.from(results.flatMap(({ data }) => [...data])), one);
      return what ? [`${one.filter} seed ${one.seed}: ${what}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it("cast what the type has no place for as SciPy does, and read it so for the next axis", async () => {
    const kernels = await instantiate();
    const shape = [4, 6];
    const pass = (axis: number, ...weights: number[]): AxisPass => {
      return { axis, origin: 0, mode: 2, cval: 0, weights: Float64Array.from(weights) };
    };
    const cases = casesOf("cast");
    expect(cases).toHaveLength(32);
    for (const { dtype, factor, once, twice } of cases) {
      const input = integers(
        Array.from({ length: 24 }, (_, i) => i + 1),
        named(dtype) as "int64",
        shape,
      );
      const results = [once, twice].map((expected, more) => {
        const out = integers(new Array(24).fill(0), named(dtype) as "int64", shape);
        const passes = [pass(0, Number(factor)), pass(1, 0.25, 0.5, 0.125)].slice(0, 1 + more);
        filterAxes(kernels, checkSource(kernels, input, "input"), checkSource(kernels, out, "out"), passes);
        return { got: [...out.data], expected: expected.map(Number) };
      });
      for (const { got, expected } of results) expect({ dtype, factor, got }).toEqual({ dtype, factor, got: expected });
    }
  });

  const whole = fc.integer({ min: -(2 ** 20), max: 2 ** 20 });
  const cases = fc.record({
    shape: fc.constantFrom<number[]>([40], [9, 7], [33, 18], [5, 130], [130, 5], [2, 3, 2, 17], [3, 20, 24], [1, 300]),
    fill: fc.array(whole, { minLength: 1, maxLength: 30 }),
    mode: fc.constantFrom(...MODES),
    cval: whole,
    precision: fc.constantFrom("double", "single") as fc.Arbitrary<"double" | "single">,
    sigma: fc.oneof(fc.constant(0), fc.double({ min: 0.8, max: 4, noNaN: true })),
    size: fc.integer({ min: 1, max: 9 }),
    order: fc.integer({ min: 0, max: 2 }),
  });

  it("of int64 give what those of int32 give, wherever it fits: fresh, into out, in place and held", () => {
    fc.assert(
      fc.property(cases, ({ shape, fill, mode, cval, precision, sigma, size, order }) => {
        const n = shape.reduce((a, b) => a * b);
        const values = Array.from({ length: n }, (_, i) => fill[i % fill.length]! ^ (i & 7));
        const narrow = { data: Int32Array.from(values), shape };
        const wide = () => integers(values, "int64", shape);
        const options = { mode, cval, precision };
        const filters: ((array: NdArray, out?: NdArray) => NdArray)[] = [
          (array, out) => nd.gaussianFilter(array, sigma, { ...options, order, ...(out && { out }) }),
          (array, out) => nd.uniformFilter(array, size, { ...options, ...(out && { out }) }),
          (array, out) => nd.gaussianFilter1d(array, sigma, { mode, cval, axis: 0, ...(out && { out }) }),
          (array, out) => nd.uniformFilter1d(array, size, { mode, cval, axis: 0, ...(out && { out }) }),
          (array, out) => nd.correlate1d(array, [0.5, -0.25, 0.125], { mode, cval, ...(out && { out }) }),
        ];
        for (const filter of filters) {
          const expected = integers([...filter(narrow).data], "int64", shape);
          expect(filter(wide())).toEqual(expected);
          const out = integers(
            values.map(() => 0.5),
            "int64",
            shape,
          );
          expect(filter(wide(), out)).toBe(out);
          expect(out).toEqual(expected);
          const place = wide();
          expect(filter(place, place)).toEqual(expected);
        }
        const held = nd.hold(wide());
        expect(held.uniformFilter(size, { mode, cval, out: held }).read()).toEqual(
          integers([...nd.uniformFilter(narrow, size, { mode, cval }).data], "int64", shape),
        );
        held.close();
      }),
      { numRuns: 150 },
    );
  });

  it("of a large image give what those of int32 give", () => {
    const shape = [370, 400];
    const random = nd.defaultRng(5).integers(-1000, 1000, 370 * 400);
    const narrow = { data: Int32Array.from(random), shape };
    const wide: NdArray = { data: random, shape, dtype: "int64" };
    for (const mode of ["reflect", "wrap", "constant"] as const) {
      const expected = [nd.gaussianFilter(narrow, 2, { mode }), nd.uniformFilter(narrow, [30, 7], { mode })];
      const got = [nd.gaussianFilter(wide, 2, { mode }), nd.uniformFilter(wide, [30, 7], { mode })];
      expect(got.map(({ data, dtype }) => [dtype, data.findIndex((x, i) => !Object.is(x, expected[0]!.data[i]))])[0]).toEqual([
        "int64",
        -1,
      ]);
      expect(got.map(({ data, dtype }) => [dtype, data.findIndex((x, i) => !Object.is(x, expected[1]!.data[i]))])[1]).toEqual([
        "int64",
        -1,
      ]);
    }
  });

  it("refuse a result beyond 2^53, naming it and its place, and leave out and input as they were", () => {
    const input = integers([1, 2, 2 ** 52, 4]);
    const twice = /^result: expected integers from -2\^53 to 2\^53 for dtype int64, got 18014398509481984 at flat index 2$/;
    expect(thrown(() => nd.correlate1d(input, [4]))).toEqual(range(twice));
    const out = integers([7, 7, 7, 7]);
    expect(thrown(() => nd.correlate1d(input, [4], { out }))).toEqual(range(twice));
    expect([...out.data]).toEqual([7, 7, 7, 7]);
    expect(thrown(() => nd.correlate1d(input, [4], { out: input }))).toEqual(range(twice));
    expect([...input.data]).toEqual([1, 2, 2 ** 52, 4]);
    const held = nd.hold(input);
    expect(thrown(() => held.correlate1d([4], { out: held }))).toEqual(range(twice));
    expect(held.read()).toEqual(input);
    held.close();
    expect(thrown(() => nd.gaussianFilter(integers([1, 2, 3]), 1, { mode: "constant", cval: Number.NaN }))).toEqual(
      range(/^result: .*, got -9223372036854776000 at flat index 0$/),
    );
    expect(thrown(() => nd.correlate1d(integers([1, 2, 3], "uint64"), [-1]))).toEqual(
      range(/^result: expected integers from 0 to 2\^53 for dtype uint64, got 18446744073709552000 at flat index 0$/),
    );
  });

  it("give no negative zero of integers", () => {
    expect(nd.correlate1d(integers([1, 0, -1]), [-0.5])).toEqual(integers([0, 0, 0]));
    expect(nd.gaussianFilter(integers([-1, 0, 1, 0]), 1)).toEqual(integers([0, 0, 0, 0]));
  });
});

describe("Otsu's threshold of int64, uint64 and float16", () => {
  it.each(NAMED)("is scikit-image's: %s", (dtype) => {
    const mine = casesOf("otsu").filter((one) => named(one.dtype) === dtype);
    expect(mine.length).toBeGreaterThanOrEqual(15);
    const wrong = mine.flatMap(({ threshold, bins, ...source }) => {
      const input = sourceOf(nd, source, roundToHalf, (u, i) => (i % 3 === 0 ? u : u / 4));
      const stack = { ...input, shape: [1, ...input.shape] };
      const found = [nd.otsu(input, { bins }), nd.otsuEach(stack, { bins })[0], nd.hold(input).otsu({ bins })];
      return found.every((one) => Object.is(one, Number(threshold))) ? [] : [{ ...source, bins, threshold, found }];
    });
    expect(wrong).toEqual([]);
  });
});

describe("float16", () => {
  const values = casesOf("halves")[0]!.values.map(Number);
  const halves: NdArray = { data: Float32Array.from(values), shape: [values.length], dtype: "float16" };

  it("is held against a threshold in the precision that NumPy takes, at every tenth and beyond", () => {
    const cases = casesOf("threshold");
    expect(cases.length).toBeGreaterThan(50);
    for (const { threshold, above, area } of cases) {
      expect({ threshold, above: nd.mask(halves, threshold).data.join("") }).toEqual({ threshold, above });
      expect({ threshold, area: nd.areaAbove(halves, threshold) }).toEqual({ threshold, area });
      expect(nd.areaAboveEach({ ...halves, shape: [1, values.length] }, [threshold])[0]).toBe(area);
    }
  });

  it("has NumPy's gray levels", () => {
    for (const { vmin, vmax, levels } of casesOf("gray")) {
      expect({ vmin, vmax, levels: [...nd.toGray8(halves, { vmin, vmax }).data] }).toEqual({ vmin, vmax, levels });
    }
  });

  it("has its least and greatest element for extremes, and stays what it is in a handle", () => {
    const finite = { ...halves, data: halves.data.filter(Number.isFinite) };
    const line = { ...finite, shape: [finite.data.length] };
    expect(nd.minMax(line)).toEqual([Math.min(...line.data), Math.max(...line.data)]);
    const held = nd.hold(line);
    expect(held.read()).toEqual(line);
    expect(held.areaAbove(0.3)).toBe(nd.areaAbove(line, 0.3));
    held.close();
  });
});

describe("64-bit integers", () => {
  it("have the measures of the doubles that hold them", () => {
    const values = fc.array(fc.integer({ min: -LIMIT, max: LIMIT }), { minLength: 1, maxLength: 70 });
    fc.assert(
      fc.property(values, fc.double({ noNaN: true }), (values, threshold) => {
        const wide = integers(values);
        const doubles = { data: wide.data, shape: wide.shape };
        for (const t of [threshold, values[0]!]) {
          expect(nd.areaAbove(wide, t)).toBe(nd.areaAbove(doubles, t));
          expect(nd.mask(wide, t)).toEqual(nd.mask(doubles, t));
        }
        expect(nd.minMax(wide)).toEqual(nd.minMax(doubles));
        expect(nd.toGray8(wide, { vmin: -5, vmax: 90 })).toEqual(nd.toGray8(doubles, { vmin: -5, vmax: 90 }));
      }),
    );
  });
});

describe("a dtype", () => {
  const calls: [string, (array: NdArray) => unknown][] = [
    ["gaussianFilter", (array) => nd.gaussianFilter(array, 1)],
    ["uniformFilter1d", (array) => nd.uniformFilter1d(array, 3)],
    ["areaAbove", (array) => nd.areaAbove(array, 0)],
    ["mask", (array) => nd.mask(array, 0)],
    ["minMax", (array) => nd.minMax(array)],
    ["otsu", (array) => nd.otsu(array)],
    ["toGray8", (array) => nd.toGray8(array)],
    ["hold", (array) => nd.hold(array)],
  ];

  it.each(calls)("that is unknown, or does not fit the data, is refused by %s", (_, call) => {
    const line = { data: new Float64Array(3), shape: [3] };
    expect(thrown(() => call({ ...line, dtype: "int32" as never }))).toEqual(
      range(/^input\.dtype: expected one of int64, uint64, float16, got "int32" \(did you mean "int64"\?\)$/),
    );
    expect(thrown(() => call({ ...line, dtype: 7 as never }))).toEqual(type(/^input\.dtype: expected one of .*, got 7$/));
    expect(thrown(() => call({ ...line, dtype: "float16" }))).toEqual(
      type(/^input\.data: expected a Float32Array for dtype float16, got a Float64Array$/),
    );
    for (const dtype of ["int64", "uint64"] as const) {
      expect(thrown(() => call({ data: new Int32Array(3), shape: [3], dtype }))).toEqual(
        type(/^input\.data: expected a Float64Array for dtype u?int64, got an Int32Array$/),
      );
    }
  });

  it.each(calls)("has elements that %s looks at: the first that is none is named with its place", (_, call) => {
    const expected = "input\\.data: expected integers from -2\\^53 to 2\\^53 for dtype int64";
    for (const [wrong, text] of [
      [0.5, "0\\.5"],
      [Number.NaN, "NaN"],
      [Number.POSITIVE_INFINITY, "Infinity"],
      [LIMIT + 2, "9007199254740994"],
      [-LIMIT - 2, "-9007199254740994"],
    ] as const) {
      expect(thrown(() => call(integers([1, wrong, 2.5])))).toEqual(
        range(new RegExp(`^${expected}, got ${text} at flat index 1$`)),
      );
    }
    expect(thrown(() => call(integers([1, 2, -1], "uint64")))).toEqual(
      range(/^input\.data: expected integers from 0 to 2\^53 for dtype uint64, got -1 at flat index 2$/),
    );
    expect(thrown(() => call({ data: Float32Array.of(0.5, 0.3), shape: [2], dtype: "float16" }))).toEqual(
      range(/^input\.data: expected halves for dtype float16, got 0\.30000001192092896 at flat index 1$/),
    );
  });

  it("is the result's of an input that has it, and an out's that must agree", () => {
    const wide = integers([1, 2, 3]);
    const plain = { data: new Float64Array(3), shape: [3] };
    expect(nd.gaussianFilter(wide, 0)).toEqual(wide);
    expect(thrown(() => nd.gaussianFilter(wide, 1, { out: plain }))).toEqual(
      type(/^out: expected the input's dtype \(int64\), got a Float64Array$/),
    );
    expect(thrown(() => nd.gaussianFilter(plain, 1, { out: wide }))).toEqual(
      type(/^out: expected the input's dtype \(Float64Array\), got an int64$/),
    );
    const held = nd.hold(wide);
    expect(thrown(() => held.read(plain as never))).toEqual(type(/^out: expected the handle's dtype \(int64\)/));
    expect(thrown(() => held.write(plain as never))).toEqual(type(/^input: expected the handle's dtype \(int64\)/));
    expect(thrown(() => held.write(integers([1, 2, 0.5])))).toEqual(range(/^input\.data: .*, got 0\.5 at flat index 2$/));
    expect(held.read()).toEqual(wide);
    held.close();
  });
});
