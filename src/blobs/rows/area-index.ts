import { BINS, type RowsIndex } from "./index-reader.ts";

/** The level of 1 in assembly/area-index.ts, and the steps of a bin. */
const TOP = 32767;
const STEPS = 256;

/** How many values lie above a threshold; undecided where one lies on its level. */
type Answer = number | undefined;

/** Answers for rows from what was noted when they were drawn: nothing is drawn again, but where a threshold falls on a value's own level. */
export class AreaIndex {
  readonly #index: RowsIndex;
  /** Where each row's bytes begin. */
  readonly #begins: Uint32Array;

  constructor(index: RowsIndex) {
    this.#index = index;
    this.#begins = new Uint32Array(index.counts.length);
    for (let row = 1; row < this.#begins.length; row++) this.#begins[row] = this.#begins[row - 1]! + index.counts[row - 1]!;
  }

  /** How many values of the row's window there are; 0 for a row that is not in the index. */
  values(row: number): number {
    return this.#index.counts[row]!;
  }

  above(row: number, threshold: number): Answer {
    const { least, ends, lows, counts } = this.#index;
    const low = least[row]!;
    if (threshold < low) return counts[row]!;
    if (threshold >= 1) return 0;
    // As assembly/area-index.ts finds the level of a value: what is on a higher level is greater.
    const level = Math.trunc((threshold - low) * (TOP / (1 - low)));
    const bin = Math.floor(level / STEPS);
    const step = level % STEPS;
    const first = row * BINS;
    const begin = this.#begins[row]!;
    const end = begin + ends[first + bin]!;
    let above = counts[row]! - ends[first + bin]!;
    for (let at = begin + (bin === 0 ? 0 : ends[first + bin - 1]!); at < end; at++) {
      if (lows[at]! === step) return undefined;
      if (lows[at]! > step) above++;
    }
    return above;
  }
}
