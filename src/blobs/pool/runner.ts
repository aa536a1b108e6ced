import type { BlobTask, ResultOf } from "../rows/blob-tasks.ts";

/** Runs the tasks of one run, on one thread or another. */
export interface Runner {
  /** How many tasks go on at the same time, where no other run is under way. */
  readonly width: number;
  /** What the task needs is copied: a task may have to be done again. An `urgent` one goes before those of the run that wait. */
  run<Task extends BlobTask>(task: Task, urgent?: boolean): Promise<ResultOf<Task>>;
  /** Ends what is under way; every task that is not done rejects. */
  close(reason?: unknown): Promise<void>;
}
