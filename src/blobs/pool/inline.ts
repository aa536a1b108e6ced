import { nextTurn } from "../../base/turn.ts";
import type { BlobKernel } from "../rows/blob-kernel.ts";
import { type BlobTask, type ResultOf, runTask } from "../rows/blob-tasks.ts";
import type { BlobSettings } from "../rows/settings.ts";
import type { Runner } from "./runner.ts";

/** Runs tasks on this thread, which has a turn for others before each. `stop` ends it as `close` does. */
export class InlineRunner implements Runner {
  readonly width = 1;
  readonly #kernel: BlobKernel;
  readonly #settings: BlobSettings;
  readonly #stop: AbortSignal;
  #closed: { reason: unknown } | undefined;

  constructor(kernel: BlobKernel, settings: BlobSettings, stop: AbortSignal) {
    this.#kernel = kernel;
    this.#settings = settings;
    this.#stop = stop;
  }

  async run<Task extends BlobTask>(task: Task): Promise<ResultOf<Task>> {
    await nextTurn();
    if (this.#closed) throw this.#closed.reason;
    this.#stop.throwIfAborted();
    return runTask(this.#kernel, this.#settings, task);
  }

  async close(reason: unknown = new Error("the run is closed")): Promise<void> {
    this.#closed ??= { reason };
  }
}
