import type { BlobSet } from "../blobs/blob-set.ts";
import { METRICS } from "../blobs/metrics.ts";
import { barTransforms, stackedBars } from "./bars.ts";
import { histogramView } from "./histogram-view.ts";
import { metricPoints, metricWords } from "./metric-chart.ts";
import { checkMetricChart, checkPlainWidth, type MetricChartOptions } from "./options.ts";
import { areaEnd, checkSet, describe, groupsOf, huesOf, SCHEMA } from "./set-words.ts";
import { CHART_TITLES } from "./titles.ts";

const DEFAULTS = { title: CHART_TITLES.histogram, width: 400 };

/**
 * The areas of one image: above how many rows there are in each fortieth of the axis, stacked by group, below the rows as strips of points.
 * Both plots have one scale from left to right.
 *
 * @throws RangeError for `width: "container"`: Vega-Lite has no such width for charts of two plots
 * @returns plain Vega-Lite v6 JSON, data inside
 * @example
 * const spec = histogramChart(await generateBlobs(), { metric: "image2", images: "none" });
 */
export function histogramChart(set: BlobSet, options?: MetricChartOptions): object {
  checkSet(set);
  const chart = checkMetricChart(options, DEFAULTS);
  const words = { ...metricWords(set, chart), plotWidth: String(checkPlainWidth(chart)) };
  const { data, shared, strips, ...points } = metricPoints(set, chart);
  const { field } = METRICS.find(({ image }) => image === chart.metric)!;
  const groups = groupsOf(set);
  const end = areaEnd(set);
  const { most } = stackedBars(set.columns[field], huesOf(set), groups, end);
  return {
    $schema: SCHEMA,
    title: words.title,
    description: describe(set, chart.title, [words.name]),
    ...histogramView(
      words,
      { data, transform: shared },
      { ...points, transform: strips },
      { transform: barTransforms(groups, end), most },
    ),
  };
}
