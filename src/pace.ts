import type { Progress } from "./options.ts";

/** Longest time between two returns to the event loop, in milliseconds: two frames. */
const SLICE = 32;

function nextTask(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return (
    scheduler?.yield?.() ??
    new Promise((resolve) => {
      setTimeout(resolve);
    })
  );
}

/** Keeps a long loop polite: reports progress, lets other tasks run, and stops when asked to. */
export class Pace {
  readonly #total: number;
  readonly #signal: AbortSignal | undefined;
  readonly #onProgress: ((progress: Progress) => void) | undefined;
  readonly #start = performance.now();
  #sliceStart = this.#start;

  constructor(total: number, signal?: AbortSignal, onProgress?: (progress: Progress) => void) {
    this.#total = total;
    this.#signal = signal;
    this.#onProgress = onProgress;
    signal?.throwIfAborted();
  }

  /** Whether the slice is used up; then the caller awaits `rest`. */
  get due(): boolean {
    return performance.now() - this.#sliceStart > SLICE;
  }

  async rest(done: number): Promise<void> {
    this.report(done);
    await nextTask();
    this.#signal?.throwIfAborted();
    this.#sliceStart = performance.now();
  }

  report(done: number): void {
    const seconds = (performance.now() - this.#start) / 1000;
    const rowsPerSecond = seconds > 0 ? done / seconds : 0;
    const secondsLeft = done > 0 ? ((this.#total - done) * seconds) / done : Number.POSITIVE_INFINITY;
    this.#onProgress?.({ done, total: this.#total, rowsPerSecond, secondsLeft });
  }
}
