import type { Size } from "./position.ts";

const PREFIX = "data:image/png;base64,";
const PNG_URI = /^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/;
const MEGAPIXELS = 16;

/** Bytes of a PNG up to its height. */
export const PNG_HEAD = 24;

/** Width and height from a PNG's first bytes; undefined where they are anything else's. */
export function pngHeadSize(bytes: Uint8Array): Size | undefined {
  if (bytes.length < PNG_HEAD) return undefined;
  if (String.fromCharCode(...bytes.subarray(0, 16)) !== "\x89PNG\r\n\x1a\n\0\0\0\rIHDR") return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  return size.width > 0 && size.height > 0 ? size : undefined;
}

/** The same of a PNG data URI of the strict alphabet. */
export function pngSize(text: string): Size | undefined {
  if (!PNG_URI.test(text) || (text.length - PREFIX.length) % 4 !== 0) return undefined;
  return pngHeadSize(Uint8Array.from(atob(text.slice(PREFIX.length, PREFIX.length + 32)), (c) => c.charCodeAt(0)));
}

/** Why a picture of this size is not shown, where it is not: a few bytes from elsewhere may unpack to gigabytes. */
export const tooLarge = ({ width, height }: Size): string | undefined =>
  width * height > MEGAPIXELS * 2 ** 20 ? `${width} × ${height} pixels, more than ${MEGAPIXELS} megapixels` : undefined;
