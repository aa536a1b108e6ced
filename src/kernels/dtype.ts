import { CONSTRUCTORS, type TypedArray } from "../base/ndarray.ts";

export const F64 = 0;
export const F32 = 1;

/** The element type's code in assembly/dtype.ts. */
export const dtypeCode = (data: TypedArray): number => CONSTRUCTORS.findIndex((candidate) => data instanceof candidate);

export const dtypeName = (dtype: number): string => CONSTRUCTORS[dtype]!.name;

export const itemSize = (dtype: number): number => CONSTRUCTORS[dtype]!.BYTES_PER_ELEMENT;

/** A zeroed array. */
export const emptyArray = (dtype: number, length: number): TypedArray => new CONSTRUCTORS[dtype]!(length);
