// The worker's end: bundled into src/pool/worker-source.generated.ts.
import { runTask } from "../blob-tasks.ts";
import { BlobKernel } from "../kernels/blob-kernel.ts";
import { instanceOf, type Kernels } from "../kernels/instance.ts";
import type { BlobSettings } from "../options.ts";
import { answerMessages } from "./answer.ts";
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
