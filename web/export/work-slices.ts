import { nextTurn } from "../../src/base/turn.ts";

/** Milliseconds of work before the page gets a turn. */
const SLICE = 8;

/** Long work on this thread, in slices. */
export class WorkSlices {
  readonly #signal: AbortSignal | undefined;
  #start = performance.now();

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
    signal?.throwIfAborted();
  }

  /** Whether the slice has lasted long enough: then `next` is to be awaited. */
  get isOver(): boolean {
    return performance.now() - this.#start >= SLICE;
  }

  /** Gives the page a turn. Rejects with the signal's reason. */
  async next(): Promise<void> {
    await nextTurn();
    this.#signal?.throwIfAborted();
    this.#start = performance.now();
  }
}
