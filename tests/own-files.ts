// Files as a user drops them.
import type { NdArray } from "../src/index.ts";
import { npyBytes, withHeader } from "./npy-bytes.ts";

export const fileOf = (name: string, bytes: Uint8Array | string): File => new File([bytes as Uint8Array<ArrayBuffer>], name);

export const stackFile = (name: string, stack: NdArray): File => fileOf(name, npyBytes(stack));

/** A file of these bytes under NumPy's description of them. */
export function rawFile(name: string, descr: string, shape: readonly number[], bytes: Uint8Array, fortran = false): File {
  const order = fortran ? "True" : "False";
  return fileOf(
    name,
    withHeader(
      `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape.join(", ")},), }`,
      bytes as Uint8Array<ArrayBuffer>,
    ),
  );
}
