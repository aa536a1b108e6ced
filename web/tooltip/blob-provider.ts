import { MEDIA_TYPES } from "../../src/base/media-types.ts";
import type { TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import { PNG_HEAD, pngHeadSize } from "../../src/png/png-head.ts";
import { tooLarge } from "./png-size.ts";

/** A row's picture as a PNG, as `attachImages` hands them out. */
export type BlobProvider = (row: number) => Promise<Blob>;

/** Makes pictures of a provider's PNGs under object URLs of this page, each of which `revokePictures` lets go of. */
export function providedPictures(provider: BlobProvider): (row: number) => Promise<readonly TooltipPicture[]> {
  return async (row) => {
    const blob = await provider(row);
    if (!(blob instanceof Blob)) throw new TypeError("provider: expected a Blob");
    const size = pngHeadSize(new Uint8Array(await blob.slice(0, PNG_HEAD).arrayBuffer()));
    if (!size) throw new TypeError("provider: expected a PNG");
    const why = tooLarge(size);
    if (why) throw new RangeError(`provider: ${why}`);
    // Whatever the blob calls itself, the browser is to read a PNG.
    return [{ uri: URL.createObjectURL(new Blob([blob], { type: MEDIA_TYPES.png })), ...size }];
  };
}

export function revokePictures(pictures: readonly TooltipPicture[]): void {
  for (const { uri } of pictures) URL.revokeObjectURL(uri);
}
