import { PNG_URI_PREFIX } from "../../base/media-types.ts";
import type { BlobPainter } from "./blob-painter.ts";
import type { ImageName, Recipes } from "./recipes.ts";

export type { ImageName } from "./recipes.ts";
/** Both side by side, or one. */
export type Which = "both" | ImageName;

export const IMAGE_NAMES: readonly ImageName[] = ["image1", "image2"];

/** Makes one thing or another of a recipe's tooltip image. */
export type PictureMaker<T> = (painter: BlobPainter, recipe: Recipes, which: Which, labels: boolean) => T;

/** A recipe's tooltip image as a grey PNG. */
export const pictureOf: PictureMaker<Uint8Array> = (painter, recipe, which, labels) =>
  painter.picture(recipe, which === "both" ? IMAGE_NAMES : [which], labels);

/** The same in base64, its letters in ASCII: bytes go from thread to thread without a copy. */
export const lettersOf: PictureMaker<Uint8Array> = (painter, ...picture) => painter.base64(pictureOf(painter, ...picture));

const decoder = new TextDecoder();

export const dataUri = (letters: Uint8Array): string => PNG_URI_PREFIX + decoder.decode(letters);

/** The same as `data:image/png;base64,…`. */
export const dataUriOf: PictureMaker<string> = (...picture) => dataUri(lettersOf(...picture));
