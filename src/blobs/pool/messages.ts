// What the two ends of a worker say to each other, in a page as in Node.

import type { BlobResults, BlobTask } from "../rows/blob-tasks.ts";
import type { BlobSettings } from "../rows/settings.ts";

export type ToWorker =
  /** First of all: the compiled kernels. */
  | { readonly module: WebAssembly.Module }
  /** A task of a run; with the first of a run comes what its tasks are about. */
  | { readonly run: number; readonly settings?: BlobSettings; readonly task: BlobTask }
  /** A run that has no more tasks. Not answered. */
  | { readonly forget: number };

export type FromWorker =
  /** Ready for the first task. */
  | { readonly ready: true }
  | { readonly result: BlobResults[BlobTask["kind"]] }
  /** The task, or making ready, failed: the worker is as good as before. Errors of JavaScript's own classes arrive as they are. */
  | { readonly error: unknown };
