import { checkOptions } from "../base/checks.ts";
import { checkModule, type ModuleSource } from "../kernels/source.ts";
import { checkWorkers } from "../threads/check-workers.ts";
import { defaultWorkers } from "../threads/default-workers.ts";
import { Pool, type WorkerPool } from "./pool/pool.ts";

/**
 * Workers that many runs of `generateBlobs` share, at the same time or one after the other: they take the tasks of each run in turn. A
 * worker is started when there is a task for it, stays warm for the next run, and ends when it has had none for five seconds. Unused
 * workers keep no Node process alive.
 *
 * `workers`: how many there may be in all, 0 to 1024; 0: all runs are done on this thread, in slices. Default: one less than there are
 * cores, at least 1. A Node before 20.16, which cannot start workers, refuses a number above 0, and by default does all runs on this
 * thread. `module`: where their kernels come from. An abort ends the tasks of its own run only.
 *
 * @example
 * const pool = openWorkers({ workers: 4 });
 * const [one, other] = await Promise.all([1, 2].map((seed) => generateBlobs({ rows: 10_000, seed, pool })));
 * await pool.close();
 */
export function openWorkers(options?: { workers?: number; module?: ModuleSource }): WorkerPool {
  const { workers, module } = checkOptions(options, "options", ["workers", "module"]);
  checkModule(module);
  return new Pool(workers === undefined ? defaultWorkers() : checkWorkers(workers), module);
}
