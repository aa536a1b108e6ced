import type { NdArray } from "../src/index.ts";

/** A file of `data` under a header with this text, padded as NumPy pads. */
export function withHeader(text: string, data = new Uint8Array(48), version = [1, 0]): Uint8Array {
  const header = Buffer.from(`${text.padEnd(117)}\n`, "latin1");
  const length = Buffer.alloc(version[0] === 1 ? 2 : 4);
  length.writeUIntLE(header.length, 0, length.length);
  return new Uint8Array(Buffer.concat([Buffer.from("\x93NUMPY", "latin1"), Buffer.from(version), length, header, data]));
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  Float64Array: "<f8",
  Float32Array: "<f4",
  Uint8Array: "|u1",
  Uint16Array: "<u2",
};

/** The array as NumPy saves it. */
export function npyBytes({ data, shape }: NdArray): Uint8Array {
  const text = `{'descr': '${DESCRIPTIONS[data.constructor.name]}', 'fortran_order': False, 'shape': (${shape.join(", ")},), }`;
  return withHeader(text, new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength));
}
