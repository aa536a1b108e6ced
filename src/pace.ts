import type { Progress } from "./options.ts";

/** Longest time between two returns to the event loop, in milliseconds: two frames. */
const SLICE = 32;

/**
 * A turn of the event loop behind whatever waits: `scheduler.yield` would come back before waiting timers and messages and starve them, and
 * nested timers are held back by 4 ms.
 */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
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
