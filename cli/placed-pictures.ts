// Pictures that a chart's text has places for, and that are made when it is written: both may be longer than the memory.
import { randomUUID } from "node:crypto";
import type { Pictures } from "../src/charts/attach/placement.ts";
import type { RowPictures } from "../src/pictures/row-images.ts";
import { pngDataUri } from "../src/png.ts";
import type { NpyStack } from "./npy-stack.ts";
import type { Output } from "./output.ts";
import type { ProgressBar } from "./progress.ts";

const MARK = randomUUID();
const PLACE = new RegExp(`${MARK}:(\\d+);`);

/** The pictures' places in the chart's text: what is written may be longer than a text can be. */
export const placesOf = (stacks: readonly NpyStack[], size: Pictures["size"]): Pictures => ({
  length: stacks[0]!.length,
  size,
  uri: (row) => `${MARK}:${row};`,
});

export async function sizeOf(rows: RowPictures): Promise<Pictures["size"]> {
  if (rows.length === 0) return { width: 1, height: 1 };
  const png = await rows.png(0);
  const header = new DataView(png.buffer, png.byteOffset);
  return { width: header.getUint32(16), height: header.getUint32(20) };
}

/** Writes the chart's text with the pictures in their places. */
export async function writePlaced(out: Output, text: string, rows: RowPictures, bar: ProgressBar): Promise<void> {
  const parts = text.split(PLACE);
  for (const [i, part] of parts.entries()) {
    await out.write(i % 2 === 0 ? part : pngDataUri(await rows.png(Number(part))));
    bar.update("images", (i + 1) >> 1, parts.length >> 1);
  }
}

/** Packs a stack into the page chunk by chunk; returns what says how to read it, which the page needs behind it. */
