import { holderOf, NAMED_DTYPES, type NamedDtype } from "../base/dtype.ts";
import { CONSTRUCTORS, elements, type NdArray, type TypedArray } from "../base/ndarray.ts";

/** What the elements lie in, by code. */
const TYPES = [...CONSTRUCTORS, ...NAMED_DTYPES.map(holderOf)];

export const F32 = 1;
export const U8 = 2;
export const F16 = 10;

/**
 * The element type's code in assembly/dtype.ts: the one place where an array's elements get their
 * meaning for the kernels.
 */
export const dtypeCode = ({ data, dtype }: NdArray): number =>
  dtype ? CONSTRUCTORS.length + NAMED_DTYPES.indexOf(dtype) : CONSTRUCTORS.findIndex((candidate) => data instanceof candidate);

/** The name that an array of the code has to give, if any. */
export const namedDtype = (code: number): NamedDtype | undefined => NAMED_DTYPES[code - CONSTRUCTORS.length];

export const dtypeName = (code: number): string => namedDtype(code) ?? TYPES[code]!.name;

export const itemSize = (code: number): number => TYPES[code]!.BYTES_PER_ELEMENT;

/** A zeroed array. */
export function emptyArray(code: number, shape: readonly number[]): NdArray {
  const data: TypedArray = new TYPES[code]!(elements(shape));
  const dtype = namedDtype(code);
  return { data, shape: [...shape], ...(dtype && { dtype }) };
}
