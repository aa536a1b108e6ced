import { untilAborted } from "../abort.ts";
import type { BlobTask, ResultOf } from "../blob-tasks.ts";
import type { BlobSettings } from "../options.ts";
import { type Channel, openChannel } from "./channel.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { WORKER_SOURCE } from "./worker-source.generated.ts";

/** Runs tasks, on one thread or another. */
export interface Runner {
  /** How many tasks go on at the same time. */
  readonly width: number;
  /** What the task needs is copied: a task may have to be done again. An `urgent` one goes before those that wait. */
  run<Task extends BlobTask>(task: Task, urgent?: boolean): Promise<ResultOf<Task>>;
  /** Ends what is under way; every task that is not done rejects. */
  close(reason?: unknown): Promise<void>;
}

interface Job {
  readonly task: BlobTask;
  resolve(result: never): void;
  reject(reason: unknown): void;
  /** Workers that died of it, or with it. */
  deaths: number;
}

/** How long a worker may take until its first sign. */
const START_MILLISECONDS = 10_000;

interface Told {
  ready(): void;
  free(): void;
  /** Once, and nothing after it. */
  death(reason: string): void;
}

/** One worker and its job. */
class Member {
  job: Job | undefined;
  isReady = false;
  readonly #channel: Channel<ToWorker> | undefined;
  readonly #timer: ReturnType<typeof setTimeout>;

  constructor(module: WebAssembly.Module, settings: BlobSettings, told: Told) {
    this.#timer = setTimeout(() => told.death("it did not answer"), START_MILLISECONDS);
    this.#channel = openChannel(WORKER_SOURCE, {
      message: (message: FromWorker) => {
        if ("ready" in message) {
          clearTimeout(this.#timer);
          this.isReady = true;
          told.ready();
        } else if (this.job === undefined) {
          told.death("error" in message ? String(message.error) : "it spoke out of turn");
        } else {
          const { job } = this;
          this.job = undefined;
          if ("error" in message) job.reject(message.error);
          else job.resolve(message.result as never);
          told.free();
        }
      },
      death: (reason) => told.death(reason),
    });
    if (this.#channel === undefined) queueMicrotask(() => told.death("there are no workers here"));
    else this.#channel.post({ module, settings });
  }

  start(job: Job): void {
    this.job = job;
    this.#channel!.post({ task: job.task });
  }

  close(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#channel?.close() ?? Promise.resolve();
  }
}

/**
 * Workers that share a queue. They are started as tasks come for them. One that dies at work is replaced, and its task is done again, once. Where
 * none comes to life, the tasks that wait are rejected.
 */
export class Pool implements Runner {
  readonly width: number;
  readonly #module: WebAssembly.Module;
  readonly #settings: BlobSettings;
  readonly #members = new Set<Member>();
  readonly #free: Member[] = [];
  readonly #queue: Job[] = [];
  #closed: { readonly reason: unknown; readonly done: Promise<unknown> } | undefined;

  private constructor(module: WebAssembly.Module, settings: BlobSettings, width: number) {
    this.#module = module;
    this.#settings = settings;
    this.width = width;
  }

  /** Rejects where a worker does not come to life: they may be forbidden. `width` is how many there may be. */
  static async open(module: WebAssembly.Module, settings: BlobSettings, width: number, signal?: AbortSignal): Promise<Pool> {
    const pool = new Pool(module, settings, width);
    try {
      await untilAborted(pool.#add(), signal);
      return pool;
    } catch (error) {
      await pool.close();
      throw error;
    }
  }

  /** Starts a worker; resolves when it is ready. */
  #add(): Promise<void> {
    return new Promise((resolve, reject) => {
      const member = new Member(this.#module, this.#settings, {
        ready: () => {
          resolve();
          this.#give(member);
        },
        free: () => this.#give(member),
        death: (reason) => {
          this.#lose(member, reason);
          reject(new Error(`workers: ${reason}`));
        },
      });
      this.#members.add(member);
    });
  }

  /** Starts one more for the queue, where there may be more. What becomes of it, `#lose` hears. */
  #grow(): void {
    if (this.#members.size < this.width) this.#add().catch(() => {});
  }

  #give(member: Member): void {
    const job = this.#queue.shift();
    if (job) this.#start(member, job);
    else this.#free.push(member);
  }

  #start(member: Member, job: Job): void {
    try {
      member.start(job);
    } catch (error) {
      member.job = undefined;
      job.reject(error);
      this.#give(member);
    }
  }

  #lose(member: Member, reason: string): void {
    if (!this.#members.delete(member)) return;
    const at = this.#free.indexOf(member);
    if (at >= 0) this.#free.splice(at, 1);
    void member.close();
    const { job } = member;
    if (job && ++job.deaths > 1) {
      job.reject(new Error(`workers: two died one after the other over the same ${job.task.kind} (${reason})`));
    } else if (job) {
      this.#queue.unshift(job);
    }
    if (this.#queue.length === 0) return;
    if (member.isReady) this.#grow();
    else if (this.#members.size === 0) {
      // One that never came to life is not tried again, and nobody is left.
      for (const waiting of this.#queue.splice(0)) waiting.reject(new Error(`workers: ${reason}`));
    }
  }

  run<Task extends BlobTask>(task: Task, urgent = false): Promise<ResultOf<Task>> {
    if (this.#closed) return Promise.reject(this.#closed.reason);
    return new Promise<ResultOf<Task>>((resolve, reject) => {
      const job: Job = { task, resolve, reject, deaths: 0 };
      const member = this.#free.pop();
      if (member) {
        this.#start(member, job);
        return;
      }
      if (urgent) this.#queue.unshift(job);
      else this.#queue.push(job);
      this.#grow();
    });
  }

  async close(reason: unknown = new Error("the workers are closed")): Promise<void> {
    if (this.#closed === undefined) {
      const members = [...this.#members];
      this.#members.clear();
      const jobs = [...this.#queue.splice(0), ...members.flatMap(({ job }) => job ?? [])];
      this.#closed = { reason, done: Promise.all(members.map((member) => member.close())) };
      for (const job of jobs) job.reject(reason);
    }
    await this.#closed.done;
  }
}
