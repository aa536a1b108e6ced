// What SciPy and NumPy make of the cases: scripts/bench-oracle.mjs has asked them, on plain x86-64 code paths, whose bits are the same everywhere.
import type { BenchCase } from "./cases.ts";
import type { Task } from "./entry.ts";
import recorded from "./oracle.json" with { type: "json" };

interface Digests {
  /** sha256 of the input's bytes; null where there is none. */
  readonly input: string | null;
  readonly output: string;
}

const { versions, digests } = recorded as { readonly versions: string; readonly digests: Readonly<Record<string, Digests>> };

async function sha256({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(buffer, byteOffset, byteLength));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Why SciPy has nothing to say of a case. */
function unrecorded(one: BenchCase): string | undefined {
  if (one.kernel === "png") return "checked: every pixel, as decoders read it";
  if (one.kernel === "page") return "checked: what the page says of its areas";
  if (one.kernel === "pool" || one.kernel === "program" || (one.kernel === "rows" && one.operation === "lengths"))
    return "checked: this library's in one thread";
  if (one.kernel === "gaussian" && one.precision) return "SciPy has only double precision inside: the error of each is told";
  // Pages of hosts without HTTPS have no digests.
  return globalThis.crypto?.subtle === undefined ? "not held against SciPy's: no digests on a host without HTTPS" : undefined;
}

/** Holds a case's input and exact result against NumPy's and SciPy's, every bit; says so, or throws. */
export async function oracle(one: BenchCase, { input, expected }: Task): Promise<string> {
  const without = unrecorded(one);
  if (without !== undefined) return without;
  const { name } = one;
  if (input && digests[name]!.input !== (await sha256(input.data as ArrayBufferView<ArrayBuffer>)))
    throw new Error(`${name}: the input is not NumPy's`);
  if (digests[name]!.output !== (await sha256(expected as ArrayBufferView<ArrayBuffer>)))
    throw new Error(`${name}: the result is not SciPy's`);
  const what = one.kernel === "rows" && one.operation === "images" ? "every number of the table" : "every bit";
  return `checked: ${what} that of ${versions}`;
}

/** Whether SciPy's digests of a case are there to be had. */
export const isRecorded = (one: BenchCase): boolean => unrecorded(one) === undefined;
