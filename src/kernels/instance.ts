import { Arena } from "./arena.ts";
import type { KernelExports } from "./exports.ts";
import { compile, type ModuleSource } from "./source.ts";

export interface Kernels {
  readonly call: KernelExports;
  readonly arena: Arena;
}

/** One instance of the kernels, with a memory of its own. */
export async function instantiate(source?: ModuleSource): Promise<Kernels> {
  const instance = await WebAssembly.instantiate(await compile(source), {});
  const call = instance.exports as unknown as KernelExports;
  if (typeof call.openCorrelatePlane !== "function") throw new TypeError("module: expected this version of ndpeek's kernels");
  return { call, arena: new Arena(call) };
}
