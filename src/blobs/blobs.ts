import { BlobRun } from "./blob-run.ts";
import type { BlobSet } from "./blob-set.ts";
import { type BlobOptions, blobSettings } from "./options.ts";

/**
 * Draws and measures the tutorial's data set: per row a circle (a Gaussian-filtered pixel), a square (a box-filtered pixel times normal
 * noise) and a group; the areas are the shares of pixels above the threshold. Every digit is NumPy's and SciPy's. Bad options throw before
 * memory is taken.
 *
 * Works in workers where there are some and the set is worth starting one, else on this thread in slices, so that a page stays alive. The
 * rows do not depend on it.
 *
 * @example
 * const set = await generateBlobs({ rows: 200, seed: "altair" });
 * set.columns.image1_area[0]; // 0.030598958333333332
 */
export async function generateBlobs(options?: BlobOptions): Promise<BlobSet> {
  const run = await BlobRun.open(blobSettings(options), options ?? {});
  try {
    return await run.generate();
  } finally {
    await run.close();
  }
}
