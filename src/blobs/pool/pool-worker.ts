import { WORKER_SOURCE } from "../../../build/generated/blob-worker.ts";
import { WorkerThread } from "../../threads/worker-thread.ts";
import type { PoolSetup, RunNotice, RunResult, RunTask } from "./messages.ts";
import type { Job, Run } from "./turns.ts";

/** How long a worker stays without a job. */
const IDLE_MILLISECONDS = 5_000;

interface WorkerEvents {
  /** It has no job: for the first time, or again. */
  free(): void;
  /** It had no job for so long that it may go. */
  idle(): void;
  /** Comes once, and no event follows it. The job that it had is still its `job`. */
  death(reason: string): void;
}

/** One worker of a pool, and the job that it has. */
export class PoolWorker {
  job: Job | undefined;
  readonly #thread: WorkerThread<PoolSetup, RunTask, RunResult, RunNotice>;
  readonly #events: WorkerEvents;
  readonly #knownRuns = new Set<Run>();
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(module: WebAssembly.Module, events: WorkerEvents) {
    this.#events = events;
    this.#thread = new WorkerThread(WORKER_SOURCE, { module }, (reason) => events.death(reason));
    this.#thread.started.then(
      () => this.#rest(),
      () => {},
    );
  }

  /** Resolves when the worker is ready; rejects if it dies before. */
  get started(): Promise<void> {
    return this.#thread.started;
  }

  get isReady(): boolean {
    return this.#thread.isReady;
  }

  /** To be called when it is free. Settles the job, unless the pool closes this worker before. */
  async start(job: Job): Promise<void> {
    this.job = job;
    clearTimeout(this.#idleTimer);
    const [outcome] = await Promise.allSettled([this.#run(job)]);
    if (this.#isClosed) return;
    this.job = undefined;
    if (outcome.status === "fulfilled") job.resolve(outcome.value as never);
    else job.reject(outcome.reason);
    this.#rest();
  }

  async #run({ run, task }: Job): Promise<RunResult> {
    if (!this.#knownRuns.has(run)) {
      this.#thread.notify({ open: run.id, settings: run.settings });
      this.#knownRuns.add(run);
    }
    return this.#thread.run({ run: run.id, task });
  }

  #rest(): void {
    if (this.#isClosed) return;
    this.#idleTimer = setTimeout(() => this.#events.idle(), IDLE_MILLISECONDS);
    (this.#idleTimer as { unref?(): void }).unref?.();
    this.#events.free();
  }

  /** Lets go of what it has of a run. */
  forget(run: Run): void {
    if (this.#knownRuns.delete(run)) this.#thread.notify({ forget: run.id });
  }

  /** Ends it at once; its job is the pool's to settle. Resolves when the worker is gone. */
  close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idleTimer);
    return this.#thread.close(new Error("workers: it was closed"));
  }
}
