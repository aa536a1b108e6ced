import { beforeAll, describe, expect, it } from "vitest";
import { load, type Ndpeek } from "../../src/index.ts";
import { input } from "../golden/input.ts";
import { golden, sha256 } from "../golden/read.ts";

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

describe("gaussianWeights", () => {
  it("agree with NumPy's without FMA and AVX-512, bit for bit, for 300 sigmas from 0.3 to 60", () => {
    const lines = golden<{ sigmas: number[]; truncate: number; sha256: string }>("weights");
    expect(lines.flatMap(({ sigmas }) => sigmas)).toHaveLength(300);
    const wrong = lines.filter(
      (line) => sha256(...line.sigmas.map((sigma) => nd.gaussianWeights(sigma, { truncate: line.truncate }))) !== line.sha256,
    );
    expect(wrong).toEqual([]);
  });

  it("have 2 * radius + 1 elements, the radius rounded as SciPy rounds it or as given", () => {
    expect(nd.gaussianWeights(1)).toHaveLength(9);
    expect(nd.gaussianWeights(1.1)).toHaveLength(2 * Math.floor(4 * 1.1 + 0.5) + 1);
    expect(nd.gaussianWeights(2, { truncate: 1.25 })).toHaveLength(7);
    expect(nd.gaussianWeights(2, { truncate: 1.25, radius: 11 })).toHaveLength(23);
    expect([...nd.gaussianWeights(5, { radius: 0 })]).toEqual([1]);
  });

  /** _gaussian_kernel1d of SciPy 1.10 with its two matrix products summed in order. */
  function derivative(sigma: number, order: number, phi: Float64Array): number[] {
    const radius = (phi.length - 1) / 2;
    let q = [1, ...new Array<number>(order).fill(0)];
    for (let k = 0; k < order; k++) {
      q = q.map((_, i) => {
        const previous = i > 0 ? (1 / -(sigma * sigma)) * q[i - 1]! : 0;
        return i < order ? previous + (i + 1) * q[i + 1]! : previous;
      });
    }
    return Array.from(phi, (weight, i) => q.reduce((sum, factor, power) => sum + (i - radius) ** power * factor, 0) * weight);
  }

  it("of a higher order are SciPy's polynomial times the Gaussian, summed in order", () => {
    for (const sigma of [0.5, 1, 1.7, 4.25]) {
      for (const order of [1, 2, 3, 4]) {
        const phi = nd.gaussianWeights(sigma);
        expect([...nd.gaussianWeights(sigma, { order })]).toEqual(derivative(sigma, order, phi));
      }
    }
  });

  it("of a higher order are what gaussianFilter1d correlates with, mirrored as SciPy does", () => {
    for (const order of [0, 1, 2, 3]) {
      const array = input(nd, "f8", [9, 14], 70 + order);
      const weights = nd.gaussianWeights(1.4, { order }).reverse();
      for (const axis of [0, 1]) {
        expect(nd.gaussianFilter1d(array, 1.4, { order, axis })).toEqual(nd.correlate1d(array, weights, { axis }));
      }
    }
  });

  it("of order 1 give a rising line a positive slope", () => {
    const ramp = { data: Float64Array.from({ length: 40 }, (_, i) => i), shape: [40] };
    expect(nd.gaussianFilter1d(ramp, 2, { order: 1 }).data[20]).toBeGreaterThan(0);
  });
});
