// The worker's end: bundled into build/generated/blob-worker.ts.

import { instanceOf, type Kernels } from "../../kernels/instance.ts";
import { answerMessages } from "../../threads/answer.ts";
import { BlobKernel } from "../rows/blob-kernel.ts";
import { runTask } from "../rows/blob-tasks.ts";
import type { BlobSettings } from "../rows/settings.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

interface OpenRun {
  readonly settings: BlobSettings;
  readonly kernel: Promise<BlobKernel>;
}

const runs = new Map<number, OpenRun>();
let module: WebAssembly.Module;
/** That of the first run: a worker that cannot have one is of no use. */
let first: Kernels | undefined;

async function openKernel(settings: BlobSettings): Promise<BlobKernel> {
  const kernels = first ?? (await instanceOf(module));
  first = undefined;
  return new BlobKernel(kernels, settings);
}

async function answer(message: ToWorker): Promise<FromWorker | undefined> {
  if ("module" in message) {
    module = message.module;
    first = await instanceOf(module);
    return { ready: true };
  }
  if ("forget" in message) {
    runs.delete(message.forget);
    return undefined;
  }
  const { run, settings, task } = message;
  if (settings) runs.set(run, { settings, kernel: openKernel(settings) });
  const open = runs.get(run)!;
  return { result: runTask(await open.kernel, open.settings, task) };
}

answerMessages<ToWorker, FromWorker>((message) => answer(message).catch((error: unknown) => ({ error })));
