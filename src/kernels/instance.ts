import { Arena } from "./arena.ts";
import type { KernelExports } from "./exports.ts";

export interface Kernels {
  readonly call: KernelExports;
  readonly arena: Arena;
}

/** One instance of the compiled kernels, with a memory of its own. */
export async function instanceOf(module: WebAssembly.Module): Promise<Kernels> {
  const { exports } = await WebAssembly.instantiate(module, {});
  const call = exports as unknown as KernelExports;
  if (typeof call.openBlobs !== "function") throw new TypeError("module: expected this version of ndpeek's kernels");
  return { call, arena: new Arena(call) };
}
