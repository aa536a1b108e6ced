import type { Mode, NdArray, Ndpeek } from "../../src/index.ts";
import { type Dtype, input } from "./input.ts";

/** A recipe of tests/golden/random_filters.py. */
interface Recipe {
  kind: "plain" | "symmetric" | "antisymmetric";
  length: number;
}

export interface RandomCase {
  filter: "gaussianFilter" | "gaussianFilter1d" | "uniformFilter" | "uniformFilter1d" | "correlate1d" | "convolve1d";
  dtype: Dtype;
  shape: number[];
  seed: number;
  first: number | number[] | Recipe;
  options: {
    mode: Mode | Mode[];
    axis?: number;
    axes?: number[];
    cval?: number;
    order?: number | number[];
    precision?: "double" | "single";
  };
  poison?: [number, string][];
}

/** (u - 1/2) / length, or u / length for unsigned types, then mirrored. */
function weightsOf(nd: Ndpeek, dtype: Dtype, { kind, length }: Recipe, seed: number): Float64Array {
  const unsigned = dtype.startsWith("u");
  const weights = nd
    .defaultRng(seed + 2 ** 20)
    .random(length)
    .map((u) => (unsigned ? u : u - 0.5) / length);
  const sign = kind === "antisymmetric" && !unsigned ? -1 : 1;
  for (let i = 0; i < length >> 1 && kind !== "plain"; i++) weights[length - 1 - i] = sign * weights[i]!;
  return weights;
}

export function runCase(nd: Ndpeek, { filter, dtype, shape, seed, first, options, poison }: RandomCase): NdArray {
  const given = typeof first === "object" && "kind" in first ? weightsOf(nd, dtype, first, seed) : first;
  return nd[filter](input(nd, dtype, shape, seed, poison), given as number & number[], options as { mode: Mode });
}

export const describeCase = ({ filter, dtype, shape, seed, first, options }: RandomCase): string =>
  `${filter} ${dtype} (${shape}) seed ${seed}, ${JSON.stringify(first)}, ${JSON.stringify(options)}`;
