import type { ImageReference } from "../charts/image-reference.ts";

/** What a chart of ours shows: a number of rows, what was measured of each row's images, and its group. */
export interface PeekTable {
  readonly length: number;
  /** The groups' names, each once; none where rows have no groups. */
  readonly groups: readonly string[];
  /** For each row the index of its group; missing where there are none, or where they are not known yet. */
  readonly hues?: Uint32Array | undefined;
  /** One or two. */
  readonly metrics: readonly PeekMetric[];
  /** What an area is: "share of pixels > 0.4". */
  readonly meaning: string;
  /** What a tooltip's pictures are of: one metric's image, or all images of the row. */
  reference(row: number, metric: number | undefined): ImageReference;
}

/** One image of each row, and the area that was measured of it. */
export interface PeekMetric {
  /** As the hash and attributes call it: "image1". */
  readonly name: string;
  /** As a reader sees it: "Image 1 (circle)". */
  readonly label: string;
  /** NaN where a row is still to come. */
  readonly areas: Float64Array;
}

/** The kinds of charts of ours, by the names that the hash and attributes have for them. */
export const CHART_KINDS = ["strip", "scatter", "histogram", "repeat", "dropdown"] as const;
export type PeekChartKind = (typeof CHART_KINDS)[number];
