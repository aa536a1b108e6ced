// The worker's end: bundled into src/pool/worker-source.generated.ts.
import { runTask } from "../blob-tasks.ts";
import { BlobKernel } from "../kernels/blob-kernel.ts";
import { instanceOf } from "../kernels/instance.ts";
import type { BlobSettings } from "../options.ts";
import { answerMessages } from "./answer.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

let kernel: BlobKernel;
let settings: BlobSettings;

async function answer(message: ToWorker): Promise<FromWorker> {
  if ("task" in message) return { result: runTask(kernel, settings, message.task) };
  settings = message.settings;
  kernel = new BlobKernel(await instanceOf(message.module), settings);
  return { ready: true };
}

answerMessages<ToWorker, FromWorker>((message) => answer(message).catch((error: unknown) => ({ error })));
