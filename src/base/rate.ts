/** How far a piece of work has come, such as a running `generateBlobs`. */
export interface Progress {
  done: number;
  total: number;
  rowsPerSecond: number;
  secondsLeft: number;
}

/** Tells how far a piece of work has come, and how fast. */
export class Rate {
  readonly #total: number;
  readonly #onProgress: ((progress: Progress) => void) | undefined;
  readonly #start = performance.now();

  constructor(total: number, onProgress?: (progress: Progress) => void) {
    this.#total = total;
    this.#onProgress = onProgress;
  }

  report(done: number): void {
    const seconds = (performance.now() - this.#start) / 1000;
    const rowsPerSecond = seconds > 0 ? done / seconds : 0;
    const secondsLeft = done > 0 ? ((this.#total - done) * seconds) / done : Number.POSITIVE_INFINITY;
    this.#onProgress?.({ done, total: this.#total, rowsPerSecond, secondsLeft });
  }
}
