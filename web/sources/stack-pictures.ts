import { labelled } from "../../src/charts/attach/attach.ts";
import { type ChartPage, STACK_ID } from "../../src/charts/html.ts";
import type { PictureMaker } from "../../src/draw/tooltip-picture.ts";
import { PackedReader } from "../../src/io/packed-stack.ts";
import { imageOutline } from "../../src/pictures/image-outline.ts";
import { QUICK, rowPictures } from "../../src/pictures/row-images.ts";

/** Pictures of the stacks that the page keeps, each unpacked as far as it is asked for. */
export function stackPictures({ stacks = [], pixels = {}, names, threshold }: ChartPage): PictureMaker {
  const readers = stacks.map((stack, i) => new PackedReader(stack, document.getElementById(`${STACK_ID}-${i}`)!.textContent!));
  const sources = readers.map((reader, i) => {
    const { range } = stacks[i]!;
    return { length: reader.length, image: (row: number) => reader.image(row), ...(range && { range }) };
  });
  const rows = rowPictures(sources, { ...pixels, level: QUICK, ...(names && { labels: names }) });
  return async (row) => {
    const pictures = labelled(await rows.pictures(row));
    // A picture of another size than its image has no place for the image's border.
    if (threshold === undefined || pixels.imageWidth !== undefined) return pictures;
    const images = await Promise.all(readers.map((reader) => reader.image(row)));
    return pictures.map((picture, i) => ({ ...picture, ...imageOutline(images[i]!, threshold) }));
  };
}
