// The worker's end of a channel, in a page as in Node.
import { nodeBuiltin } from "../base/node-builtin.ts";
import { buffersOf } from "./buffers.ts";

interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
}

interface NodePort extends Port {
  on(event: "message", listener: (message: never) => void): void;
}

/** Answers each message that comes to this worker, unless there is nothing to say. */
export function answerMessages<To, From>(answer: (message: To) => Promise<From | undefined>): void {
  const inNode = nodeBuiltin<{ parentPort: NodePort }>("node:worker_threads")?.parentPort;
  const port: Port = inNode ?? (globalThis as unknown as Port);
  const listen = async (message: To): Promise<void> => {
    const reply = await answer(message);
    if (reply !== undefined) port.postMessage(reply, buffersOf(reply));
  };
  if (inNode) inNode.on("message", listen);
  else globalThis.addEventListener("message", ({ data }: MessageEvent<To>) => void listen(data));
}
