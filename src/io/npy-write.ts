import { bitsOfHalf } from "../base/half.ts";
import type { NdArray } from "../base/ndarray.ts";
import { int64Bytes } from "./int64.ts";

const TYPES: Readonly<Record<string, string>> = {
  int64: "i8",
  uint64: "u8",
  float16: "f2",
  Float64Array: "f8",
  Float32Array: "f4",
  Uint8Array: "u1",
  Int8Array: "i1",
  Uint16Array: "u2",
  Int16Array: "i2",
  Uint32Array: "u4",
  Int32Array: "i4",
};

const isLittle = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Magic, version and length of version 1.0, which headers of a few axes fit into. */
const PREFIX = 10;
const ALIGNMENT = 64;

/** What stands in front of the array's elements in a .npy file: numpy.lib.format, version 1.0, in this machine's byte order. */
function npyHeader({ data, shape, dtype }: NdArray): Uint8Array<ArrayBuffer> {
  const type = `${isLittle ? "<" : ">"}${TYPES[dtype ?? data.constructor.name]}`;
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.map((length) => `${length},`).join(" ")}), }`;
  const length = Math.ceil((PREFIX + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(length).fill(0x20);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, (length - PREFIX) & 255, (length - PREFIX) >> 8]);
  bytes.set(new TextEncoder().encode(text), PREFIX);
  bytes[length - 1] = 0x0a;
  return bytes;
}

/** The elements' bytes: those that they lie in, unless another type holds them. */
function elementBytes({ data, dtype }: NdArray): Uint8Array<ArrayBuffer> {
  if (dtype === "int64" || dtype === "uint64") return int64Bytes(data, isLittle);
  const bytes = new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  if (dtype === undefined) return bytes;
  const floats = new Uint32Array(bytes.buffer, bytes.byteOffset, data.length);
  return new Uint8Array(Uint16Array.from(floats, bitsOfHalf).buffer);
}

/** A .npy file of the array, in parts: numpy.load gives its dtype, shape and elements. */
export const npyParts = (array: NdArray): Uint8Array<ArrayBuffer>[] => [npyHeader(array), elementBytes(array)];
