// asc: assembly/ → build/kernels.wasm → src/kernels/bytes.generated.ts
import { mkdir, readFile, writeFile } from "node:fs/promises";
import asc from "assemblyscript/asc";

export async function buildKernels() {
  await mkdir("build", { recursive: true });
  const { error, stderr } = await asc.main(["--config", "asconfig.json", "--target", "release"]);
  if (error) throw new Error(`asc: ${stderr.toString()}`);
  const base64 = (await readFile("build/kernels.wasm")).toString("base64");
  await writeFile("src/kernels/bytes.generated.ts", `export const KERNELS_BASE64: string =\n  "${base64}";\n`);
}
