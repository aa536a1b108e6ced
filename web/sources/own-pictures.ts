import type { NdArray } from "../../src/base/ndarray.ts";
import { labelled } from "../../src/charts/attach/attach.ts";
import type { PictureMaker, TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { imageOutline } from "../../src/pictures/image-outline.ts";
import { imageShape } from "../../src/pictures/image-planes.ts";
import { type ImageSource, QUICK, rowPictures } from "../../src/pictures/row-images.ts";
import type { MeasuredStack } from "./own-measure.ts";
import type { OwnStack } from "./own-stack.ts";

export interface OwnPictureOptions {
  /** Default `"gray"`. */
  readonly cmap?: ColourMapName | undefined;
  /** What was measured of the stacks, in their order: then the masks' borders are drawn. */
  readonly measured?: (() => readonly MeasuredStack[] | undefined) | undefined;
  /** Where the borders run, asked for each picture. Default: at the threshold of each image. */
  readonly threshold?: (() => number | undefined) | undefined;
}

/** Wider pictures would keep the page waiting while they are encoded. */
const MOST_WIDTH = 512;

/** A stack as images are attached to charts: with the colours of the whole stack's range. */
export const sourceOf = ({ length, isColour, range, image }: OwnStack): Exclude<ImageSource, NdArray> => ({
  length,
  image,
  ...(!isColour && { range }),
});

/** A row's picture of each stack, as the file has it, with the border of the mask that was measured. */
export function ownPictures(
  stacks: readonly OwnStack[],
  { cmap = "gray", measured, threshold }: OwnPictureOptions,
): PictureMaker {
  const makers = stacks.map((stack) => {
    const { width } = imageShape(stack.shape.slice(1), stack.name, stack.length);
    const isReduced = width > MOST_WIDTH;
    const options = { cmap, level: QUICK, labels: [stack.name], ...(isReduced && { imageWidth: MOST_WIDTH }) };
    return { isReduced, rows: rowPictures([sourceOf(stack)], options) };
  });

  async function outlineOf(i: number, row: number): Promise<{ outline?: string }> {
    const one = measured?.()?.[i];
    // A picture of another size than its image has no place for the image's border.
    if (one === undefined || makers[i]!.isReduced) return {};
    return imageOutline(await one.image(row), threshold?.() ?? one.thresholds[row]!);
  }

  async function picture(i: number, row: number): Promise<TooltipPicture> {
    const [[made], outline] = await Promise.all([makers[i]!.rows.pictures(row), outlineOf(i, row)]);
    return { ...labelled([made!])[0]!, ...outline };
  }

  return (row) => Promise.all(stacks.map((_, i) => picture(i, row)));
}
