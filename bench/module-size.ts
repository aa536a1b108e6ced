import { fromHex } from "../src/from-hex.ts";
import { KERNELS_HEX } from "../src/kernels/bytes.generated.ts";
import type { Environment } from "./result.ts";

/** Of the kernels' module. */
export async function moduleSize(): Promise<Environment["module"]> {
  const module = new Blob([fromHex(KERNELS_HEX)]);
  const packed = await new Response(module.stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  return { bytes: module.size, gzip: packed.byteLength };
}
