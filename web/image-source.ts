import type { Which } from "../src/blob-picture.ts";
import { parseImageReference } from "../src/image-reference.ts";
import type { Size } from "./position.ts";

/** What a tooltip's `image` field names: the picture itself, or a row of the set behind the chart, or nothing that is shown, with the reason. */
export type ImageSource =
  | { readonly uri: string; readonly size: Size }
  | { readonly which: Which; readonly row: number }
  | { readonly unusable: string };

const PREFIX = "data:image/png;base64,";
const PNG_URI = /^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/;
const MEGAPIXELS = 16;
const MOST_PIXELS = MEGAPIXELS * 2 ** 20;
const UNUSABLE = "unusable image";

/** Width and height from the header of a PNG data URI; undefined where `text` is anything else. */
export function pngSize(text: string): Size | undefined {
  if (!PNG_URI.test(text) || (text.length - PREFIX.length) % 4 !== 0 || text.length < PREFIX.length + 32) return undefined;
  const bytes = Uint8Array.from(atob(text.slice(PREFIX.length, PREFIX.length + 32)), (c) => c.charCodeAt(0));
  const header = String.fromCharCode(...bytes.subarray(0, 16));
  if (header !== "\x89PNG\r\n\x1a\n\0\0\0\rIHDR") return undefined;
  const view = new DataView(bytes.buffer);
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  return size.width > 0 && size.height > 0 ? size : undefined;
}

/**
 * Reads a tooltip's `image` field. Only PNG data URIs and references to a row are usable, and of the former those of at most 16 megapixels:
 * a chart from elsewhere may hold a few bytes that unpack to gigabytes.
 */
export function imageSource(value: unknown): ImageSource {
  if (typeof value !== "string") return { unusable: UNUSABLE };
  const reference = parseImageReference(value);
  if (reference) return reference;
  const size = pngSize(value);
  if (!size) return { unusable: UNUSABLE };
  if (size.width * size.height > MOST_PIXELS) {
    return { unusable: `${UNUSABLE}: ${size.width} × ${size.height} pixels, more than ${MEGAPIXELS} megapixels` };
  }
  return { uri: value, size };
}
