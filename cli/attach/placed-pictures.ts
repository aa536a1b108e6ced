// Pictures that a chart's text has places for, and that are made when it is written: both may be longer than the memory.
import { randomUUID } from "node:crypto";
import { NO_SIZE, type Pictures } from "../../src/charts/attach/placement.ts";
import type { RowPictures } from "../../src/pictures/row-images.ts";
import { pngDataUri } from "../../src/png/png.ts";
import { pngHeadSize } from "../../src/png/png-head.ts";
import type { Output } from "../output/output.ts";
import type { ProgressBar } from "../output/progress.ts";

/** Stands in a chart's text for a picture that is made when it is written. */
const MARK = randomUUID();
const PLACE = new RegExp(`${MARK}:(\\d+);`);

/** The pictures' places in the chart's text. */
export const placesOf = ({ length }: RowPictures, size: Pictures["size"]): Pictures => ({
  length,
  size,
  uri: (row) => `${MARK}:${row};`,
});

/** Of the first one: those of a stack are of one size. */
export const sizeOf = async (rows: RowPictures): Promise<Pictures["size"]> =>
  rows.length === 0 ? NO_SIZE : pngHeadSize(await rows.png(0))!;

/** Writes the chart's text with the pictures in their places. */
export async function writePlaced(out: Output, text: string, rows: RowPictures, bar: ProgressBar): Promise<void> {
  const parts = text.split(PLACE);
  for (const [i, part] of parts.entries()) {
    await out.write(i % 2 === 0 ? part : pngDataUri(await rows.png(Number(part))));
    bar.update("images", (i + 1) >> 1, parts.length >> 1);
  }
}
