import { type Channel, openChannel } from "./channel.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

/** How long a worker may take until its first message. */
const START_MILLISECONDS = 10_000;

interface PendingTask<Result> {
  resolve(result: Result): void;
  reject(reason: unknown): void;
}

/**
 * One worker that runs tasks. Its own end is `answerTasks` with the same four types.
 *
 * The worker is dead when its setup fails, when it gives no sign for ten seconds after its start,
 * or when it ends by itself. Every task that is not done then rejects with
 * `Error("workers: REASON")`. In Node it keeps the process alive only while it starts or has
 * a task.
 *
 * @example
 * const thread = new WorkerThread<{ base: number }, number, number>(SOURCE, { base: 2 }, () => {});
 * await thread.started;
 * const power = await thread.run(10);
 * await thread.close(new Error("no longer needed"));
 */
export class WorkerThread<Setup, Task, Result, Notice = never> {
  /** Resolves when the worker is ready; rejects if it dies or is closed before. May be ignored. */
  readonly started: Promise<void>;
  readonly #channel: Channel<ToWorker<Setup, Task, Notice>> | undefined;
  readonly #pending = new Map<number, PendingTask<Result>>();
  readonly #onDeath: (reason: string) => void;
  readonly #startTimer: ReturnType<typeof setTimeout>;
  #settleStart!: PendingTask<void>;
  #isReady = false;
  #nextId = 0;
  #ended: { readonly reason: unknown } | undefined;

  /** `source`: the worker's script. `onDeath` is called once at most, and not after `close`. */
  constructor(source: string, setup: Setup, onDeath: (reason: string) => void) {
    this.#onDeath = onDeath;
    this.started = new Promise((resolve, reject) => {
      this.#settleStart = { resolve, reject };
    });
    this.started.catch(() => {});
    this.#startTimer = setTimeout(() => this.#die("it did not answer"), START_MILLISECONDS);
    this.#channel = openChannel<ToWorker<Setup, Task, Notice>, FromWorker<Result>>(source, {
      message: (message) => this.#receive(message),
      death: (reason) => this.#die(reason),
    });
    if (this.#channel === undefined) queueMicrotask(() => this.#die("there are none here"));
    else this.#channel.post({ setup });
  }

  /** Whether the worker has come to life. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Rejects with the task's error, with the worker's death, or with the reason of `close`. */
  run(task: Task): Promise<Result> {
    if (this.#ended) return Promise.reject(this.#ended.reason);
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      this.#pending.set(id, { resolve, reject });
      this.#hold();
      try {
        this.#channel?.post({ id, task });
      } catch (error) {
        this.#take(id)?.reject(error);
      }
    });
  }

  /** Tells the worker something that has no result. */
  notify(notice: Notice): void {
    if (!this.#ended) this.#channel?.post({ notice });
  }

  /**
   * Ends the worker at once; tasks that are not done reject with the reason. Resolves when the
   * worker is gone.
   */
  close(reason: unknown): Promise<void> {
    this.#end(reason);
    return this.#channel?.close() ?? Promise.resolve();
  }

  #receive(message: FromWorker<Result>): void {
    if ("ready" in message) {
      clearTimeout(this.#startTimer);
      this.#isReady = true;
      this.#settleStart.resolve();
      this.#hold();
    } else if ("failed" in message) {
      this.#die(String(message.failed));
    } else {
      const task = this.#take(message.id);
      if (task === undefined) this.#die("it answered what it was not asked");
      else if ("error" in message) task.reject(message.error);
      else task.resolve(message.result);
    }
  }

  #take(id: number): PendingTask<Result> | undefined {
    const task = this.#pending.get(id);
    this.#pending.delete(id);
    this.#hold();
    return task;
  }

  /** Node's process stays for a worker that starts or works. */
  #hold(): void {
    if (!this.#ended) this.#channel?.hold(!this.#isReady || this.#pending.size > 0);
  }

  #die(reason: string): void {
    if (this.#ended) return;
    void this.close(new Error(`workers: ${reason}`));
    this.#onDeath(reason);
  }

  #end(reason: unknown): void {
    if (this.#ended) return;
    this.#ended = { reason };
    clearTimeout(this.#startTimer);
    this.#settleStart.reject(reason);
    for (const task of this.#pending.values()) task.reject(reason);
    this.#pending.clear();
  }
}
