import { beforeAll, describe, expect, it } from "vitest";
import { load, type NdArray, type Ndpeek } from "../../src/index.ts";
import { range, thrown, type } from "../fixtures/refusal.ts";
import { dtypes, input } from "../golden/input.ts";

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

/** The images of a stack, each an array of its own. */
function imagesOf({ data, shape: [n, ...shape] }: NdArray): NdArray[] {
  const size = data.length / n!;
  return Array.from({ length: n! }, (_, i) => ({ data: data.slice(i * size, (i + 1) * size), shape }));
}

describe("the measures of a stack's images", () => {
  it.each(dtypes)("are those of image after image, for %s", (dtype) => {
    const stack = input(nd, dtype, [7, 12, 31], 11);
    const images = imagesOf(stack);
    expect([...nd.areaAboveEach(stack, 30)]).toEqual(images.map((image) => nd.areaAbove(image, 30)));
    expect([...nd.otsuEach(stack, { bins: 50 })]).toEqual(images.map((image) => nd.otsu(image, { bins: 50 })));
    const [low, high] = nd.minMaxEach(stack);
    expect(images.map((_, i) => [low[i], high[i]])).toEqual(images.map((image) => nd.minMax(image)));
  });

  it("take a threshold for each image, Otsu's for one", () => {
    const stack = input(nd, "f8", [9, 20, 20], 12);
    const thresholds = nd.otsuEach(stack);
    const expected = imagesOf(stack).map((image) => nd.areaAbove(image, nd.otsu(image)));
    expect([...nd.areaAboveEach(stack, thresholds)]).toEqual(expected);
    expect([...nd.areaAboveEach(stack, [...thresholds])]).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(5);
  });

  it("are none for no image, and of images of any rank", () => {
    const none = { data: new Float64Array(0), shape: [0, 4, 4] };
    expect(nd.areaAboveEach(none, 0)).toEqual(new Float64Array(0));
    expect(nd.minMaxEach(none)).toEqual([new Float64Array(0), new Float64Array(0)]);
    expect([...nd.areaAboveEach({ data: Uint8Array.of(1, 5, 9, 2, 2, 2), shape: [2, 3] }, 4)]).toEqual([2 / 3, 0]);
    expect([...nd.areaAboveEach({ data: new Float32Array(48).fill(1), shape: [2, 2, 3, 4] }, 0)]).toEqual([1, 1]);
  });

  it("refuse what is no stack, empty images and wrong thresholds", () => {
    const stack = input(nd, "f8", [3, 4, 5], 13);
    const line = { data: new Float64Array(3), shape: [3] };
    expect(thrown(() => nd.areaAboveEach(line, 0))).toEqual(range(/^stack: expected a shape of two axes at least.*, got \[3\]$/));
    expect(thrown(() => nd.otsuEach({ data: new Float64Array(0), shape: [3, 0] }))).toEqual(
      range(/^stack: expected images of at least one element/),
    );
    expect(thrown(() => nd.otsuEach({ data: Float64Array.of(1, 2, 3, nan), shape: [2, 2] }))).toEqual(
      range(/^stack\[1\]: expected numbers, got NaN at flat index 1$/),
    );
    expect(thrown(() => nd.minMaxEach(5 as never))).toEqual(type(/^stack: expected an array/));
    expect(thrown(() => nd.areaAboveEach(stack, [1, 2]))).toEqual(
      range(/^threshold: expected 3 numbers, one for each image, got 2$/),
    );
    expect(thrown(() => nd.areaAboveEach(stack, [1, nan, 2]))).toEqual(
      range(/^threshold\[1\]: expected a finite number, got NaN$/),
    );
    expect(thrown(() => nd.areaAboveEach(stack, nan))).toEqual(range(/^threshold: /));
    expect(thrown(() => nd.areaAboveEach(stack, "1" as never))).toEqual(type(/^threshold: /));
    expect(thrown(() => nd.areaAboveEach(stack, {} as never))).toEqual(type(/^threshold: expected a number or a list/));
    expect([...nd.areaAboveEach(stack, [infinity, -infinity, 0])].slice(0, 2)).toEqual([0, 1]);
  });
});

describe("an array of several chunks", () => {
  const n = 100_003;
  const line = () => nd.defaultRng(14).normal(0, 1, n);

  it("is measured as a whole", { tags: "long" }, () => {
    const data = line();
    const array = { data, shape: [n] };
    expect(nd.areaAbove(array, 0.3)).toBe(data.filter((x) => x > 0.3).length / n);
    expect(nd.minMax(array)).toEqual([
      Math.min(...data.subarray(0, 60_000), ...data.subarray(60_000)),
      data.reduce((a, b) => Math.max(a, b)),
    ]);
    expect(nd.mask(array, 0.3).data).toEqual(Uint8Array.from(data, (x) => Number(x > 0.3)));
    expect(nd.toGray8(array).data).toEqual(Uint8Array.from(data, (x) => Math.max(0, Math.min(255, Math.trunc(255 * x)))));
  });

  it("has NaN for its extremes wherever one lies", () => {
    for (const at of [0, 40_000, n - 1]) {
      const data = line();
      data[at] = nan;
      expect(nd.minMax({ data, shape: [n] })).toEqual([nan, nan]);
    }
  });
});
