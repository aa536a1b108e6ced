import { untilAborted } from "../../base/abort.ts";
import { wrongKind } from "../../base/checks.ts";
import { instanceOf } from "../../kernels/instance.ts";
import { compile, type ModuleSource } from "../../kernels/source.ts";
import { BlobKernel } from "../rows/blob-kernel.ts";
import type { BlobSettings } from "../rows/settings.ts";
import { InlineRunner } from "./inline.ts";
import { PoolRunner } from "./pool-runner.ts";
import { PoolWorker } from "./pool-worker.ts";
import type { Runner } from "./runner.ts";
import { type Job, type Run, Turns } from "./turns.ts";

/** Workers that runs share; see `openWorkers`. */
export interface WorkerPool {
  /** How many there may be at the same time. */
  readonly workers: number;
  /** Ends the workers, and with an error the runs under way; sets that are made live on. Resolves when no worker is left. */
  close(): Promise<void>;
}

/**
 * Workers that take tasks of runs in turn. They are started as tasks come for them, and go when there are none for a while. One that
 * dies at work is replaced, and its task is done again, once. Where none comes to life, the tasks that wait are rejected.
 */
export class Pool implements WorkerPool {
  readonly workers: number;
  readonly #source: ModuleSource | undefined;
  readonly #poolWorkers = new Set<PoolWorker>();
  /** The last one has worked last, so that those go that are not needed. */
  readonly #free: PoolWorker[] = [];
  readonly #turns = new Turns();
  readonly #stop = new AbortController();
  #compiling: Promise<WebAssembly.Module> | undefined;
  #module: WebAssembly.Module | undefined;
  #runs = 0;
  /** Whether workers can be had here: not known until the first has come to life, or has not. */
  #canStart: boolean | undefined;
  #closing: Promise<unknown> | undefined;

  constructor(workers: number, source: ModuleSource | undefined) {
    this.workers = workers;
    this.#source = source;
  }

  /**
   * Kernels on this thread for a run, and threads for its tasks: the workers, or this thread where there are none, and for a `small` run
   * unless one is at hand.
   */
  async open(
    settings: BlobSettings,
    small: boolean,
    signal: AbortSignal | undefined,
  ): Promise<{ kernel: BlobKernel; runner: Runner }> {
    const { signal: stop } = this.#stop;
    stop.throwIfAborted();
    const module = await untilAborted(this.#compile(), signal);
    const kernel = new BlobKernel(await instanceOf(module), settings);
    stop.throwIfAborted();
    const shared = (!small || this.#free.length > 0) && (await untilAborted(this.#wake(module), signal));
    stop.throwIfAborted();
    const runner = shared ? new PoolRunner(this, { id: this.#runs++, settings }) : new InlineRunner(kernel, settings, stop);
    return { kernel, runner };
  }

  /** Once for all runs, and again only where that failed. */
  #compile(): Promise<WebAssembly.Module> {
    this.#compiling ??= compile(this.#source, this.#stop.signal).catch((error: unknown) => {
      this.#compiling = undefined;
      throw error;
    });
    return this.#compiling;
  }

  /** Whether there is a worker: at once, or when one has come to life. */
  async #wake(module: WebAssembly.Module): Promise<boolean> {
    this.#module = module;
    if (this.workers === 0 || this.#canStart === false) return false;
    if (this.#poolWorkers.size === 0) this.#add();
    try {
      await untilAborted(Promise.any(Array.from(this.#poolWorkers, ({ started }) => started)), this.#stop.signal);
      this.#canStart = true;
    } catch {
      this.#canStart ??= false;
      return false;
    }
    return true;
  }

  #add(): void {
    const worker: PoolWorker = new PoolWorker(this.#module!, {
      free: () => this.#give(worker),
      idle: () => void this.#remove(worker),
      death: (reason) => this.#lose(worker, reason),
    });
    this.#poolWorkers.add(worker);
  }

  /** Starts one more for the tasks that wait, where there may be more. */
  #grow(): void {
    if (this.#turns.size > 0 && this.#poolWorkers.size < this.workers) this.#add();
  }

  #give(worker: PoolWorker): void {
    const job = this.#turns.next();
    if (job) void worker.start(job);
    else this.#free.push(worker);
  }

  #remove(worker: PoolWorker): Promise<void> {
    this.#poolWorkers.delete(worker);
    const at = this.#free.indexOf(worker);
    if (at >= 0) this.#free.splice(at, 1);
    return worker.close();
  }

  #lose(worker: PoolWorker, reason: string): void {
    if (!this.#poolWorkers.has(worker)) return;
    void this.#remove(worker);
    const { job } = worker;
    if (job && ++job.deaths > 1) {
      job.reject(new Error(`workers: two died one after the other over the same ${job.task.kind} (${reason})`));
    } else if (job) {
      this.#turns.add(job, true);
    }
    // One that never came to life is not tried again.
    if (worker.isReady) this.#grow();
    else if (this.#poolWorkers.size === 0) {
      for (const waiting of this.#turns.takeAll()) waiting.reject(new Error(`workers: ${reason}`));
    }
  }

  /** Has a job done, by a worker that is free or by the next one. */
  take(job: Job, urgent: boolean): void {
    if (this.#closing) {
      job.reject(this.#stop.signal.reason);
      return;
    }
    const worker = this.#free.pop();
    if (worker) {
      void worker.start(job);
    } else {
      this.#turns.add(job, urgent);
      this.#grow();
    }
  }

  /** Ends the jobs of a run, and workers with those that are at one; resolves when these are gone. */
  async leave(run: Run, reason: unknown): Promise<void> {
    const jobs = this.#turns.take(run);
    const ended: Promise<void>[] = [];
    for (const worker of this.#poolWorkers) {
      if (worker.job?.run === run) {
        jobs.push(worker.job);
        ended.push(this.#remove(worker));
      } else {
        worker.forget(run);
      }
    }
    for (const job of jobs) job.reject(reason);
    for (let i = Math.min(ended.length, this.#turns.size); i > 0; i--) this.#grow();
    await Promise.all(ended);
  }

  async close(): Promise<void> {
    if (this.#closing === undefined) {
      const reason = new Error("the pool is closed");
      const poolWorkers = [...this.#poolWorkers];
      const jobs = [...this.#turns.takeAll(), ...poolWorkers.flatMap(({ job }) => job ?? [])];
      this.#closing = Promise.all(poolWorkers.map((worker) => this.#remove(worker)));
      this.#stop.abort(reason);
      for (const job of jobs) job.reject(reason);
    }
    await this.#closing;
  }
}

/** The pool that an option names. */
export function poolOf(pool: WorkerPool): Pool {
  if (!(pool instanceof Pool)) throw wrongKind("pool", "what openWorkers gave", pool);
  return pool;
}
