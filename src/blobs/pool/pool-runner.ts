import type { BlobTask, ResultOf } from "../rows/blob-tasks.ts";
import type { Runner } from "./runner.ts";
import type { Job, Run } from "./turns.ts";

/** What does the jobs of many runs. */
interface Hands {
  readonly workers: number;
  take(job: Job, urgent: boolean): void;
  /** Ends the jobs of a run. */
  leave(run: Run, reason: unknown): Promise<void>;
}

/** What a run has of a pool. */
export class PoolRunner implements Runner {
  readonly width: number;
  readonly #hands: Hands;
  readonly #run: Run;
  #closed: { readonly reason: unknown; readonly done: Promise<void> } | undefined;

  constructor(hands: Hands, run: Run) {
    this.width = hands.workers;
    this.#hands = hands;
    this.#run = run;
  }

  run<Task extends BlobTask>(task: Task, urgent = false): Promise<ResultOf<Task>> {
    if (this.#closed) return Promise.reject(this.#closed.reason);
    return new Promise<ResultOf<Task>>((resolve, reject) => {
      this.#hands.take({ run: this.#run, task, resolve, reject, deaths: 0 }, urgent);
    });
  }

  close(reason: unknown = new Error("the run is closed")): Promise<void> {
    this.#closed ??= { reason, done: this.#hands.leave(this.#run, reason) };
    return this.#closed.done;
  }
}
