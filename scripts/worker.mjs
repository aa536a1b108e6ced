// src/pool/worker.ts and what it needs → src/pool/worker-source.generated.ts: the text that a worker is started from.
import { writeFile } from "node:fs/promises";
import { build } from "esbuild";

export async function buildWorker() {
  const { outputFiles } = await build({
    entryPoints: ["src/pool/worker.ts"],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    minify: true,
    legalComments: "none",
  });
  const source = JSON.stringify(outputFiles[0].text.trim());
  await writeFile("src/pool/worker-source.generated.ts", `export const WORKER_SOURCE: string =\n  ${source};\n`);
}
