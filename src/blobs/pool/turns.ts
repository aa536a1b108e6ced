import type { BlobTask } from "../rows/blob-tasks.ts";
import type { BlobSettings } from "../rows/settings.ts";

/** What a pool's tasks belong to. */
export interface Run {
  /** Workers know it by this. */
  readonly id: number;
  readonly settings: BlobSettings;
}

export interface Job {
  readonly run: Run;
  readonly task: BlobTask;
  resolve(result: never): void;
  reject(reason: unknown): void;
  /** Workers that died of it, or with it. */
  deaths: number;
}

/** Jobs that wait. Runs take turns, however many jobs one has. */
export class Turns {
  /** The run whose turn it is stands first; none is without jobs. */
  readonly #waiting = new Map<Run, Job[]>();

  /** Behind the jobs of its run, or before them. */
  add(job: Job, first: boolean): void {
    const jobs = this.#waiting.get(job.run);
    if (jobs === undefined) this.#waiting.set(job.run, [job]);
    else if (first) jobs.unshift(job);
    else jobs.push(job);
  }

  next(): Job | undefined {
    for (const [run, jobs] of this.#waiting) {
      const job = jobs.shift();
      this.#waiting.delete(run);
      if (jobs.length > 0) this.#waiting.set(run, jobs);
      return job;
    }
    return undefined;
  }

  get size(): number {
    let size = 0;
    for (const jobs of this.#waiting.values()) size += jobs.length;
    return size;
  }

  /** Takes out the jobs of a run. */
  take(run: Run): Job[] {
    const jobs = this.#waiting.get(run) ?? [];
    this.#waiting.delete(run);
    return jobs;
  }

  takeAll(): Job[] {
    const jobs = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    return jobs;
  }
}
