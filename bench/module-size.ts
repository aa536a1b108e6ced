import { kernelBytes } from "../src/kernels/source.ts";
import type { Environment } from "./result.ts";

/** Of the kernels' module. */
export async function moduleSize(): Promise<Environment["module"]> {
  const module = new Blob([await kernelBytes()]);
  const packed = await new Response(module.stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  return { bytes: module.size, gzip: packed.byteLength };
}
