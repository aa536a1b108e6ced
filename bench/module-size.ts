import { fromBase64 } from "../src/from-base64.ts";
import { KERNELS_BASE64 } from "../src/kernels/bytes.generated.ts";
import type { Environment } from "./result.ts";

/** Of the kernels' module. */
export async function moduleSize(): Promise<Environment["module"]> {
  const module = new Blob([fromBase64(KERNELS_BASE64)]);
  const packed = await new Response(module.stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  return { bytes: module.size, gzip: packed.byteLength };
}
