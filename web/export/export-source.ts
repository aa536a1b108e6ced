import type { PeekChartKind, PeekTable } from "../../src/draw/peek-table.ts";
import type { BlobSet, ImageName } from "../../src/index.ts";

/** What the page shows, for those who take it out. */
export interface ExportSource {
  /** The stem of files' names. */
  readonly name: string;
  /** What a page with the chart is called. */
  readonly title: string;
  /** Areas at the threshold that is shown. */
  readonly table: PeekTable;
  /** For own stacks whose images have a threshold each: for each metric those of its images. */
  readonly thresholds?: readonly Float64Array[];
  /** The same object as long as the images are the same. */
  readonly images: ExportImages;
  /** The rows that are chosen in the chart; none where nothing is. */
  readonly selection: ArrayLike<number>;
  /** The chart as it is drawn; missing while there is none. */
  readonly chart?: ExportChart | undefined;
  /** What a blob set can be made again from; missing where the data are the user's own. */
  readonly blobs?: ExportBlobs | undefined;
  /** The page's address with the view in its hash. */
  readonly link: string;
}

/** The images of each row, one for each metric of the table. */
export interface ExportImages {
  /** For files' names: "image1". */
  readonly names: readonly string[];
  /** The row's image as a PNG; `image` is an index of `names`. */
  png(row: number, image: number): Uint8Array | Promise<Uint8Array>;
}

export interface ExportChart {
  svg(): Promise<string>;
  /** `scale`: its pixels for a CSS pixel. */
  png(scale: number): Promise<Blob>;
}

export interface ExportBlobs {
  readonly set: BlobSet;
  /** The one that is shown. */
  readonly threshold: number;
  readonly kind: PeekChartKind;
  /** Whose areas a strip or a histogram has. */
  readonly metric: ImageName;
}
