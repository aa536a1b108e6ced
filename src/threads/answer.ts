// The worker's end of a WorkerThread, in a page as in Node.
import { nodeBuiltin } from "../base/node-builtin.ts";
import { buffersOf } from "./buffers.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
}

interface NodePort extends Port {
  on(event: "message", listener: (message: never) => void): void;
}

/** What a worker does with its messages. */
export interface TaskHandler<Task, Result, Notice = never> {
  run(task: Task): Result | Promise<Result>;
  /** Must not throw, because nobody waits for it. */
  onNotice?(notice: Notice): void;
}

/**
 * Answers the messages of this worker's WorkerThread. `open` turns the setup into the handler of
 * all that follows.
 */
export function answerTasks<Setup, Task, Result, Notice = never>(
  open: (setup: Setup) => Promise<TaskHandler<Task, Result, Notice>>,
): void {
  const inNode = nodeBuiltin<{ parentPort: NodePort }>("node:worker_threads")?.parentPort;
  const port: Port = inNode ?? (globalThis as unknown as Port);
  const reply = (message: FromWorker<Result>): void => port.postMessage(message, buffersOf(message));
  let handler: Promise<TaskHandler<Task, Result, Notice>>;

  const outcomeOf = async (id: number, task: Task): Promise<FromWorker<Result>> => {
    try {
      return { id, result: await (await handler).run(task) };
    } catch (error) {
      return { id, error };
    }
  };
  const runTask = async (id: number, task: Task): Promise<void> => {
    const outcome = await outcomeOf(id, task);
    try {
      reply(outcome);
    } catch (error) {
      // In Node a DOMException arrives without its message.
      reply({ id, error: new TypeError(`workers: ${(error as Error).message}`) });
    }
  };
  const listen = async (message: ToWorker<Setup, Task, Notice>): Promise<void> => {
    if ("setup" in message) {
      handler = open(message.setup);
      await handler.then(
        () => reply({ ready: true }),
        (failed: unknown) => reply({ failed }),
      );
    } else if ("task" in message) await runTask(message.id, message.task);
    else (await handler).onNotice?.(message.notice);
  };
  if (inNode) inNode.on("message", listen);
  else globalThis.addEventListener("message", ({ data }: MessageEvent) => void listen(data));
}
