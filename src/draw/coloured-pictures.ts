import type { NdArray } from "../base/ndarray.ts";
import type { ColourMapName } from "../pictures/colour-maps.ts";
import { imageOutline } from "../pictures/image-outline.ts";
import { QUICK, type RowPicture, rowPictures } from "../pictures/row-images.ts";
import { pngDataUri } from "../png/png.ts";
import type { PictureMaker, TooltipPicture } from "./tooltip-picture.ts";

/** One image of each row. */
export interface RowImages {
  /** As references call it. */
  readonly name: string;
  /** As a reader sees it. */
  readonly label: string;
  readonly length: number;
  image(row: number): NdArray | Promise<NdArray>;
  /** The values of the first and the last colour. */
  readonly range: readonly [low: number, high: number];
}

/** Pictures in a colour map, with the border of what lies above the threshold. */
export function colouredPictures(images: readonly RowImages[], cmap: ColourMapName, threshold: () => number): PictureMaker {
  const makers = images.map(({ length, image, range }) => {
    const source = { length, image, range };
    return { image, rows: rowPictures([source], { cmap, level: QUICK }) };
  });

  async function picture(row: number, at: number): Promise<TooltipPicture> {
    const { image, rows } = makers[at]!;
    const [made] = (await rows.pictures(row)) as [RowPicture];
    const { png, width, height } = made;
    return { uri: pngDataUri(png), width, height, ...imageOutline(await image(row), threshold()) };
  }

  return async (row, which = "both") => {
    const one = images.findIndex(({ name }) => name === which);
    if (one >= 0) return [await picture(row, one)];
    const all = await Promise.all(images.map((_, at) => picture(row, at)));
    return images.length === 1 ? all : all.map((made, at) => ({ ...made, label: images[at]!.label }));
  };
}
