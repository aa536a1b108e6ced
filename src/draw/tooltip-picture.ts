import type { Which } from "../blobs/rows/blob-picture.ts";

/** One picture of a tooltip. */
export interface TooltipPicture {
  /** A PNG data URI, or a `blob:` URL of the page's own. */
  readonly uri: string;
  /** The picture's pixels, known before it is loaded. */
  readonly width: number;
  readonly height: number;
  /** Stands as text above the picture. */
  readonly label?: string;
  /** SVG path data in the picture's pixels, drawn over it: the border of a mask. */
  readonly outline?: string;
}

/** Makes a row's pictures; `which` is given where the chart's data name one of the two images of a blob set, or both. */
export type PictureMaker = (row: number, which?: Which) => readonly TooltipPicture[] | Promise<readonly TooltipPicture[]>;
