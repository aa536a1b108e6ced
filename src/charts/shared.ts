import type { BlobRow, BlobSet } from "../blob-set.ts";
import { checkChoice, checkNumber, checkOptions, wrongKind } from "../checks.ts";

export interface ChartOptions {
  /** `"embed"` (default): data URIs inside; `"hover"`: references a page's tooltip handler resolves; `"none"`. */
  images?: "embed" | "hover" | "none";
  /** Captions in the embedded images. Default true. */
  labels?: boolean;
  title?: string;
  /** Of the plot, in pixels, or as wide as the element around it. Default: 40 pixels a group, at least 240. */
  width?: number | "container";
}

export interface CheckedChart {
  readonly images: "embed" | "hover" | "none";
  readonly labels: boolean;
  readonly title: string;
  readonly width: number | "container";
}

export const SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";
export const HEIGHT = 300;

/** The metrics' columns and the names a reader sees. */
export const METRICS = [
  { field: "image1_area", name: "Image 1 (circle)" },
  { field: "image2_area", name: "Image 2 (square)" },
] as const;

/** A Vega expression's string literal. */
export const literal = (text: string): string => JSON.stringify(text);

export function checkChart(options: ChartOptions | undefined, title: string, columns: number): CheckedChart {
  const given = checkOptions(options, "options", ["images", "labels", "title", "width"]);
  const { labels = true, width = Math.max(240, 40 * columns) } = given;
  if (typeof labels !== "boolean") throw wrongKind("labels", "true or false", labels);
  if (given.title !== undefined && typeof given.title !== "string") throw wrongKind("title", "a string", given.title);
  if (width !== "container" && typeof width !== "number") throw wrongKind("width", 'a number > 0 or "container"', width);
  return {
    images: checkChoice(given.images ?? "embed", "images", ["embed", "hover", "none"]),
    labels,
    title: given.title ?? title,
    width: width === "container" ? width : checkNumber(width, "width", 1),
  };
}

/** Each group once, in the options' order: the same columns whatever rows a set holds. */
export const groupNames = (set: BlobSet): string[] => [...new Set(set.options.groups)];

/** What the areas measure, for titles. */
export const areaMeaning = (set: BlobSet): string =>
  `share of ${set.options.dims === 3 ? "voxels" : "pixels"} > ${set.options.threshold}`;

/**
 * Stable jitter: the rows of a column are numbered in the order of `fields` and step by the golden ratio, so that rows of about the same
 * area lie far apart and a point keeps its place at every redraw.
 */
export const jitter = (columns: readonly string[], fields: readonly string[]): object[] => [
  { window: [{ op: "row_number", as: "rank" }], groupby: columns, sort: [...fields, "row"].map((field) => ({ field })) },
  { calculate: "(datum.rank * 0.6180339887498949) % 1", as: "jitter" },
];

/** The mark. Its description keeps the tooltip's image out of `aria-label`, where Vega would put every field. */
export const MARK = {
  type: "circle",
  description: {
    expr: "'Row ' + datum.row + ', group ' + datum.group + ', ' + datum.metric + ', area ' + format(datum.area, '.4f')",
  },
};

/** The tooltip's fields; vega-tooltip shows the one called `image` as a picture. */
export const tooltip = ({ images }: CheckedChart): object[] => [
  ...(images === "none" ? [] : [{ field: "image", type: "nominal" }]),
  { field: "group", type: "nominal", title: "Group" },
  { field: "metric", type: "nominal", title: "Metric" },
  { field: "area", type: "quantitative", title: "Area", format: ".4f" },
  { field: "row", type: "quantitative", title: "Row", format: "d" },
];

export const color = (groups: readonly string[], legend: object | null): object => ({
  field: "group",
  type: "nominal",
  title: "Group",
  scale: { domain: groups },
  legend,
});

/** The rows as chart data; `ready` stands in for them where a caller has made them already. */
export function chartRows(
  set: BlobSet,
  { images, labels }: CheckedChart,
  embedded: "both" | "single",
  ready?: BlobRow[],
): BlobRow[] {
  return ready ?? set.rows({ images: images === "embed" ? embedded : "none", labels });
}
