// The messages between a thread and its worker, in a page as in Node.

export type ToWorker<Setup, Task, Notice = never> =
  /** Comes first and once: what the worker needs before any task. */
  | { readonly setup: Setup }
  /** Asks for one reply with the same `id`. */
  | { readonly id: number; readonly task: Task }
  /** Has no reply. It is handled before every task that is posted after it. */
  | { readonly notice: Notice };

export type FromWorker<Result> =
  | { readonly ready: true }
  /** The setup failed: the worker is of no use. */
  | { readonly failed: unknown }
  | { readonly id: number; readonly result: Result }
  /** The task failed. The worker is as good as before; JavaScript's own error classes survive. */
  | { readonly id: number; readonly error: unknown };
