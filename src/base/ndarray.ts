import { show, wrongKind } from "./checks.ts";

export type TypedArray =
  | Float64Array
  | Float32Array
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array;

/** An array in C order: rank >= 1, the product of `shape` is `data.length`. `data` may be a subarray. */
export interface NdArray<T extends TypedArray = TypedArray> {
  readonly data: T;
  readonly shape: readonly number[];
}

/** The element types; their places are the kernels' codes (assembly/dtype.ts). */
export const CONSTRUCTORS = [
  Float64Array,
  Float32Array,
  Uint8Array,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
] as const;

/** The kernels count in signed 32-bit integers. */
const ELEMENTS_LIMIT = 2 ** 31 - 1;

const DTYPES = CONSTRUCTORS.map(({ name }) => name).join(", ");

function isTypedArray(value: unknown): value is TypedArray {
  return CONSTRUCTORS.some((candidate) => value instanceof candidate);
}

export const elements = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

/** Throws unless `value` is an NdArray whose data and shape agree. */
export function checkArray<T extends TypedArray>(value: NdArray<T>, name: string): NdArray<T> {
  if (typeof value !== "object" || value === null) throw wrongKind(name, "an array { data, shape }", value);
  const { data, shape } = value;
  if (data === undefined && "read" in value) {
    throw new TypeError(`${name}: expected an array { data, shape }, got a handle, which has these functions as its methods`);
  }
  if (!isTypedArray(data)) throw wrongKind(`${name}.data`, `one of ${DTYPES}`, data);
  if (!Array.isArray(shape)) throw wrongKind(`${name}.shape`, "a list of axis lengths", shape);
  if (shape.length === 0) throw new RangeError(`${name}.shape: expected at least one axis, got []`);
  for (const [i, length] of shape.entries()) {
    if (!Number.isInteger(length) || length < 0) {
      throw new RangeError(`${name}.shape[${i}]: expected an integer >= 0, got ${show(length)}`);
    }
  }
  const expected = elements(shape);
  if (expected > ELEMENTS_LIMIT) throw new RangeError(`${name}: expected at most ${ELEMENTS_LIMIT} elements, got ${expected}`);
  if (expected !== data.length) {
    throw new RangeError(`${name}.data: expected ${expected} elements for shape (${shape.join(", ")}), got ${data.length}`);
  }
  return value;
}

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((length, i) => length === b[i]);
