// asc: assembly/ → build/kernels.wasm → build/generated/kernels.ts, bench/assembly/limits.ts → build/generated/limits.ts
import { mkdir, readFile, writeFile } from "node:fs/promises";
import asc from "assemblyscript/asc";

export async function buildKernels() {
  await mkdir("build", { recursive: true });
  const { error, stderr } = await asc.main(["--config", "asconfig.json", "--target", "release"]);
  if (error) throw new Error(`asc: ${stderr.toString()}`);
  // Not base64, whose letters are no bytes: gzip finds what repeats in hexadecimal digits, and makes a sixth less of them.
  const hex = (await readFile("build/kernels.wasm")).toString("hex");
  await writeFile("build/generated/kernels.ts", `export const KERNELS_HEX: string =\n  "${hex}";\n`);
}

/** What the benchmark holds kernels against; with flags that leave nothing undone. */
export async function buildLimits() {
  const source = await readFile("bench/assembly/limits.ts", "utf8");
  const flags = { optimizeLevel: 3, shrinkLevel: 0, runtime: "stub", enable: ["simd"], noAssert: true };
  const { error, stderr, binary } = await asc.compileString({ "limits.ts": source }, flags);
  if (error) throw new Error(`asc: ${stderr}`);
  const hex = Buffer.from(binary).toString("hex");
  await writeFile("build/generated/limits.ts", `export const LIMITS_HEX: string =\n  "${hex}";\n`);
}
