import { BlobRecipes, drawIndex } from "./blob-recipes.ts";
import { type BlobSet, PaintedBlobSet } from "./blob-set.ts";
import { BlobPainter } from "./kernels/blob-painter.ts";
import { instantiate } from "./kernels/instance.ts";
import { type StreamState, seedState } from "./kernels/streams.ts";
import { type BlobOptions, blobSettings } from "./options.ts";
import { Pace } from "./pace.ts";
import { seedWords } from "./seed.ts";

/**
 * Draws and measures the tutorial's data set: per row a circle (a Gaussian-filtered pixel), a square (a box-filtered pixel times normal
 * noise) and a group; the areas are the shares of pixels above the threshold. Every digit is NumPy's and SciPy's. Bad options throw before
 * memory is taken; works in slices, so that a page stays alive.
 *
 * @example
 * const set = await generateBlobs({ rows: 200, seed: "altair" });
 * set.columns.image1_area[0]; // 0.030598958333333332
 */
export async function generateBlobs(options?: BlobOptions): Promise<BlobSet> {
  const settings = blobSettings(options);
  const pace = new Pace(settings.rows, options?.signal, options?.onProgress);
  const kernels = await instantiate(options?.module);
  const painter = new BlobPainter(kernels, settings.width, settings.dims);
  const recipes = BlobRecipes.empty(settings);
  const { rows, groups, threshold, square, stream } = settings;
  const words = seedWords(settings.seed);
  const image1_area = new Float64Array(rows);
  const image2_area = new Float64Array(rows);
  const group = new Array<string>(rows);
  const drawGroup = (row: number, state: StreamState): void => {
    group[row] = groups[drawIndex(kernels, state, groups.length)]!;
  };
  const measure = (row: number, state: StreamState): void => {
    const circle = recipes.circle(row);
    painter.circle(circle.pixel, circle.sigma);
    image1_area[row] = painter.area(threshold);
    const { pixel, size } = recipes.square(row);
    painter.square(pixel, size, square.mean, state);
    image2_area[row] = painter.area(threshold);
  };
  const eachRow = async (body: (row: number) => void, progress: boolean): Promise<void> => {
    for (let row = 0; row < rows; row++) {
      if (pace.due) await pace.rest(progress ? row : 0);
      body(row);
    }
  };

  if (stream === "numpy") {
    const state = seedState(kernels, words, []);
    await eachRow((row) => recipes.drawCircle(kernels, row, state, settings), false);
    await eachRow((row) => {
      recipes.drawSquare(kernels, row, state, settings);
      measure(row, state);
    }, true);
    for (let row = 0; row < rows; row++) {
      if (pace.due) await pace.rest(rows);
      drawGroup(row, state);
    }
  } else {
    await eachRow((row) => {
      const state = seedState(kernels, words, [row]);
      recipes.drawCircle(kernels, row, state, settings);
      recipes.drawSquare(kernels, row, state, settings);
      measure(row, state);
      drawGroup(row, state);
    }, true);
  }
  options?.signal?.throwIfAborted();
  pace.report(rows);
  return new PaintedBlobSet(settings, Object.freeze({ group: Object.freeze(group), image1_area, image2_area }), recipes, painter);
}
