import type { NdArray } from "../../src/base/ndarray.ts";
import type { BlobSet } from "../../src/blobs/blob-set.ts";
import type { PeekChartKind, PeekTable } from "../../src/draw/peek-table.ts";
import type { PictureMaker, TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";

/** How images are shown: asked for each time, for it changes while they are looked at. */
export interface ImageLook {
  threshold(): number;
  cmap(): ColourMapName;
}

/** The thresholds of a source. */
export interface SourceThreshold {
  /** The one that it was made with; where each image has its own, one in the middle. */
  readonly start: number;
  /** Between which values one is sensible. */
  readonly range: readonly [low: number, high: number];
  /** For each metric those of its images, while each has its own. */
  readonly each?: readonly Float64Array[] | undefined;
  /** What a row's image is held against now. */
  of(row: number, metric: number): number;
}

/** Rows with images behind them, measured: what the page shows. */
export interface PeekSource {
  /** What files of it are called. */
  readonly name: string;
  readonly length: number;
  /** The set that it is, where it is one. */
  readonly blobs?: BlobSet;
  /** Measured at the threshold that it was made with. */
  readonly table: PeekTable;
  readonly threshold: SourceThreshold;
  /** The title of a chart of it. */
  title(kind: PeekChartKind): string;
  /** The same rows measured at another threshold, for the latest call only: an earlier one rejects with an AbortError. */
  at(threshold: number): Promise<PeekTable>;
  /** For the tooltip. */
  readonly pictures: PictureMaker;
  /** A row's image of one metric, without a caption. */
  thumbnail(row: number, metric: number): TooltipPicture | Promise<TooltipPicture>;
  /** The same as a file. */
  png(row: number, metric: number): Uint8Array | Promise<Uint8Array>;
  /** The values of a row's image of one metric. */
  image(row: number, metric: number): NdArray | Promise<NdArray>;
  /** The values of the first and the last colour. */
  range(metric: number): readonly [low: number, high: number];
  close(): void;
}
