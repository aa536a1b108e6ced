import type { BlobSet } from "../blobs/blob-set.ts";
import { metricPoints, metricWords } from "./metric-chart.ts";
import { checkMetricChart, type MetricChartOptions } from "./options.ts";
import { checkSet, describe, SCHEMA } from "./set-words.ts";
import { stripView } from "./strip-view.ts";
import { CHART_TITLES } from "./titles.ts";

const DEFAULTS = { title: CHART_TITLES.strip, width: 400 };

/**
 * The areas of one image along x, a strip of points a group. A point's place within its strip tells nothing; it is the same at every redraw.
 *
 * @returns plain Vega-Lite v6 JSON, data inside
 * @example
 * const spec = stripChart(await generateBlobs(), { metric: "image2", width: "container" });
 */
export function stripChart(set: BlobSet, options?: MetricChartOptions): object {
  checkSet(set);
  const chart = checkMetricChart(options, DEFAULTS);
  const words = metricWords(set, chart);
  const { data, shared, strips, ...points } = metricPoints(set, chart);
  return {
    $schema: SCHEMA,
    title: words.title,
    description: describe(set, chart.title, [words.name]),
    width: words.width,
    height: words.height,
    ...stripView(words, { ...points, data, transform: [...shared, ...strips] }),
  };
}
