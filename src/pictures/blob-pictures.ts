import type { BlobSet } from "../blobs/blob-set.ts";
import { METRICS } from "../blobs/metrics.ts";
import { IMAGE_NAMES } from "../blobs/rows/blob-picture.ts";
import { asValues } from "./image-planes.ts";
import type { PixelOptions } from "./pixel-options.ts";
import { type RowPictures, rowPictures } from "./row-images.ts";

export const isBlobSet = (source: unknown): source is BlobSet =>
  typeof source === "object" && source !== null && typeof (source as Partial<BlobSet>).dataUri === "function";

/** A blob set's two images: in the tutorial's grey, or, where any option asks for other pixels, as arrays from 0 to 1. */
export function blobPictures(set: BlobSet, options: PixelOptions & { labels?: readonly string[] }): RowPictures {
  if (Object.values(options).some((value) => value !== undefined)) {
    const labels = options.labels ?? METRICS.map(({ name }) => name);
    const sources = IMAGE_NAMES.map((name) => ({ length: set.length, image: (row: number) => asValues(set.image(row, name)) }));
    return rowPictures(sources, { vmin: 0, vmax: 1, ...options, labels });
  }
  const { width } = set.options;
  return {
    length: set.length,
    png: (row) => set.png(row),
    pictures: (row) =>
      METRICS.map(({ name, image }) => ({
        label: name,
        width,
        height: width,
        png: set.png(row, { which: image, labels: false }),
      })),
  };
}
