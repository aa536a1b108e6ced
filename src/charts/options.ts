import { checkChoice, checkNumber, checkOptions, wrongKind } from "../checks.ts";

export const CHART_IMAGES = ["embed", "hover", "none"] as const;
export type ChartImages = (typeof CHART_IMAGES)[number];

export interface ChartOptions {
  /** `"embed"` (default): data URIs inside; `"hover"`: references a page's tooltip handler resolves; `"none"`. */
  images?: ChartImages;
  /** Captions in the embedded images. Default true. */
  labels?: boolean;
  title?: string;
  /** Of the plot, in pixels >= 1, or as wide as the element around it. Default: 40 pixels a group, at least 240. */
  width?: number | "container";
}

export interface CheckedChart {
  readonly images: ChartImages;
  readonly labels: boolean;
  readonly title: string;
  readonly width: number | "container";
}

export function checkChart(options: ChartOptions | undefined, title: string, columns: number): CheckedChart {
  const given = checkOptions(options, "options", ["images", "labels", "title", "width"]);
  const { labels = true, width = Math.max(240, 40 * columns) } = given;
  if (typeof labels !== "boolean") throw wrongKind("labels", "true or false", labels);
  if (given.title !== undefined && typeof given.title !== "string") throw wrongKind("title", "a string", given.title);
  if (width !== "container" && typeof width !== "number") throw wrongKind("width", 'a number >= 1 or "container"', width);
  return {
    images: checkChoice(given.images ?? "embed", "images", CHART_IMAGES),
    labels,
    title: given.title ?? title,
    width: width === "container" ? width : checkNumber(width, "width", 1),
  };
}
