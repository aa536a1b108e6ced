// The steps that write build/generated/.
import { mkdir } from "node:fs/promises";
import { buildArimo } from "./arimo.mjs";
import { buildElementStyles } from "./element-styles.mjs";
import { buildFrames } from "./frames.mjs";
import { buildKernels, buildLimits } from "./kernels.mjs";
import { Step } from "./step.mjs";
import { buildThemes } from "./themes.mjs";
import { buildVegaCore } from "./vega-core.mjs";
import { buildWorkers } from "./workers.mjs";

async function buildFramesAndCore() {
  const frames = await buildFrames();
  const core = await buildVegaCore(frames.types);
  return { inputs: [...frames.inputs, ...core.inputs], metafile: core.metafile };
}

const STEPS = {
  kernels: buildKernels,
  limits: buildLimits,
  workers: buildWorkers,
  "element styles": buildElementStyles,
  themes: buildThemes,
  arimo: buildArimo,
  frames: buildFramesAndCore,
};

/** The steps in their order; those that bundle packages result in esbuild's `metafile`, too. */
export async function generatedSteps() {
  await mkdir("build/generated", { recursive: true });
  return Object.entries(STEPS).map(([name, run]) => new Step(name, run));
}
