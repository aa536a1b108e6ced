import { checkChoice, checkNumber, checkOptions, wrongKind, wrongValue } from "../base/checks.ts";
import { IMAGE_NAMES, type ImageName } from "../blobs/rows/blob-picture.ts";

export const CHART_IMAGES = ["embed", "hover", "none"] as const;
export type ChartImages = (typeof CHART_IMAGES)[number];

export interface ChartOptions {
  /** `"embed"` (default): data URIs inside; `"hover"`: references a page's tooltip handler resolves; `"none"`. */
  images?: ChartImages;
  /** Captions in the embedded images. Default true. */
  labels?: boolean;
  title?: string;
  /**
   * Of the plot, in pixels >= 1, or as wide as the element around it, which a histogram over strips cannot be. Default: 400; of the charts with
   * groups as columns 40 a column, at least 240.
   */
  width?: number | "container";
}

/** Options of a chart that shows one image's areas. */
export interface MetricChartOptions extends ChartOptions {
  /** Whose areas: `"image1"` (default), the circle, or `"image2"`, the square. */
  metric?: ImageName;
}

/** What holds where nothing else is said. */
export interface ChartDefaults {
  readonly title: string;
  readonly width: number;
}

export interface CheckedChart {
  readonly images: ChartImages;
  readonly labels: boolean;
  readonly title: string;
  readonly width: number | "container";
}

const CHART_OPTIONS = ["images", "labels", "title", "width"] as const;

export const checkChart = (options: ChartOptions | undefined, defaults: ChartDefaults): CheckedChart =>
  checkGiven(checkOptions(options, "options", CHART_OPTIONS), defaults);

export function checkMetricChart(
  options: MetricChartOptions | undefined,
  defaults: ChartDefaults,
): CheckedChart & { readonly metric: ImageName } {
  const given = checkOptions(options, "options", [...CHART_OPTIONS, "metric"]);
  return { ...checkGiven(given, defaults), metric: checkChoice(given.metric ?? "image1", "metric", IMAGE_NAMES) };
}

/** For charts of several views, whose width Vega-Lite cannot take from an element. */
export function checkPlainWidth({ width }: CheckedChart): number {
  if (width === "container") throw wrongValue("width", "a number, for a chart of two plots has no container's width", width);
  return width;
}

function checkGiven(given: ChartOptions, defaults: ChartDefaults): CheckedChart {
  const { labels = true, title = defaults.title, width = defaults.width } = given;
  if (typeof labels !== "boolean") throw wrongKind("labels", "true or false", labels);
  if (typeof title !== "string") throw wrongKind("title", "a string", title);
  if (width !== "container" && typeof width !== "number") throw wrongKind("width", 'a number >= 1 or "container"', width);
  return {
    images: checkChoice(given.images ?? "embed", "images", CHART_IMAGES),
    labels,
    title,
    width: width === "container" ? width : checkNumber(width, "width", 1),
  };
}
