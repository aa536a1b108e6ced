import { Arena } from "./arena.ts";
import type { KernelExports } from "./exports.ts";

export interface Kernels {
  readonly call: KernelExports;
  readonly arena: Arena;
}

/** One instance of the compiled kernels, with a memory of its own. */
export async function instanceOf(module: WebAssembly.Module): Promise<Kernels> {
  return kernelsOf(await WebAssembly.instantiate(module, {}));
}

/** The same at once: a page's main thread is held up for as long as that takes. */
export const instanceNow = (module: WebAssembly.Module): Kernels => kernelsOf(new WebAssembly.Instance(module, {}));

function kernelsOf({ exports }: WebAssembly.Instance): Kernels {
  const call = exports as unknown as KernelExports;
  if (typeof call.openBlobs !== "function") throw new TypeError("module: expected this version of ndpeek's kernels");
  return { call, arena: new Arena(call) };
}
