import { type ChartPage, STACK_ID } from "../src/html.ts";
import { PackedReader } from "../src/io/packed-stack.ts";
import { rowPictures } from "../src/pictures/row-images.ts";
import { pngDataUri } from "../src/png.ts";
import type { PictureMaker } from "./tooltip-picture.ts";

const QUICK = 1;

/** Pictures of the stacks that the page keeps, each unpacked as far as it is asked for. */
export function stackPictures({ stacks = [], pixels = {}, names }: ChartPage): PictureMaker {
  const sources = stacks.map((stack, i) => {
    const reader = new PackedReader(stack, document.getElementById(`${STACK_ID}-${i}`)!.textContent!);
    const image = (row: number) => reader.image(row);
    return { length: reader.length, image, ...(stack.range && { range: stack.range }) };
  });
  const rows = rowPictures(sources, { ...pixels, level: QUICK, ...(names && { labels: names }) });
  return async (row) => {
    const pictures = await rows.pictures(row);
    return pictures.map(({ png, label, width, height }) => ({
      uri: pngDataUri(png),
      width,
      height,
      ...(label !== undefined && { label }),
    }));
  };
}
