// Makes all of dist/: the library, the tooltip, the command, the pages and the types.
import { chmod, copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { copyArimo } from "./arimo.mjs";
import { packageBundles, pageBundles, singleFileBundle, singleFilePages } from "./bundles.mjs";
import { generatedSteps } from "./generated.mjs";
import { licences } from "./licences.mjs";
import { copyPageFiles, writeSingleFilePage } from "./page-files.mjs";
import { buildTypes } from "./types.mjs";

const OUT = "dist";

await rm(OUT, { recursive: true, force: true });
await mkdir(`${OUT}/web`, { recursive: true });
const steps = await generatedSteps();
for (const step of steps) await step.update();
await copyFile("build/kernels.wasm", `${OUT}/kernels.wasm`);

const metafiles = steps.flatMap(({ result }) => result.metafile ?? []);
for (const options of Object.values({ ...packageBundles(OUT), ...pageBundles(OUT) })) {
  metafiles.push((await build(options)).metafile);
}
for (const page of singleFilePages(OUT)) {
  const { metafile, outputFiles } = await build(singleFileBundle(page.path));
  await writeSingleFilePage(page, outputFiles);
  metafiles.push(metafile);
}
await chmod(`${OUT}/cli.js`, 0o755);
await copyArimo(`${OUT}/cli/fonts`);
await copyFile("bench/node/native.py", `${OUT}/native.py`);
await copyPageFiles(`${OUT}/web`);
await writeFile(`${OUT}/THIRD-PARTY-LICENCES.txt`, await licences(metafiles));
await buildTypes(OUT);
