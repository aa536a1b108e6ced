import { describe, expect, test } from "vitest";
import { filterAxes } from "../../src/kernels/filters.ts";
import { gaussianWeights } from "../../src/kernels/gaussian.ts";
import { checkSource } from "../../src/kernels/held.ts";
import type { Kernels } from "../../src/kernels/instance.ts";
import { instantiate } from "../../src/kernels/source.ts";

const bytesOf = ({ call }: Kernels): number => call.memory.buffer.byteLength;

function filterOnce(kernels: Kernels, shape: readonly number[], sigma: number, box: boolean): void {
  const array = () => ({ data: new Float64Array(shape.reduce((product, n) => product * n, 1)), shape });
  const weights = gaussianWeights(kernels, sigma, 0, Math.floor(4 * sigma + 0.5));
  const passes = shape.map((_, axis) => {
    const ends = { axis, origin: 0, mode: 2, cval: 0 };
    return box ? { ...ends, size: 1 + Math.floor(4 * sigma) } : { ...ends, weights };
  });
  filterAxes(kernels, checkSource(kernels, array(), "input"), checkSource(kernels, array(), "out"), passes);
}

describe("the kernels' memory", () => {
  test("is flat over 100,000 calls of mixed sizes", { tags: "long" }, async () => {
    const kernels = await instantiate();
    const call = (i: number) => filterOnce(kernels, [1 + (i % 23), 1 + (i % 37)], 0.5 + (i % 7), i % 2 === 0);
    for (let i = 0; i < 23 * 37 * 14; i++) call(i);
    const after = bytesOf(kernels);
    for (let i = 0; i < 100_000; i++) call(i);
    expect(bytesOf(kernels)).toBe(after);
  });

  test.each([true, false])("holds at most twice input and output and a strip (box: %s)", async (box) => {
    const kernels = await instantiate();
    filterOnce(kernels, [1024, 1024], 5, box);
    const array = 8 * 1024 * 1024;
    const strip = (1024 + 41) * 128;
    expect(bytesOf(kernels)).toBeLessThanOrEqual(2 * (array + array) + strip);
  });

  test.each([
    [8, 300_000],
    [64, 200_000],
    [300_000, 8],
    [40, 20_000],
  ])("holds at most twice input and output and a strip for bytes of shape (%i, %i)", async (height, width) => {
    const kernels = await instantiate();
    const array = () => ({ data: new Uint8Array(height * width), shape: [height, width] });
    const weights = gaussianWeights(kernels, 2, 0, 8);
    const passes = [0, 1].map((axis) => ({ axis, origin: 0, mode: 2, cval: 0, weights }));
    filterAxes(kernels, checkSource(kernels, array(), "input"), checkSource(kernels, array(), "out"), passes);
    const strip = (Math.max(height, width) + weights.length) * 128;
    expect(bytesOf(kernels)).toBeLessThanOrEqual(4 * height * width + 2 * strip + 2 ** 20);
  });

  test.each([true, false])("never holds a large image as a whole (box: %s)", async (box) => {
    const kernels = await instantiate();
    filterOnce(kernels, [2048, 2048], 5, box);
    expect(bytesOf(kernels)).toBeLessThan((8 * 2048 * 2048) / 4);
  });

  test("is given back when a request fails, and the instance goes on working", async () => {
    const kernels = await instantiate();
    const start = kernels.call.mark();
    expect(() => kernels.arena.scope(() => kernels.arena.alloc(2 ** 32 - 1))).toThrow(RangeError);
    expect(() => kernels.arena.scope(() => kernels.arena.alloc(2 ** 40))).toThrow(/^memory: /);
    expect(kernels.call.mark()).toBe(start);
    filterOnce(kernels, [64, 64], 3, false);
    expect(kernels.call.mark()).toBe(start);
  });
});
