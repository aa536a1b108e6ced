// asc: assembly/ → build/kernels.wasm → build/generated/kernels.ts, bench/assembly/limits.ts → build/generated/limits.ts
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { deflateRawSync } from "node:zlib";
import { deflateAsync } from "@gfx/zopfli";
import asc from "assemblyscript/asc";

const LIMITS = "bench/assembly/limits.ts";

const textModule = (name, bytes) => `export const ${name}: string =\n  "${bytes.toString("base64")}";\n`;

export async function buildKernels() {
  await mkdir("build", { recursive: true });
  const { error, stderr } = await asc.main(["--config", "asconfig.json", "--target", "release"]);
  if (error) throw new Error(`asc: ${stderr.toString()}`);
  // Deflated before base64: gzip of a bundle finds nothing that repeats in the letters of base64, and less than deflate does in
  // hexadecimal digits.
  const deflated = await deflateAsync(await readFile("build/kernels.wasm"), {});
  await writeFile("build/generated/kernels.ts", textModule("KERNELS", Buffer.from(deflated)));
  const sources = await readdir("assembly", { recursive: true });
  return { inputs: ["asconfig.json", ...sources.filter((path) => path.endsWith(".ts")).map((path) => `assembly/${path}`)] };
}

/** What the benchmark holds kernels against; with flags that leave nothing undone. */
export async function buildLimits() {
  const source = await readFile(LIMITS, "utf8");
  const flags = { optimizeLevel: 3, shrinkLevel: 0, runtime: "stub", enable: ["simd"], noAssert: true };
  const { error, stderr, binary } = await asc.compileString({ "limits.ts": source }, flags);
  if (error) throw new Error(`asc: ${stderr}`);
  await writeFile("build/generated/limits.ts", textModule("LIMITS", Buffer.from(binary)));
  return { inputs: [LIMITS] };
}
