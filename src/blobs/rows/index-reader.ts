// The index of areas as assembly/area-index.ts makes it, call by call.
import { joinBytes } from "../../base/join-bytes.ts";
import type { Address } from "../../kernels/exports.ts";
import type { Kernels } from "../../kernels/instance.ts";
import type { BlobSettings } from "./settings.ts";

export const BINS = 128;
/** The smallest value and the count of an index's row. */
const ROW_BYTES = 12;

/** What answers how many of the rows' values lie above a threshold: `counts[i]` is 0 for a row that it says nothing of. */
export interface RowsIndex {
  readonly least: Float64Array;
  readonly ends: Uint16Array;
  readonly lows: Uint8Array;
  readonly counts: Uint32Array;
}

/** About how much of it there is for a row. */
export function indexBytes({ width, square }: BlobSettings): number {
  const areas = square.sizes.reduce((sum, share) => sum + Math.min(1, share) ** 2, 0);
  return 2 * BINS + ROW_BYTES + (areas / square.sizes.length) * width ** 2;
}

/** Where the kernels write it, for as many rows as a call has. */
export type IndexBuffers = Readonly<Record<"least" | "ends" | "counts" | "lows", Address>>;

export const indexBuffers = ({ arena }: Kernels, rows: number, plane: number): IndexBuffers => ({
  least: arena.alloc(8 * rows),
  ends: arena.alloc(2 * BINS * rows),
  counts: arena.alloc(4 * rows),
  lows: arena.alloc(plane * rows),
});

/** Gathers the index of some rows. */
export class IndexReader {
  readonly at: IndexBuffers;
  readonly #kernels: Kernels;
  readonly #least: Float64Array;
  readonly #ends: Uint16Array;
  readonly #counts: Uint32Array;
  readonly #lows: Uint8Array[] = [];

  constructor(kernels: Kernels, at: IndexBuffers, rows: number) {
    this.at = at;
    this.#kernels = kernels;
    this.#least = new Float64Array(rows);
    this.#ends = new Uint16Array(rows * BINS);
    this.#counts = new Uint32Array(rows);
  }

  /** What a call wrote, for `count` rows from `first` on. */
  read(first: number, count: number): void {
    const { arena } = this.#kernels;
    arena.read(this.at.least, this.#least, 8 * first, 8 * count);
    arena.read(this.at.ends, this.#ends, 2 * BINS * first, 2 * BINS * count);
    arena.read(this.at.counts, this.#counts, 4 * first, 4 * count);
    const bytes = this.#counts.subarray(first, first + count).reduce((sum, n) => sum + n, 0);
    this.#lows.push(arena.bytes(this.at.lows, bytes).slice());
  }

  take(): RowsIndex {
    return { least: this.#least, ends: this.#ends, lows: joinBytes(this.#lows), counts: this.#counts };
  }
}
