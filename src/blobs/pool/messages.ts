// What a pool's worker is told and asked: the types of its WorkerThread.

import type { BlobResults, BlobTask } from "../rows/blob-tasks.ts";
import type { BlobSettings } from "../rows/settings.ts";

/** The compiled kernels. */
export interface PoolSetup {
  readonly module: WebAssembly.Module;
}

/** A task of a run that was opened before. */
export interface RunTask {
  readonly run: number;
  readonly task: BlobTask;
}

export type RunResult = BlobResults[BlobTask["kind"]];

export type RunNotice =
  /** What the tasks of a run are about. */
  | { readonly open: number; readonly settings: BlobSettings }
  /** A run that has no more tasks. */
  | { readonly forget: number };
