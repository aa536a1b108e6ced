import { keptTexts } from "../base/kept-texts.ts";
import type { BlobSet } from "../blobs/blob-set.ts";
import { METRICS } from "../blobs/metrics.ts";
import type { ImageName, Which } from "../blobs/rows/blob-picture.ts";
import { outlineAbove } from "../pictures/mask-outline.ts";
import type { PictureMaker, TooltipPicture } from "./tooltip-picture.ts";

export interface BlobPictureOptions {
  /** Whether the two images of a row are named. Default true. */
  readonly labels?: boolean;
  /** Where the border of the mask runs, asked for each picture. Default: the set's. */
  readonly threshold?: () => number;
}

/** Of PNGs as text: what a gallery shows at once, many times over. */
const MOST_CHARACTERS = 8_000_000;

/** A set's rows as pictures: its two images side by side, or one, with the border of the mask that their areas measure. */
export function blobPictures(
  set: BlobSet,
  { labels = true, threshold = () => set.options.threshold }: BlobPictureOptions = {},
): PictureMaker {
  const { width } = set.options;
  // Another threshold moves the border only.
  const kept = keptTexts(MOST_CHARACTERS);
  const picture = (row: number, image: ImageName): TooltipPicture => ({
    uri: kept(`${image} ${row}`, () => set.dataUri(row, { which: image, labels: false })),
    width,
    height: width,
    outline: outlineAbove(set.image(row, image), width, width, threshold()),
  });
  return (row: number, which: Which = "both") => {
    if (which !== "both") return [picture(row, which)];
    return METRICS.map(({ image, name }) => ({ ...picture(row, image), ...(labels && { label: name }) }));
  };
}
