// The files of build/generated/: the steps that write them, and which of these are out of date.
import { createHash } from "node:crypto";
import { mkdir, readFile, stat } from "node:fs/promises";
import { buildArimo } from "./arimo.mjs";
import { buildElementStyles } from "./element-styles.mjs";
import { buildFrames } from "./frames.mjs";
import { buildKernels, buildLimits } from "./kernels.mjs";
import { buildThemes } from "./themes.mjs";
import { buildVegaCore } from "./vega-core.mjs";
import { buildWorkers } from "./workers.mjs";

/** Each step resolves with the files that it has read (`inputs`), and with esbuild's `metafile` where it bundles packages. */
const STEPS = {
  kernels: buildKernels,
  limits: buildLimits,
  workers: buildWorkers,
  "element styles": buildElementStyles,
  themes: buildThemes,
  arimo: buildArimo,
  async frames() {
    const frames = await buildFrames();
    const core = await buildVegaCore(frames.types);
    return { inputs: [...frames.inputs, ...core.inputs], metafile: core.metafile };
  },
};

async function digestOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(`${path}\0`).update(await readFile(path).catch(() => "gone"));
  return hash.digest("hex");
}

/** Whether a file was written since then, so that a step may have read it as it was before. */
async function isNewer(path, time) {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return mtimeMs >= time;
}

/** Keeps build/generated/ up to date: a step runs again only where a file that it has read is another now. */
export class GeneratedFiles {
  #done = new Map();

  /** Runs what is out of date, at first all; resolves with the names of the steps that ran. */
  async update() {
    await mkdir("build/generated", { recursive: true });
    const names = [];
    for (const [name, run] of Object.entries(STEPS)) {
      const done = this.#done.get(name);
      if (done && done.digest === (await digestOf(done.inputs))) continue;
      await this.#run(name, run);
      names.push(name);
    }
    return names;
  }

  async #run(name, run) {
    const start = Date.now();
    const { inputs, metafile } = await run();
    const changed = await Promise.all(inputs.map((path) => isNewer(path, start)));
    this.#done.set(name, { inputs, metafile, digest: changed.includes(true) ? "" : await digestOf(inputs) });
  }

  /** What esbuild says of the packages in these files. */
  get metafiles() {
    return [...this.#done.values()].flatMap(({ metafile }) => metafile ?? []);
  }
}
