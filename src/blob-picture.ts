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
export const pictureOf: PictureMaker<Uint8Array> = (kernel, width, recipe, which, labels) => {
  const names = which === "both" ? IMAGE_NAMES : [which];
  const sheet = () => emptySheet(names.length, width, labels ? names.map((name) => IMAGE_LABELS[name]) : undefined);
  return kernel.picture(recipe, names, `${which} ${labels}`, sheet);
};

/** The same in base64, its letters in ASCII: bytes go from thread to thread without a copy. */
export const lettersOf: PictureMaker<Uint8Array> = (kernel, ...picture) => kernel.base64(pictureOf(kernel, ...picture));

const decoder = new TextDecoder();

export const dataUri = (letters: Uint8Array): string => `data:image/png;base64,${decoder.decode(letters)}`;

/** The same as `data:image/png;base64,…`. */
export const dataUriOf: PictureMaker<string> = (...picture) => dataUri(lettersOf(...picture));
