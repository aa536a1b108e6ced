import { KERNELS_HEX } from "../build/generated/kernels.ts";
import { fromHex } from "../src/base/from-hex.ts";
import type { Environment } from "./result.ts";

/** Of the kernels' module. */
export async function moduleSize(): Promise<Environment["module"]> {
  const module = new Blob([fromHex(KERNELS_HEX)]);
  const packed = await new Response(module.stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  return { bytes: module.size, gzip: packed.byteLength };
}
