import { PNG_URI_PREFIX } from "../../base/media-types.ts";
import type { BlobKernel, ImageName, Recipes } from "./blob-kernel.ts";

export type { ImageName } from "./blob-kernel.ts";
/** Both side by side, or one. */
export type Which = "both" | ImageName;

export const IMAGE_NAMES: readonly ImageName[] = ["image1", "image2"];

/** Makes one thing or another of a recipe's tooltip image. */
export type PictureMaker<T> = (kernel: BlobKernel, recipe: Recipes, which: Which, labels: boolean) => T;

/** A recipe's tooltip image as a grey PNG. */
export const pictureOf: PictureMaker<Uint8Array> = (kernel, recipe, which, labels) =>
  kernel.picture(recipe, which === "both" ? IMAGE_NAMES : [which], labels);

/** The same in base64, its letters in ASCII: bytes go from thread to thread without a copy. */
export const lettersOf: PictureMaker<Uint8Array> = (kernel, ...picture) => kernel.base64(pictureOf(kernel, ...picture));

const decoder = new TextDecoder();

export const dataUri = (letters: Uint8Array): string => PNG_URI_PREFIX + decoder.decode(letters);

/** The same as `data:image/png;base64,…`. */
export const dataUriOf: PictureMaker<string> = (...picture) => dataUri(lettersOf(...picture));
