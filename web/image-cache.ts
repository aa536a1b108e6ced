import type { Which } from "../src/blob-picture.ts";
import { pngSize } from "./image-source.ts";

/** Makes a row's picture: a PNG data URI, or a blob: URL of the page's own. */
export type ImageMaker = (which: Which, row: number) => string | Promise<string>;

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
