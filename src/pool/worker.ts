// The worker's end: bundled into src/pool/worker-source.generated.ts.
import { runTask } from "../blob-tasks.ts";
import { BlobKernel } from "../kernels/blob-kernel.ts";
import { instanceOf } from "../kernels/instance.ts";
import { nodeBuiltin } from "../node-builtin.ts";
import type { BlobSettings } from "../options.ts";
import { buffersOf, type FromWorker, type ToWorker } from "./messages.ts";

interface Port {
  postMessage(message: FromWorker, transfer: ArrayBuffer[]): void;
}

interface NodePort extends Port {
  on(event: "message", listener: (message: ToWorker) => void): void;
}

const inNode = nodeBuiltin<{ parentPort: NodePort }>("node:worker_threads")?.parentPort;
const port: Port = inNode ?? (globalThis as unknown as Port);
let kernel: BlobKernel;
let settings: BlobSettings;

async function answer(message: ToWorker): Promise<FromWorker> {
  if ("task" in message) return { result: runTask(kernel, settings, message.task) };
  settings = message.settings;
  kernel = new BlobKernel(await instanceOf(message.module), settings);
  return { ready: true };
}

async function listen(message: ToWorker): Promise<void> {
  let reply: FromWorker;
  try {
    reply = await answer(message);
  } catch (error) {
    reply = { error };
  }
  port.postMessage(reply, buffersOf(reply));
}

if (inNode) inNode.on("message", listen);
else globalThis.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => void listen(data));
