// Workers and what they need → texts that workers are started from.
import { writeFile } from "node:fs/promises";
import { build } from "esbuild";

const WORKERS = [
  { entry: "src/blobs/pool/worker.ts", to: "build/generated/blob-worker.ts", name: "WORKER_SOURCE" },
  { entry: "src/stacks/stack-worker.ts", to: "build/generated/stack-worker.ts", name: "STACK_WORKER_SOURCE" },
];

async function buildOne({ entry, to, name }) {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    minify: true,
    legalComments: "none",
    metafile: true,
  });
  const source = JSON.stringify(outputFiles[0].text.trim());
  await writeFile(to, `export const ${name}: string =\n  ${source};\n`);
  return Object.keys(metafile.inputs);
}

export async function buildWorkers() {
  const inputs = await Promise.all(WORKERS.map(buildOne));
  return { inputs: inputs.flat() };
}
