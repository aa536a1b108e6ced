import type { ImageName, Which } from "../src/blob-picture.ts";
import { METRICS } from "../src/charts/blob-chart.ts";
import type { BlobSet } from "../src/index.ts";
import { maskOutline } from "../src/mask-outline.ts";
import type { NdArray } from "../src/ndarray.ts";
import type { PictureMaker, TooltipPicture } from "./tooltip-picture.ts";

export interface BlobPictureOptions {
  /** Whether the two images of a row are named. Default true. */
  readonly labels?: boolean;
  /** Where the border of the mask runs, asked for each picture. Default: the set's. */
  readonly threshold?: () => number;
}

/** Where the picture, of a volume its projection, is above the threshold. */
function maskOf({ data, shape }: NdArray, threshold: number): NdArray<Uint8Array> {
  const plane = shape.slice(-2);
  const mask = new Uint8Array(plane[0]! * plane[1]!);
  for (let i = 0; i < data.length; i++) if (data[i]! > threshold) mask[i % mask.length] = 1;
  return { data: mask, shape: plane };
}

/** A set's rows as pictures: its two images side by side, or one, with the border of the mask that their areas measure. */
export function blobPictures(
  set: BlobSet,
  { labels = true, threshold = () => set.options.threshold }: BlobPictureOptions = {},
): PictureMaker {
  const { width } = set.options;
  const picture = (row: number, image: ImageName): TooltipPicture => ({
    uri: set.dataUri(row, { which: image, labels: false }),
    width,
    height: width,
    outline: maskOutline(maskOf(set.image(row, image), threshold())),
  });
  return (row: number, which: Which = "both") => {
    if (which !== "both") return [picture(row, which)];
    return METRICS.map(({ image, name }) => ({ ...picture(row, image), ...(labels && { label: name }) }));
  };
}
