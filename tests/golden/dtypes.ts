import type { Mode, NdArray, Ndpeek } from "../../src/index.ts";
import { type Digest, golden } from "./read.ts";

export type NamedDtype = NonNullable<NdArray["dtype"]>;

const DTYPES = {
  i8: { dtype: "int64", holder: Float64Array },
  u8: { dtype: "uint64", holder: Float64Array },
  f2: { dtype: "float16", holder: Float32Array },
} as const;

export const NAMED = ["int64", "uint64", "float16"] as const satisfies readonly NamedDtype[];

export interface NamedSource {
  dtype: keyof typeof DTYPES;
  low: number;
  high: number;
  shape: number[];
  seed: number;
}

export type FilterCase = Digest &
  NamedSource & {
    what: "filter";
    filter: "gaussianFilter" | "gaussianFilter1d" | "uniformFilter" | "uniformFilter1d" | "correlate1d" | "convolve1d";
    first: number | number[];
    options: { cval: number; axis?: number };
  };

export type OtsuCase = NamedSource & { what: "otsu"; bins: number; threshold: number | string };

export interface CastCase {
  what: "cast";
  dtype: "i8" | "u8";
  factor: number | string;
  once: string[];
  twice: string[];
}

/** A case of tests/golden/dtypes.py. */
type Case =
  | FilterCase
  | OtsuCase
  | CastCase
  | { what: "halves"; values: (number | string)[] }
  | { what: "threshold"; threshold: number; above: string; area: number }
  | { what: "gray"; vmin: number; vmax: number; levels: number[] }
  | { what: "cast to half"; values: "beside" | "random"; sha256: string }
  | { what: "all bits"; sha256: string };

const cases = golden<Case>("dtypes");

export const casesOf = <What extends Case["what"]>(what: What) =>
  cases.filter((one): one is Extract<Case, { what: What }> => one.what === what);

export const MODES: readonly Mode[] = [
  "reflect",
  "constant",
  "nearest",
  "mirror",
  "wrap",
  "grid-constant",
  "grid-mirror",
  "grid-wrap",
];

export const named = (dtype: NamedSource["dtype"]): NamedDtype => DTYPES[dtype].dtype;

/**
 * Random numbers from `low` to `high` as an array of the type; `shares` of the range instead, if
 * given.
 */
export function sourceOf(
  nd: Ndpeek,
  { dtype, low, high, shape, seed }: NamedSource,
  roundToHalf: (value: number) => number,
  shares: (u: number, i: number) => number = (u) => u,
): NdArray {
  const { dtype: name, holder } = DTYPES[dtype];
  const n = shape.reduce((product, length) => product * length, 1);
  const round = name === "float16" ? roundToHalf : Math.floor;
  const values = nd
    .defaultRng(seed)
    .random(n)
    .map((u, i) => round(low + shares(u, i) * (high - low)));
  return { data: holder.from(values), shape, dtype: name };
}
