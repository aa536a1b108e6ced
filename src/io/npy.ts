// Arrays in NumPy's .npy files, as a whole or by ranges of the first axis.
import { show } from "../base/checks.ts";
import { holderOf, type NamedDtype } from "../base/dtype.ts";
import { halfOfBits } from "../base/half.ts";
import { arrayLike, elements, type NdArray, type TypedArray } from "../base/ndarray.ts";
import { namedDtype } from "./dtype-name.ts";
import { KIND_BYTES } from "./file-kind.ts";
import { int64At } from "./int64.ts";
import { type ElementType, headerPlace, type NpyHeader, parseHeader } from "./npy-header.ts";

/** Bytes that are read by ranges: a file's, a Blob's, or those in memory. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `begin` to before `end`, which lie within. */
  read(begin: number, end: number): Promise<Uint8Array>;
}

export const bytesInMemory = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (begin, end) => bytes.subarray(begin, end),
});

export const bytesOfBlob = (blob: Blob): ByteSource => ({
  size: blob.size,
  read: async (begin, end) => new Uint8Array(await blob.slice(begin, end).arrayBuffer()),
});

/** What is read of a file in Fortran order at once: an image's elements lie all over it. */
const PIECE = 1 << 22;
/** Typed arrays count in signed 32-bit integers, and so do the kernels. */
export const ELEMENTS_LIMIT = 2 ** 31 - 1;

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

type Constructor = { new (length: number): TypedArray; new (buffer: ArrayBuffer): TypedArray };

const STORED: Readonly<Record<string, Constructor>> = {
  b1: Uint8Array,
  i1: Int8Array,
  i2: Int16Array,
  i4: Int32Array,
  u1: Uint8Array,
  u2: Uint16Array,
  u4: Uint32Array,
  f4: Float32Array,
  f8: Float64Array,
};

function emptyArray(type: ElementType, length: number): TypedArray {
  const named = namedDtype(type);
  return new (named ? holderOf(named) : STORED[type.kind + type.size]!)(length);
}

/**
 * One element's value, from a byte on; `index` is its flat one in the file. For what no typed array
 * reads by itself.
 */
type ReadElement = (at: number, index: number) => number;

function elementReader(view: DataView, { kind, size, bigEndian }: ElementType): ReadElement {
  const little = !bigEndian;
  if (kind === "f") {
    if (size === 2) return (at) => halfOfBits(view.getUint16(at, little));
    return size === 4 ? (at) => view.getFloat32(at, little) : (at) => view.getFloat64(at, little);
  }
  const signed = kind === "i";
  switch (size) {
    case 1:
      return kind === "b"
        ? (at) => Number(view.getUint8(at) !== 0)
        : signed
          ? (at) => view.getInt8(at)
          : (at) => view.getUint8(at);
    case 2:
      return signed ? (at) => view.getInt16(at, little) : (at) => view.getUint16(at, little);
    case 4:
      return signed ? (at) => view.getInt32(at, little) : (at) => view.getUint32(at, little);
    default:
      return (at, index) => int64At(view, at, signed, little, index);
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView => new DataView(buffer, byteOffset, byteLength);

/** `first` is the flat index, in the file, of the element that the bytes begin with. */
function decode(bytes: Uint8Array, type: ElementType, first: number): TypedArray {
  const stored = STORED[type.kind + type.size];
  if (stored && type.kind !== "b" && (type.size === 1 || type.bigEndian !== littleEndian)) {
    return new stored(bytes.slice().buffer);
  }
  const values = emptyArray(type, bytes.length / type.size);
  const read = elementReader(viewOf(bytes), type);
  for (let i = 0; i < values.length; i++) values[i] = read(i * type.size, first + i);
  return values;
}

/** An array in a file. Its elements are read when they are asked for. */
export class NpyFile {
  readonly shape: readonly number[];
  readonly type: ElementType;
  /**
   * What the arrays that are read say of their numbers: those of 64-bit integers are exact, or not
   * read.
   */
  readonly dtype: NamedDtype | undefined;
  readonly fortranOrder: boolean;
  readonly #source: ByteSource;
  readonly #begin: number;

  private constructor(source: ByteSource, header: NpyHeader, begin: number) {
    this.shape = header.shape;
    this.type = header.type;
    this.dtype = namedDtype(header.type);
    // With one axis longer than 1 at the most, both orders are the same.
    this.fortranOrder = header.fortranOrder && header.shape.filter((length) => length > 1).length > 1;
    this.#source = source;
    this.#begin = begin;
  }

  /** Reads the header, and holds its shape against the file's size. Throws a RangeError that says what is wrong. */
  static async open(source: ByteSource): Promise<NpyFile> {
    const place = headerPlace(await source.read(0, Math.min(KIND_BYTES, source.size)));
    if (place.end > source.size) {
      throw new RangeError(`.npy: expected a header up to byte ${place.end}, got a file of ${source.size} bytes`);
    }
    const header = parseHeader(await source.read(place.begin, place.end), place.utf8);
    const bytes = elements(header.shape) * header.type.size;
    if (bytes > source.size - place.end) {
      const shape = `(${header.shape.join(", ")})`;
      throw new RangeError(`.npy: expected ${bytes} bytes for shape ${shape}, got ${source.size - place.end}`);
    }
    return new NpyFile(source, header, place.end);
  }

  /** The whole array, in C order. One without axes has one element, of shape (1). */
  read(): Promise<NdArray> {
    return this.shape.length === 0 ? this.#elements(0, 1, [1]) : this.slice(0, this.shape[0]!);
  }

  /** The rows of the first axis from `start` to before `end`, within it. */
  async slice(start: number, end: number): Promise<NdArray> {
    const [rows = 0, ...row] = this.shape;
    if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= rows)) {
      throw new RangeError(`slice: expected rows within 0 to ${rows}, got ${show(start)} to ${show(end)}`);
    }
    const length = elements(row);
    const shape = [end - start, ...row];
    if (!this.fortranOrder) return this.#elements(start * length, end * length, shape);
    return this.#arrayOf(await this.#scattered(start, end, length), shape);
  }

  async #elements(first: number, end: number, shape: readonly number[]): Promise<NdArray> {
    this.#checkCount(end - first);
    const { size } = this.type;
    const bytes = await this.#source.read(this.#begin + first * size, this.#begin + end * size);
    return this.#arrayOf(decode(bytes, this.type, first), shape);
  }

  /** In Fortran order the first axis is the fastest: the file is gone through, and each element put where C order has it. */
  async #scattered(start: number, end: number, length: number): Promise<TypedArray> {
    const count = end - start;
    this.#checkCount(count * length);
    const [rows = 0, ...row] = this.shape;
    const { size } = this.type;
    const values = emptyArray(this.type, count * length);
    const columns = Math.max(1, Math.floor(PIECE / (rows * size)));
    // Places of the columns in C order: counted up like a number whose first digit is the lowest.
    const strides = row.map((_, axis) => elements(row.slice(axis + 1)));
    const digits = row.map(() => 0);
    let place = 0;
    for (let column = 0; column < length; column += columns) {
      const some = Math.min(columns, length - column);
      const begin = this.#begin + column * rows * size;
      const read = elementReader(viewOf(await this.#source.read(begin, begin + some * rows * size)), this.type);
      for (let c = 0; c < some; c++) {
        for (let i = 0; i < count; i++) {
          const row = start + i;
          values[i * length + place] = read((c * rows + row) * size, row * length + place);
        }
        for (let axis = 0; axis < digits.length; axis++) {
          place += strides[axis]!;
          if (++digits[axis]! < row[axis]!) break;
          place -= strides[axis]! * row[axis]!;
          digits[axis] = 0;
        }
      }
    }
    return values;
  }

  #arrayOf(data: TypedArray, shape: readonly number[]): NdArray {
    return arrayLike(this.dtype ? { dtype: this.dtype } : {}, data, shape);
  }

  #checkCount(count: number): void {
    if (count > ELEMENTS_LIMIT) throw new RangeError(`.npy: expected at most ${ELEMENTS_LIMIT} elements at once, got ${count}`);
  }
}
