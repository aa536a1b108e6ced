// A thread that works on one stack: a worker, or where there are none this one.

import { STACK_WORKER_SOURCE } from "../../build/generated/stack-worker.ts";
import { nextTurn } from "../base/turn.ts";
import { instanceOf } from "../kernels/instance.ts";
import { bindKernels } from "../ndimage/ndpeek.ts";
import { type Channel, openChannel } from "../threads/channel.ts";
import type { FromStackWorker, ToStackWorker } from "./stack-messages.ts";
import { type ResultOf, type StackTask, StackWork } from "./stack-tasks.ts";

export interface StackThread {
  /** Elements that a task should have about: this thread has to have turns for others. */
  readonly elements: number;
  run<Task extends StackTask>(task: Task): Promise<ResultOf<Task>>;
  /** Ends it at once; tasks that are not done reject with the reason. */
  close(reason: unknown): void;
}

const WORKER_ELEMENTS = 1 << 20;
const INLINE_ELEMENTS = 1 << 16;
/** How long a worker may take until its first sign. */
const START_MILLISECONDS = 10_000;

interface Job {
  resolve(result: never): void;
  reject(reason: unknown): void;
}

class WorkerThread implements StackThread {
  readonly elements = WORKER_ELEMENTS;
  readonly #channel: Channel<ToStackWorker> | undefined;
  readonly #jobs = new Map<number, Job>();
  #next = 0;
  #closed: { reason: unknown } | undefined;

  private constructor(started: Job) {
    const timer = setTimeout(() => end(new Error("workers: it did not answer")), START_MILLISECONDS);
    const end = (reason: unknown): void => {
      clearTimeout(timer);
      started.reject(reason);
      this.close(reason);
    };
    this.#channel = openChannel<ToStackWorker, FromStackWorker>(STACK_WORKER_SOURCE, {
      message: (message) => {
        if ("ready" in message) {
          clearTimeout(timer);
          started.resolve(undefined as never);
        } else if ("failed" in message) end(message.failed);
        else this.#settle(message);
      },
      death: (reason) => end(new Error(`workers: ${reason}`)),
    });
    if (this.#channel === undefined) queueMicrotask(() => end(new Error("workers: there are none here")));
  }

  /** Rejects where it does not come to life: workers may be forbidden. */
  static async open(module: WebAssembly.Module, file: Blob): Promise<WorkerThread> {
    let thread: WorkerThread | undefined;
    await new Promise<void>((resolve, reject) => {
      thread = new WorkerThread({ resolve, reject });
      thread.#channel?.post({ module, file });
    });
    return thread!;
  }

  #settle(message: Exclude<FromStackWorker, { ready: true } | { failed: unknown }>): void {
    const job = this.#jobs.get(message.id);
    this.#jobs.delete(message.id);
    if ("error" in message) job?.reject(message.error);
    else job?.resolve(message.result as never);
  }

  run<Task extends StackTask>(task: Task): Promise<ResultOf<Task>> {
    if (this.#closed) return Promise.reject(this.#closed.reason);
    return new Promise<ResultOf<Task>>((resolve, reject) => {
      const id = this.#next++;
      this.#jobs.set(id, { resolve, reject });
      this.#channel!.post({ id, task });
    });
  }

  close(reason: unknown): void {
    if (this.#closed) return;
    this.#closed = { reason };
    void this.#channel?.close();
    for (const { reject } of this.#jobs.values()) reject(reason);
    this.#jobs.clear();
  }
}

class InlineThread implements StackThread {
  readonly elements = INLINE_ELEMENTS;
  readonly #work: StackWork;
  #closed: { reason: unknown } | undefined;

  constructor(work: StackWork) {
    this.#work = work;
  }

  async run<Task extends StackTask>(task: Task): Promise<ResultOf<Task>> {
    await nextTurn();
    this.#checkOpen();
    const result = await this.#work.do(task);
    this.#checkOpen();
    return result;
  }

  #checkOpen(): void {
    if (this.#closed) throw this.#closed.reason;
  }

  close(reason: unknown): void {
    this.#closed ??= { reason };
  }
}

/** Threads for a stack: so many workers; where these are forbidden this thread, which is one. */
export async function openStackThreads(module: WebAssembly.Module, file: Blob, count: number): Promise<StackThread[]> {
  const opened = await Promise.allSettled(Array.from({ length: count }, () => WorkerThread.open(module, file)));
  const threads = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  return threads.length > 0 ? threads : [new InlineThread(new StackWork(bindKernels(await instanceOf(module)), file))];
}
