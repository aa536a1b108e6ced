import type { Which } from "../../src/blobs/rows/blob-picture.ts";
import type { PictureMaker, TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import { pngSize } from "./png-size.ts";

type Pictures = readonly TooltipPicture[];

export interface PictureCache {
  readonly pictures: PictureMaker;
  /** Forgets all. */
  clear(): void;
}

const isSide = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;

function checkPictures(pictures: Pictures): Pictures {
  if (!Array.isArray(pictures)) throw new TypeError("pictures: expected a list of { uri, width, height }");
  for (const { uri, width, height } of pictures as Pictures) {
    if (typeof uri !== "string" || !(uri.startsWith("blob:") || pngSize(uri))) {
      throw new TypeError("uri: expected a PNG data URI or a blob: URL");
    }
    if (!isSide(width) || !isSide(height)) throw new RangeError(`width, height: expected pixels, got ${width} × ${height}`);
  }
  return pictures;
}

/**
 * Keeps the last `limit` answers of `make`; what is no list of pictures, or a failure, is thrown and not kept. `drop` is told of each answer that
 * falls out.
 */
export function pictureCache(make: PictureMaker, drop: (pictures: Pictures) => void = () => {}, limit = 256): PictureCache {
  const kept = new Map<string, Pictures | Promise<Pictures>>();
  const forget = (key: string): void => {
    const answer = kept.get(key)!;
    kept.delete(key);
    if ("then" in answer) answer.then(drop, () => {});
    else drop(answer);
  };
  function keepWhenMade(key: string, answer: Promise<Pictures>): void {
    const isKept = (): boolean => kept.get(key) === answer;
    answer.then(
      (pictures) => isKept() && kept.set(key, pictures),
      () => isKept() && kept.delete(key),
    );
  }
  function pictures(row: number, which?: Which): Pictures | Promise<Pictures> {
    const key = `${which ?? "row"}/${row}`;
    const known = kept.get(key);
    if (known) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const made = make(row, which);
    const answer = "then" in made ? made.then(checkPictures) : checkPictures(made);
    kept.set(key, answer);
    if (kept.size > limit) forget(kept.keys().next().value!);
    if ("then" in answer) keepWhenMade(key, answer);
    return answer;
  }
  return {
    pictures,
    clear() {
      for (const key of [...kept.keys()]) forget(key);
    },
  };
}
