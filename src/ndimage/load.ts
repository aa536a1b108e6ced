import { checkOptions } from "../base/checks.ts";
import { instantiate, type ModuleSource } from "../kernels/source.ts";
import { bindKernels, type Ndpeek } from "./ndpeek.ts";

/**
 * Compiles and instantiates the kernels: one instance a call, no hidden global.
 *
 * `module`: where the kernels come from. Default: the copy inside the package, which is deflated: a browser older than Chrome 103,
 * Firefox 113 and Safari 16.4 cannot inflate it, and needs `ndpeek/kernels.wasm` here.
 *
 * @example
 * const nd = await load();
 * const image = { data: new Float64Array(96 * 96).fill(1), shape: [96, 96] };
 * nd.gaussianFilter(image, 14.4).data[0]; // what scipy.ndimage.gaussian_filter gives
 */
export async function load(options?: { module?: ModuleSource }): Promise<Ndpeek> {
  return bindKernels(await instantiate(checkOptions(options, "options", ["module"]).module));
}
