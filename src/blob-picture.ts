import type { BlobKernel, ImageName, Recipes } from "./kernels/blob-kernel.ts";
import { emptySheet } from "./tooltip-image.ts";

export type { ImageName } from "./kernels/blob-kernel.ts";
/** Both side by side, or one. */
export type Which = "both" | ImageName;

export const IMAGE_NAMES: readonly ImageName[] = ["image1", "image2"];

const IMAGE_LABELS: Readonly<Record<ImageName, string>> = { image1: "im1", image2: "im2" };

/** Makes one thing or another of a recipe's tooltip image. */
export type PictureMaker<T> = (kernel: BlobKernel, width: number, recipe: Recipes, which: Which, labels: boolean) => T;

/** A recipe's tooltip image as a grey PNG. */
export function pictureOf(kernel: BlobKernel, width: number, recipe: Recipes, which: Which, labels: boolean): Uint8Array {
  const names = which === "both" ? IMAGE_NAMES : [which];
  const sheet = () => emptySheet(names.length, width, labels ? names.map((name) => IMAGE_LABELS[name]) : undefined);
  return kernel.picture(recipe, names, `${which} ${labels}`, sheet);
}

/** The same as `data:image/png;base64,…`. */
export function dataUriOf(kernel: BlobKernel, width: number, recipe: Recipes, which: Which, labels: boolean): string {
  return `data:image/png;base64,${kernel.base64(pictureOf(kernel, width, recipe, which, labels))}`;
}
