import { WORKER_SOURCE } from "../../../build/generated/blob-worker.ts";
import { type Channel, openChannel } from "../../threads/channel.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import type { Job, Run } from "./turns.ts";

/** How long a worker may take until its first sign. */
const START_MILLISECONDS = 10_000;
/** How long one stays without work. */
const IDLE_MILLISECONDS = 5_000;

interface Told {
  /** It has nothing to do: for the first time, or again. */
  free(): void;
  /** It had nothing to do for so long that it may go. */
  idle(): void;
  /** Once, and nothing after it. */
  death(reason: string): void;
}

/** One worker and its job. Without a job it keeps no program alive. */
export class Member {
  job: Job | undefined;
  isReady = false;
  /** Resolves with its first sign; rejects where it dies before. */
  readonly started: Promise<void>;
  readonly #told: Told;
  readonly #channel: Channel<ToWorker> | undefined;
  readonly #knows = new Set<Run>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(module: WebAssembly.Module, told: Told) {
    this.#told = told;
    let start = (): void => {};
    let die = (_reason: string): void => {};
    this.started = new Promise((resolve, reject) => {
      start = resolve;
      die = (reason) => {
        told.death(reason);
        reject(new Error(`workers: ${reason}`));
      };
    });
    // Whoever waits for it hears of it.
    this.started.catch(() => {});
    this.#timer = setTimeout(() => die("it did not answer"), START_MILLISECONDS);
    this.#channel = openChannel<ToWorker, FromWorker>(WORKER_SOURCE, {
      message: (message) => {
        if ("ready" in message) {
          this.isReady = true;
          start();
          this.#rest();
        } else if (this.job === undefined) {
          die("error" in message ? String(message.error) : "it spoke out of turn");
        } else {
          const { job } = this;
          this.job = undefined;
          if ("error" in message) job.reject(message.error);
          else job.resolve(message.result as never);
          this.#rest();
        }
      },
      death: die,
    });
    if (this.#channel === undefined) queueMicrotask(() => die("there are no workers here"));
    else this.#channel.post({ module });
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#channel!.hold(false);
    this.#timer = setTimeout(() => this.#told.idle(), IDLE_MILLISECONDS);
    (this.#timer as { unref?(): void }).unref?.();
    this.#told.free();
  }

  start(job: Job): void {
    const { run, task } = job;
    this.job = job;
    clearTimeout(this.#timer);
    this.#channel!.hold(true);
    try {
      this.#channel!.post({ run: run.id, ...(!this.#knows.has(run) && { settings: run.settings }), task });
      this.#knows.add(run);
    } catch (error) {
      this.job = undefined;
      job.reject(error);
      this.#rest();
    }
  }

  forget(run: Run): void {
    if (this.#knows.delete(run)) this.#channel!.post({ forget: run.id });
  }

  /** Resolves when the worker is gone. */
  close(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#channel?.close() ?? Promise.resolve();
  }
}
