import { show, wrongKind } from "./checks.ts";
import { checkDtype, checkElements, type NamedDtype } from "./dtype.ts";

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
  /**
   * What the numbers stand for where `data` cannot say it. 64-bit integers are a Float64Array of
   * integers within ±2^53 (`"uint64"`: from 0), float16 a Float32Array. Filters, measures, Otsu's
   * threshold and results keep it; a value that the type does not have is a RangeError.
   *
   * @example
   * const data = Float64Array.of(0, 1, 2, 3, 4, 5);
   * nd.uniformFilter({ data, shape: [2, 3], dtype: "int64" }, 2).data; // integers, as SciPy's
   */
  readonly dtype?: NamedDtype;
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

/**
 * Throws unless `value` is an NdArray whose data, dtype and shape agree. Its elements are not
 * looked at.
 */
export function checkForm<T extends TypedArray>(value: NdArray<T>, name: string): NdArray<T> {
  if (typeof value !== "object" || value === null) throw wrongKind(name, "an array { data, shape }", value);
  const { data, shape } = value;
  if (data === undefined && "read" in value) {
    throw new TypeError(`${name}: expected an array { data, shape }, got a handle, which has these functions as its methods`);
  }
  if (!isTypedArray(data)) throw wrongKind(`${name}.data`, `one of ${DTYPES}`, data);
  checkDtype(value.dtype, data, name);
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

/** Throws unless `value` is an NdArray, and all its elements are of its dtype. */
export function checkArray<T extends TypedArray>(value: NdArray<T>, name: string): NdArray<T> {
  const { data, dtype } = checkForm(value, name);
  checkElements(data, dtype, `${name}.data`);
  return value;
}

/** Elements as an array of another one's dtype. */
export const arrayLike = <T extends TypedArray>(
  { dtype }: Pick<NdArray, "dtype">,
  data: T,
  shape: readonly number[],
): NdArray<T> => (dtype === undefined ? { data, shape } : { data, shape, dtype });

/** The images (or rows) of the first axis from `first` to before `end`: a view. */
export function slices<T extends TypedArray>(stack: NdArray<T>, first: number, end: number): NdArray<T> {
  const [, ...shape] = stack.shape;
  const size = elements(shape);
  return arrayLike(stack, stack.data.subarray(first * size, end * size) as T, [end - first, ...shape]);
}

/** The image (or row) of the first axis at `index`: a view. */
export const sliceAt = <T extends TypedArray>(stack: NdArray<T>, index: number): NdArray<T> => {
  const { data, shape } = slices(stack, index, index + 1);
  return arrayLike(stack, data, shape.slice(1));
};

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((length, i) => length === b[i]);
