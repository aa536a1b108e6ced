// What the two ends of a stack's worker say to each other.
import type { StackResults, StackTask } from "./stack-tasks.ts";

export type ToStackWorker =
  /** First of all. */
  { readonly module: WebAssembly.Module; readonly file: Blob } | { readonly id: number; readonly task: StackTask };

export type FromStackWorker =
  /** Ready for tasks, or not to be made so. */
  | { readonly ready: true }
  | { readonly failed: unknown }
  | { readonly id: number; readonly result: StackResults[StackTask["kind"]] }
  | { readonly id: number; readonly error: unknown };
