import { checkOptions } from "../base/checks.ts";
import { instantiate, type ModuleSource } from "../kernels/source.ts";
import { bindKernels, type Ndpeek } from "./ndpeek.ts";

/**
 * Compiles and instantiates the kernels: one instance a call, no hidden global.
 *
 * @example
 * const nd = await load();
 * const image = { data: new Float64Array(96 * 96).fill(1), shape: [96, 96] };
 * nd.gaussianFilter(image, 14.4).data[0]; // what scipy.ndimage.gaussian_filter gives
 */
export async function load(options?: { module?: ModuleSource }): Promise<Ndpeek> {
  return bindKernels(await instantiate(checkOptions(options, "options", ["module"]).module));
}
