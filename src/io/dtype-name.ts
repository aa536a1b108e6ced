import { NAMED_DTYPES, type NamedDtype } from "../base/dtype.ts";
import type { ElementType } from "./npy-header.ts";

const KINDS = { b: "bool", i: "int", u: "uint", f: "float" } as const;

/** NumPy's name for an element type: `bool`, `uint16`; `>f4` where its bytes come the other way round. */
export function dtypeName({ kind, size, bigEndian }: ElementType): string {
  if (kind === "b") return KINDS.b;
  return bigEndian && size > 1 ? `>${kind}${size}` : `${KINDS[kind]}${8 * size}`;
}

/**
 * What an array has to say of numbers of the type, if its data cannot; in either order of bytes.
 */
export function namedDtype(type: ElementType): NamedDtype | undefined {
  const name = dtypeName({ ...type, bigEndian: false });
  return NAMED_DTYPES.find((one) => one === name);
}
