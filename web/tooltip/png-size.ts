import { fromBase64 } from "../../src/base/from-base64.ts";
import { PNG_URI_PREFIX } from "../../src/base/media-types.ts";
import type { Size } from "../../src/draw/position.ts";
import { pngHeadSize } from "../../src/png/png-head.ts";

const PNG_URI = new RegExp(`^${PNG_URI_PREFIX}[A-Za-z0-9+/]+={0,2}$`);
const MEGAPIXELS = 16;

/** Width and height from the header of a PNG data URI of the strict alphabet; undefined where `text` is anything else. */
export function pngSize(text: string): Size | undefined {
  if (!PNG_URI.test(text) || (text.length - PNG_URI_PREFIX.length) % 4 !== 0) return undefined;
  return pngHeadSize(fromBase64(text.slice(PNG_URI_PREFIX.length, PNG_URI_PREFIX.length + 32)));
}

/** Why a picture of this size is not shown, where it is not: a few bytes from elsewhere may unpack to gigabytes. */
export const tooLarge = ({ width, height }: Size): string | undefined =>
  width * height > MEGAPIXELS * 2 ** 20 ? `${width} × ${height} pixels, more than ${MEGAPIXELS} megapixels` : undefined;
