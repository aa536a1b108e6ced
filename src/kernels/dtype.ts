import type { TypedArray } from "../ndarray.ts";

export const F64 = 0;

/** The element type's code in assembly/dtype.ts. */
export function dtypeCode(data: TypedArray): number {
  if (data instanceof Float64Array) return F64;
  if (data instanceof Float32Array) return 1;
  if (data instanceof Uint8Array) return 2;
  if (data instanceof Int8Array) return 3;
  if (data instanceof Uint16Array) return 4;
  if (data instanceof Int16Array) return 5;
  if (data instanceof Uint32Array) return 6;
  return 7;
}
