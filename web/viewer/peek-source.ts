import type { NdArray } from "../../src/ndarray.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import type { PeekChartKind, PeekTable } from "../peek-chart/peek-table.ts";
import type { PictureMaker, TooltipPicture } from "../tooltip-picture.ts";

/** How images are shown: asked for each time, for it changes while they are looked at. */
export interface ImageLook {
  threshold(): number;
  cmap(): ColourMapName;
}

/** Rows with images behind them, measured: what the page shows. */
export interface PeekSource {
  /** What files of it are called. */
  readonly name: string;
  readonly length: number;
  /** Measured at the threshold that it was made with. */
  readonly table: PeekTable;
  /** The title of a chart of it. */
  title(kind: PeekChartKind): string;
  /** The same rows measured at another threshold, for the latest call only: an earlier one rejects with an AbortError. */
  at(threshold: number): Promise<PeekTable>;
  /** For the tooltip. */
  readonly pictures: PictureMaker;
  /** A row's image of one metric, without a caption. */
  thumbnail(row: number, metric: number): TooltipPicture | Promise<TooltipPicture>;
  /** The values of a row's image of one metric. */
  image(row: number, metric: number): NdArray | Promise<NdArray>;
  /** The values of the first and the last colour. */
  range(metric: number): readonly [low: number, high: number];
  close(): void;
}
