// npm run dev [-- --port N]: serves the pages and rebuilds what a change in the sources touches; reload the page to see it.
import { mkdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { context } from "esbuild";
import { HOST, listen, staticFiles } from "../../cli/server/static-server.mjs";
import { pageBundles, singleFileBundle, singleFilePages } from "../build/bundles.mjs";
import { generatedSteps } from "../build/generated.mjs";
import { copyPageFiles, writeSingleFilePage } from "../build/page-files.mjs";
import { Step } from "../build/step.mjs";
import { watchFolders } from "./watch-folders.mjs";

const OUT = "build/dev";
const WATCHED = ["src", "web", "assembly", "bench"];
const DEFAULT_PORT = 8000;
const readable = { minify: false, sourcemap: "linked", logLevel: "silent" };

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const { values } = parseArgs({ options: { port: { type: "string" } } });

/** Keeps a bundle between its builds, which takes half of their time. */
function bundleStep(name, options) {
  let bundle;
  return new Step(name, async () => {
    bundle ??= await context({ ...options, ...readable });
    const { metafile } = await bundle.rebuild();
    return { inputs: Object.keys(metafile.inputs) };
  });
}

function pageStep(page) {
  let bundle;
  return new Step(page.path, async () => {
    bundle ??= await context({ ...singleFileBundle(page.path), ...readable, sourcemap: false });
    const { metafile, outputFiles } = await bundle.rebuild();
    await writeSingleFilePage(page, outputFiles);
    return { inputs: [`web/${page.path}.html`, ...Object.keys(metafile.inputs)] };
  });
}

/** One line an error, as editors and terminals link it. */
const lineOf = ({ text, location }) => (location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text);

/** Brings the pages up to date, in order, and stops after an error or if there is a newer change. */
async function update(steps, isDirty = () => false) {
  try {
    await copyPageFiles(`${OUT}/web`);
    for (const step of steps) {
      const start = performance.now();
      if (await step.update()) console.log(`${step.name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
      if (isDirty()) return;
    }
  } catch (error) {
    console.error((error.errors?.map(lineOf) ?? [error.message]).join("\n"));
  }
}

/** The port that was asked for, or the default one, or a free one where that is taken. */
function open(server) {
  if (values.port !== undefined) return listen(server, Number(values.port));
  return listen(server, DEFAULT_PORT).catch(() => listen(server, 0));
}

await rm(OUT, { recursive: true, force: true });
await mkdir(`${OUT}/web`, { recursive: true });
const steps = [
  ...(await generatedSteps()),
  ...Object.entries(pageBundles(OUT)).map(([name, options]) => bundleStep(name, options)),
  ...singleFilePages(OUT).map(pageStep),
];
await update(steps);
await watchFolders(WATCHED, (isDirty) => update(steps, isDirty));
const port = await open(createServer(staticFiles(`${OUT}/web`)));
console.log(`ndpeek: viewer on http://${HOST}:${port}/, rebuilt when a source changes; reload the page to see it (Ctrl-C stops)`);
