import type { NdArray } from "../base/ndarray.ts";
import { imageShape } from "./image-planes.ts";
import { outlineAbove } from "./mask-outline.ts";

/** The border of what is above the threshold, as a picture has it; of colours there is none. */
export function imageOutline(image: NdArray, threshold: number): { outline?: string } {
  const { height, width, channels } = imageShape(image.shape, "image");
  return channels === 1 ? { outline: outlineAbove(image, height, width, threshold) } : {};
}
