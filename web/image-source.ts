import type { Size } from "./position.ts";

/** Which image of a row: the two side by side, or one of them. */
export type Which = "both" | "image1" | "image2";

/** What a tooltip's `image` field names: the picture itself, or a row of the set behind the chart. */
export type ImageSource = { readonly uri: string; readonly size: Size } | { readonly which: Which; readonly row: number };

/** Makes a row's picture: a PNG data URI, or a blob: URL of the page's own. */
export type ImageMaker = (which: Which, row: number) => string | Promise<string>;

const PREFIX = "data:image/png;base64,";
const PNG_URI = /^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/;
const REFERENCE = /^ndpeek:(both|image1|image2)\/(\d{1,15})$/;

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

/** Reads a tooltip's `image` field; undefined for every text that is neither a PNG data URI nor a reference to a row. */
export function imageSource(value: unknown): ImageSource | undefined {
  if (typeof value !== "string") return undefined;
  const reference = REFERENCE.exec(value);
  if (reference) return { which: reference[1] as Which, row: Number(reference[2]) };
  const size = pngSize(value);
  return size && { uri: value, size };
}

/** The factor a picture is shown at: whole, so that its pixels stay squares, and such that it stays within `target` pixels. */
export function zoom({ width, height }: Size, target = 208, limit = 32): number {
  return Math.max(1, Math.min(limit, Math.floor(target / Math.max(width, height))));
}

/** Keeps the last `limit` pictures of `make`; an answer that is no picture, or a failure, is thrown and not kept. */
export function imageCache(make: ImageMaker, limit = 256): ImageMaker {
  const kept = new Map<string, string | Promise<string>>();
  const checked = (uri: string): string => {
    if (!uri.startsWith("blob:") && !pngSize(uri)) throw new TypeError("image: expected a PNG data URI or a blob: URL");
    return uri;
  };
  return (which, row) => {
    const key = `${which}/${row}`;
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const made = make(which, row);
    const answer = typeof made === "string" ? checked(made) : made.then(checked);
    kept.set(key, answer);
    if (kept.size > limit) kept.delete(kept.keys().next().value!);
    if (typeof answer !== "string") {
      answer.then(
        (uri) => kept.get(key) === answer && kept.set(key, uri),
        () => kept.get(key) === answer && kept.delete(key),
      );
    }
    return answer;
  };
}
