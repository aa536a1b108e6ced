import type { Progress } from "../../src/base/rate.ts";
import type { BlobSet } from "../../src/blobs/blob-set.ts";
import { generateBlobs } from "../../src/blobs/blobs.ts";
import { type BlobOptions, blobSettings } from "../../src/blobs/options.ts";
import type { WorkerPool } from "../../src/blobs/pool/pool.ts";
import { indexBytes } from "../../src/blobs/rows/index-reader.ts";
import { GrowingTable } from "../../src/draw/blob-tables.ts";
import type { PeekTable } from "../../src/draw/peek-table.ts";

export interface Generation {
  readonly pool: WorkerPool;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** A run that takes a while: its rows as far as they are there, at most once a frame. The table is one, and goes on to fill. */
  readonly onPart: (table: PeekTable) => void;
}

/** A run that is over before that shows its rows at once. */
const PATIENCE = 150;
/** A slider asks for areas again and again: memory is well spent on their index. */
const MOST_INDEX_BYTES = 160_000_000;

/** Generates a set, and tells of its rows as they come. */
export async function generate(options: BlobOptions, { pool, signal, onProgress, onPart }: Generation): Promise<BlobSet> {
  const settings = blobSettings(options);
  const growing = new GrowingTable(settings);
  const start = performance.now();
  let frame = 0;
  /** Half of the time is for all else: the next rows wait as long as the last ones took. */
  let due = start + PATIENCE;
  const paint = (): void => {
    frame = 0;
    if (signal.aborted) return;
    const begin = performance.now();
    onPart(growing.table);
    const end = performance.now();
    due = end + (end - begin);
  };
  try {
    return await generateBlobs({
      ...options,
      ...(settings.dims === 2 && { areaIndex: settings.rows * indexBytes(settings) <= MOST_INDEX_BYTES }),
      pool,
      signal,
      onProgress: (progress) => {
        if (!signal.aborted) onProgress(progress);
      },
      onRows(part) {
        growing.add(part);
        if (frame === 0 && performance.now() > due) frame = requestAnimationFrame(paint);
      },
    });
  } finally {
    cancelAnimationFrame(frame);
  }
}
