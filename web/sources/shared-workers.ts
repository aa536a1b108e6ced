import type { WorkerPool } from "../../src/blobs/pool/pool.ts";
import { openWorkers } from "../../src/blobs/workers.ts";

let pool: WorkerPool | undefined;
let users = 0;

export interface SharedWorkers {
  readonly pool: WorkerPool;
  /** The last one to leave ends the workers. */
  leave(): void;
}

/** The workers of all viewers of the page. */
export function shareWorkers(): SharedWorkers {
  users++;
  pool ??= openWorkers();
  let isIn = true;
  return {
    pool,
    leave() {
      if (!isIn) return;
      isIn = false;
      if (--users > 0) return;
      void pool?.close();
      pool = undefined;
    },
  };
}
