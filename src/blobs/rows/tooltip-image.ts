import { CAPTION_HEIGHT, captionWidth, drawCaption } from "./label.ts";

/** The tutorial's white gap between two images, in pixels. */
export const GAP = 10;

const WHITE = 255;

/** Grey pixels with places for square images. */
export interface Sheet {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Where the images begin, within `data`. */
  readonly places: readonly number[];
}

/** A sheet for `count` images side by side on white, each under its label where there are labels and the width has room for them. */
export function emptySheet(count: number, width: number, labels?: readonly string[]): Sheet {
  const captions = labels?.every((label) => captionWidth(label) <= width) ? labels : undefined;
  const top = captions ? CAPTION_HEIGHT : 0;
  const stride = count * width + (count - 1) * GAP;
  const data = new Uint8Array((top + width) * stride).fill(WHITE);
  const lefts = Array.from({ length: count }, (_, i) => i * (width + GAP));
  for (const [i, left] of lefts.entries()) if (captions) drawCaption(data, stride, left, captions[i]!);
  return { data, width: stride, height: top + width, places: lefts.map((left) => top * stride + left) };
}
