import { beforeAll, describe, expect, it } from "vitest";
import { load, type Ndpeek } from "../../src/index.ts";
import { describeCase, type RandomCase, runCase } from "../golden/random-filters.ts";
import { golden } from "../golden/read.ts";

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

/** The distance from |x| to the next double (or float32) above. */
function ulp(x: number, digits: number, smallest: number): number {
  const exponent = Math.floor(Math.log2(Math.abs(x)));
  // log2 may round up to the next whole number.
  const power = 2 ** exponent > Math.abs(x) ? exponent - 1 : exponent;
  return x === 0 ? smallest : Math.max(2 ** (power + 1 - digits), smallest);
}

/** The flat positions of each line along the axis. */
function lines(shape: readonly number[], axis: number): number[][] {
  const inner = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  const n = shape[axis]!;
  const outer = shape.slice(0, axis).reduce((product, length) => product * length, 1);
  return Array.from({ length: outer * inner }, (_, line) => {
    const start = Math.floor(line / inner) * n * inner + (line % inner);
    return Array.from({ length: n }, (_, i) => start + i * inner);
  });
}

describe("Gaussian filters of order 1 to 4", () => {
  const derivatives = golden<RandomCase & { output: string }>("derivatives");

  it("lie within 4 ulp of each line's largest magnitude of what SciPy gives", () => {
    expect(derivatives.length).toBeGreaterThan(60);
    const errors = derivatives.map((entry) => {
      const { data } = runCase(nd, entry);
      const bytes = Uint8Array.from(Buffer.from(entry.output, "base64")).buffer;
      const expected = entry.dtype === "f4" ? new Float32Array(bytes) : new Float64Array(bytes);
      expect(expected).toHaveLength(data.length);
      const axes = entry.options.axis === undefined ? [...entry.shape.keys()] : [entry.options.axis];
      const error = axes.flatMap((axis) =>
        lines(entry.shape, axis < 0 ? axis + entry.shape.length : axis).map((line) => {
          const largest = Math.max(...line.map((i) => Math.abs(expected[i]!)));
          const unit = entry.dtype === "f4" ? ulp(largest, 24, 2 ** -149) : ulp(largest, 53, 2 ** -1074);
          return Math.max(...line.map((i) => Math.abs(data[i]! - expected[i]!) / unit));
        }),
      );
      return { case: describeCase(entry), ulps: Math.max(...error) };
    });
    expect(errors.filter(({ ulps }) => !(ulps <= 4))).toEqual([]);
  });

  it("are held against every order, mode and both kinds of floats", () => {
    expect(new Set(derivatives.flatMap(({ options }) => options.order))).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(new Set(derivatives.map(({ options }) => options.mode)).size).toBe(8);
    expect(new Set(derivatives.map(({ dtype }) => dtype))).toEqual(new Set(["f8", "f4"]));
  });
});
