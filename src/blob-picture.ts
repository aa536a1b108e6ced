import type { BlobKernel, Recipes } from "./kernels/blob-kernel.ts";
import { encodeGrey8 } from "./png-grey.ts";
import { sideBySide } from "./tooltip-image.ts";

export type ImageName = "image1" | "image2";
/** Both side by side, or one. */
export type Which = "both" | ImageName;

export const IMAGE_NAMES: readonly ImageName[] = ["image1", "image2"];

/** zlib's default. */
const LEVEL = 6;

const IMAGE_LABELS: Readonly<Record<ImageName, string>> = { image1: "im1", image2: "im2" };

/** A recipe's tooltip image as a grey PNG. */
export function pictureOf(kernel: BlobKernel, width: number, recipe: Recipes, which: Which, labels: boolean): Uint8Array {
  const names = which === "both" ? IMAGE_NAMES : [which];
  const images = names.map((name) => kernel.gray(recipe, name));
  const { data, shape } = sideBySide(images, width, labels ? names.map((name) => IMAGE_LABELS[name]) : undefined);
  return encodeGrey8(data, shape[1]!, shape[0]!, LEVEL);
}
