import type { NdArray, Ndpeek, TypedArray } from "../../src/index.ts";

/** NumPy's short names, the typed arrays they stand for, and LIMITS of tests/golden/filters.py. */
const DTYPES = {
  f8: { array: Float64Array, low: -100, high: 100 },
  f4: { array: Float32Array, low: -100, high: 100 },
  u1: { array: Uint8Array, low: 0, high: 250 },
  i1: { array: Int8Array, low: -120, high: 120 },
  u2: { array: Uint16Array, low: 0, high: 65000 },
  i2: { array: Int16Array, low: -32000, high: 32000 },
  u4: { array: Uint32Array, low: 0, high: 4e9 },
  i4: { array: Int32Array, low: -2e9, high: 2e9 },
};

export type Dtype = keyof typeof DTYPES;

export const dtypes = Object.keys(DTYPES) as Dtype[];

export const arrayOf = (dtype: Dtype) =>
  DTYPES[dtype].array as { new (n: number): TypedArray; from(values: Iterable<number>): TypedArray };

/** low + u * (high - low), floored for integers, u from defaultRng(seed); then the poison put in. */
export function input(
  nd: Ndpeek,
  dtype: Dtype,
  shape: readonly number[],
  seed: number,
  poison: readonly [number, string][] = [],
): NdArray {
  const { low, high } = DTYPES[dtype];
  const n = shape.reduce((product, length) => product * length, 1);
  const values = nd
    .defaultRng(seed)
    .random(n)
    .map((u) => low + u * (high - low));
  const data = arrayOf(dtype).from(dtype.startsWith("f") ? values : values.map(Math.floor));
  for (const [at, value] of poison) data[at] = Number(value);
  return { data, shape };
}
