// A thread that works on one stack: a worker, or where there are none this one.

import { STACK_WORKER_SOURCE } from "../../build/generated/stack-worker.ts";
import { nextTurn } from "../base/turn.ts";
import { instanceOf } from "../kernels/instance.ts";
import { bindKernels } from "../ndimage/ndpeek.ts";
import { WorkerThread } from "../threads/worker-thread.ts";
import { type ResultOf, type StackResult, type StackSetup, type StackTask, StackWork } from "./stack-tasks.ts";

export interface StackThread {
  /** Elements that a task should have about: this thread has to have turns for others. */
  readonly elements: number;
  run<Task extends StackTask>(task: Task): Promise<ResultOf<Task>>;
  /** Ends it at once; tasks that are not done reject with the reason. */
  close(reason: unknown): void;
}

const WORKER_ELEMENTS = 1 << 20;
const INLINE_ELEMENTS = 1 << 16;
class StackWorkerThread implements StackThread {
  readonly elements = WORKER_ELEMENTS;
  readonly #worker: WorkerThread<StackSetup, StackTask, StackResult>;

  private constructor(worker: WorkerThread<StackSetup, StackTask, StackResult>) {
    this.#worker = worker;
  }

  /** Rejects if the worker does not come to life: workers may be forbidden. */
  static async open(module: WebAssembly.Module, file: Blob): Promise<StackWorkerThread> {
    // A worker that dies later has its tasks rejected.
    const worker = new WorkerThread<StackSetup, StackTask, StackResult>(STACK_WORKER_SOURCE, { module, file }, () => {});
    await worker.started;
    return new StackWorkerThread(worker);
  }

  run<Task extends StackTask>(task: Task): Promise<ResultOf<Task>> {
    return this.#worker.run(task) as Promise<ResultOf<Task>>;
  }

  close(reason: unknown): void {
    void this.#worker.close(reason);
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
  const opened = await Promise.allSettled(Array.from({ length: count }, () => StackWorkerThread.open(module, file)));
  const threads = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  return threads.length > 0 ? threads : [new InlineThread(new StackWork(bindKernels(await instanceOf(module)), file))];
}
