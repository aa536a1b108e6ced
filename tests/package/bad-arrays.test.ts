import { beforeAll, describe, expect, it } from "vitest";
import { load, type NdArray, type Ndpeek } from "../../src/index.ts";
import { type Refusal, range, thrown, type } from "../fixtures/refusal.ts";

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

describe("arrays", () => {
  const image: NdArray<Float64Array> = { data: new Float64Array(12).fill(1), shape: [3, 4] };
  const calls: [string, (array: NdArray) => unknown][] = [
    ["gaussianFilter", (array) => nd.gaussianFilter(array, 1)],
    ["gaussianFilter1d", (array) => nd.gaussianFilter1d(array, 1)],
    ["uniformFilter", (array) => nd.uniformFilter(array, 3)],
    ["uniformFilter1d", (array) => nd.uniformFilter1d(array, 3)],
    ["correlate1d", (array) => nd.correlate1d(array, [1])],
    ["convolve1d", (array) => nd.convolve1d(array, [1])],
    ["areaAbove", (array) => nd.areaAbove(array, 0)],
    ["mask", (array) => nd.mask(array, 0)],
    ["minMax", (array) => nd.minMax(array)],
    ["toGray8", (array) => nd.toGray8(array)],
  ];

  it.each(calls)("%s refuses data of the wrong length for its shape, naming both numbers", (_, call) => {
    expect(thrown(() => call({ ...image, shape: [3, 5] }))).toEqual(range(/^input\.data: expected 15 elements.*, got 12$/));
    expect(thrown(() => call({ ...image, shape: [0, 4] }))).toEqual(range(/^input\.data: expected 0 elements.*, got 12$/));
  });

  it.each(calls)("%s refuses what is no array, no dtype of the contract or no shape", (_, call) => {
    for (const wrong of [null, undefined, 5, [1, 2, 3], new Float64Array(3), { data: [1, 2, 3], shape: [3] }]) {
      expect(thrown(() => call(wrong as never))).toEqual(type(/^input/));
    }
    expect(thrown(() => call({ data: new BigInt64Array(3), shape: [3] } as never))).toEqual(
      type(/^input\.data: expected .*Float64Array/),
    );
    expect(thrown(() => call({ data: new Uint8ClampedArray(3), shape: [3] } as never))).toEqual(type(/^input\.data/));
    expect(thrown(() => call({ data: new Float64Array(1), shape: [] }))).toEqual(range(/^input\.shape: .*, got \[\]$/));
    for (const shape of [[-3, -4], [1.5, 8], [nan], [infinity]]) {
      expect(thrown(() => call({ ...image, shape }))).toEqual(range(/^input\.shape\[0\]: expected an integer >= 0, got /));
    }
    expect(thrown(() => call({ ...image, shape: 12 } as never))).toEqual(type(/^input\.shape/));
  });

  it("of no element have no area and no extremes, but a mask, greys and filters", () => {
    const empty = { data: new Float64Array(0), shape: [0, 3] };
    expect(thrown(() => nd.areaAbove(empty, 0))).toEqual(range(/^input: expected at least one element/));
    expect(thrown(() => nd.minMax(empty))).toEqual(range(/^input: expected at least one element/));
    expect(nd.mask(empty, 0)).toEqual({ data: new Uint8Array(0), shape: [0, 3] });
    expect(nd.toGray8(empty)).toEqual({ data: new Uint8Array(0), shape: [0, 3] });
    expect(nd.uniformFilter(empty, 3)).toEqual(empty);
  });

  it("with a NaN: it is not above, black, and the maximum", () => {
    const array = { data: Float64Array.of(nan, 1, 0.2), shape: [3] };
    expect(nd.areaAbove(array, 0)).toBe(2 / 3);
    expect([...nd.toGray8(array).data]).toEqual([0, 255, 51]);
    expect(nd.minMax(array)).toEqual([nan, nan]);
  });

  it("of zeros have area 0 above 0, extremes 0 and grey 0", () => {
    const zeros = { data: new Float64Array(5), shape: [5] };
    expect(nd.areaAbove(zeros, 0)).toBe(0);
    expect(nd.minMax(zeros)).toEqual([0, 0]);
    expect(nd.toGray8(zeros).data).toEqual(new Uint8Array(5));
    expect(nd.gaussianFilter(zeros, 2)).toEqual(zeros);
  });
});

describe("the filters refuse", () => {
  const image: NdArray<Float64Array> = { data: new Float64Array(12), shape: [3, 4] };
  it.each<[string, () => unknown, Refusal]>([
    ["a negative sigma", () => nd.gaussianFilter(image, -1), range(/^sigma: expected a .*number >= 0, got -1$/)],
    ["a NaN sigma", () => nd.gaussianFilter1d(image, nan), range(/^sigma: .*, got NaN$/)],
    ["sigmas for another rank", () => nd.gaussianFilter(image, [1, 2, 3]), range(/^sigma: expected 2 .*, got 3/)],
    ["a wrong sigma in a list", () => nd.gaussianFilter(image, [1, -2]), range(/^sigma\[1\]: .*, got -2$/)],
    ["a sigma as text", () => nd.gaussianFilter(image, "1" as never), type(/^sigma: .*, got "1"$/)],
    ["a sigma whose kernel could not be held", () => nd.gaussianFilter(image, 1e300), range(/^sigma: /)],
    ["a negative order", () => nd.gaussianFilter(image, 1, { order: -1 }), range(/^order: .*, got -1$/)],
    ["a negative radius", () => nd.gaussianFilter(image, 1, { radius: -1 }), range(/^radius: .*, got -1$/)],
    ["a fractional radius", () => nd.gaussianFilter(image, 1, { radius: 1.5 }), range(/^radius: .*, got 1\.5$/)],
    ["a negative truncate", () => nd.gaussianFilter(image, 1, { truncate: -4 }), range(/^truncate: .*, got -4$/)],
    ["size 0", () => nd.uniformFilter(image, 0), range(/^size: expected an integer .*, got 0$/)],
    ["a fractional size", () => nd.uniformFilter(image, 2.5), range(/^size: .*, got 2\.5$/)],
    ["a wrong size in a list", () => nd.uniformFilter(image, [3, 0]), range(/^size\[1\]: .*, got 0$/)],
    [
      "an origin out of the window",
      () => nd.uniformFilter1d(image, 3, { origin: 2 }),
      range(/^origin: expected an integer from -1 to 1.*, got 2$/),
    ],
    ["no weights", () => nd.correlate1d(image, []), range(/^weights: .*, got \[\]$/)],
    ["weights that are no list", () => nd.convolve1d(image, 3 as never), type(/^weights: .*, got 3$/)],
    [
      "an unknown mode, naming the nearest",
      () => nd.uniformFilter(image, 3, { mode: "reflet" as never }),
      range(/^mode: .*"reflet".*"reflect"/),
    ],
    ["modes for another rank", () => nd.uniformFilter(image, 3, { mode: ["wrap"] }), range(/^mode: expected 2 .*, got 1/)],
    [
      "an axis that is not there",
      () => nd.correlate1d(image, [1], { axis: 2 }),
      range(/^axis: expected an integer from -2 to 1, got 2$/),
    ],
    ["axes that are not there", () => nd.gaussianFilter(image, 1, { axes: [0, -3] }), range(/^axes\[1\]: .*, got -3$/)],
    ["an axis twice", () => nd.gaussianFilter(image, 1, { axes: [1, -1] }), range(/^axes: expected each axis once/)],
    ["a cval as text", () => nd.gaussianFilter(image, 1, { cval: "0" as never }), type(/^cval: .*, got "0"$/)],
    [
      "an out of another shape",
      () => nd.gaussianFilter(image, 1, { out: { data: new Float64Array(12), shape: [4, 3] } }),
      range(/^out: expected shape \(3, 4\), got \(4, 3\)$/),
    ],
    [
      "an unknown option, naming the nearest",
      () => nd.gaussianFilter(image, 1, { modes: "wrap" } as never),
      type(/^options: unknown option "modes" \(did you mean "mode"\?\)/),
    ],
    ["a NaN threshold", () => nd.areaAbove(image, nan), range(/^threshold: .*, got NaN$/)],
    ["a NaN threshold for a mask", () => nd.mask(image, nan), range(/^threshold: .*, got NaN$/)],
    ["vmax below vmin", () => nd.toGray8(image, { vmin: 1, vmax: 0 }), range(/^vmax: .*, got 0$/)],
    ["a NaN vmin", () => nd.toGray8(image, { vmin: nan }), range(/^vmin: .*, got NaN$/)],
    ["gaussianWeights of sigma 0", () => nd.gaussianWeights(0), range(/^sigma: .*, got 0$/)],
  ])("%s", (_, call, error) => {
    expect(thrown(call)).toEqual(error);
  });
});

describe("a Generator refuses", () => {
  it.each<[string, () => unknown, Refusal]>([
    ["a negative n", () => nd.defaultRng(0).random(-1), range(/^n: .*, got -1$/)],
    ["a fractional n", () => nd.defaultRng(0).standardNormal(1.5), range(/^n: .*, got 1\.5$/)],
    ["an empty range", () => nd.defaultRng(0).integers(3, 3), range(/^high: expected .*3.*, got 3$/)],
    [
      "unsafe bounds",
      () => nd.defaultRng(0).integers(0, 2 ** 53),
      range(/^high: expected a safe integer, got 9007199254740992$/),
    ],
    ["fractional bounds", () => nd.defaultRng(0).integers(0.5, 3), range(/^low: .*, got 0\.5$/)],
    ["a negative scale", () => nd.defaultRng(0).normal(0, -1), range(/^scale: .*, got -1$/)],
    ["a choice from nothing", () => nd.defaultRng(0).choice([]), range(/^values: .*, got \[\]$/)],
    ["a choice from no list", () => nd.defaultRng(0).choice("abc" as never), type(/^values: .*, got "abc"$/)],
    ["a state that is none", () => Object.assign(nd.defaultRng(0), { state: null }), type(/^state: .*, got null$/)],
    [
      "a state over 128 bits",
      () => Object.assign(nd.defaultRng(0), { state: { ...nd.defaultRng(0).state, state: 2n ** 128n } }),
      range(/^state\.state: /),
    ],
    [
      "an even increment",
      () => Object.assign(nd.defaultRng(0), { state: { ...nd.defaultRng(0).state, inc: 2n } }),
      range(/^state\.inc: /),
    ],
  ])("%s", (_, call, error) => {
    expect(thrown(call)).toEqual(error);
  });
});
