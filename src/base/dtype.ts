// The element types that the TypedArrays of the contract do not tell: an array names them, and
// holds their values in doubles or floats.
import { checkChoice, wrongKind } from "./checks.ts";
import { roundToHalf } from "./half.ts";

/** Their places, behind those of the TypedArrays, are the kernels' codes (assembly/dtype.ts). */
export const NAMED_DTYPES = ["int64", "uint64", "float16"] as const;
export type NamedDtype = (typeof NAMED_DTYPES)[number];

/** Elements of an array, and what they stand for where `data` cannot say it. */
export interface Elements {
  readonly data: ArrayLike<number>;
  readonly dtype?: NamedDtype | undefined;
}

/** The TypedArray that a named type's values are held in. */
export const holderOf = (dtype: NamedDtype) => (dtype === "float16" ? Float32Array : Float64Array);

/** Doubles hold each integer up to it; beyond, they stand for several. */
export const EXACT_LIMIT = 2 ** 53;

export const isInteger64 = (dtype: NamedDtype | undefined): boolean => dtype === "int64" || dtype === "uint64";

/** Whether the elements are integers by their type. */
export const isInteger = ({ data, dtype }: Elements): boolean =>
  isInteger64(dtype) || !(data instanceof Float64Array || data instanceof Float32Array);

/**
 * The threshold that elements are held against: NumPy 1.24 casts a Python number to the precision
 * of floats, or to the next one that np.min_scalar_type finds it to fit in. assembly/threshold.ts
 * does the same.
 */
export function asCompared({ data, dtype }: Elements, threshold: number): number {
  const size = Math.abs(threshold);
  if (dtype === "float16" && size < 65000) return roundToHalf(threshold);
  return data instanceof Float32Array && size < 3.4e38 ? Math.fround(threshold) : threshold;
}

/** Throws unless `dtype` is one, or none, that such data may have. */
export function checkDtype(dtype: unknown, data: object, name: string): void {
  if (dtype === undefined) return;
  const holder = holderOf(checkChoice(dtype, `${name}.dtype`, NAMED_DTYPES));
  if (data instanceof holder) return;
  throw wrongKind(`${name}.data`, `a ${holder.name} for dtype ${dtype}`, data);
}

/** Throws a RangeError that names the first element which an array of the dtype cannot have. */
export function checkElements(data: ArrayLike<number>, dtype: NamedDtype | undefined, name: string): void {
  const n = dtype === undefined ? 0 : data.length;
  const least = dtype === "uint64" ? 0 : -EXACT_LIMIT;
  const isHalf = dtype === "float16";
  let i = 0;
  if (isHalf) while (i < n && (roundToHalf(data[i]!) === data[i] || Number.isNaN(data[i]))) i++;
  else while (i < n && data[i]! >= least && data[i]! <= EXACT_LIMIT && Math.trunc(data[i]!) === data[i]) i++;
  if (i === n) return;
  const expected = isHalf ? "halves" : `integers from ${least && "-2^53"} to 2^53`;
  throw new RangeError(`${name}: expected ${expected} for dtype ${dtype}, got ${data[i]} at flat index ${i}`);
}
