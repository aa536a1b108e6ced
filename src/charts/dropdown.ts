import type { BlobRow, BlobSet } from "../blob-set.ts";
import {
  areaMeaning,
  type ChartOptions,
  chartRows,
  checkChart,
  color,
  groupNames,
  HEIGHT,
  jitter,
  literal,
  MARK,
  METRICS,
  SCHEMA,
  tooltip,
} from "./shared.ts";

/** An upper end for the areas' axis that holds every metric, so that switching keeps the scale. */
function highestArea({ columns }: BlobSet): number {
  let highest = 0;
  for (const { field } of METRICS) for (const area of columns[field]) if (area > highest) highest = area;
  return highest > 0 ? highest : 1;
}

/**
 * The tutorial's second chart: one metric at a time, chosen by a dropdown that switches the axis, its title and the image. The metric's
 * name stands in the title, by expression, and the axis title under it: Vega-Lite's schema allows no expression in an axis.
 *
 * @returns plain Vega-Lite v6 JSON, data inside
 * @example
 * const spec = dropdownChart(await generateBlobs(), { width: "container" });
 */
export function dropdownChart(set: BlobSet, options?: ChartOptions): object {
  return dropdownSpec(set, options);
}

/** The same, with rows that a caller has made at its own pace. */
export function dropdownSpec(set: BlobSet, options?: ChartOptions, rows?: BlobRow[]): object {
  const groups = groupNames(set);
  const chart = checkChart(options, "Area of blobs", groups.length);
  const [first, second] = METRICS;
  const chosen = (a: string, b: string): string => `metric === ${literal(first.field)} ? ${a} : ${b}`;
  const image = {
    embed: [{ calculate: chosen("datum.image1_base64", "datum.image2_base64"), as: "image" }],
    hover: [{ calculate: `'ndpeek:' + replace(metric, '_area', '') + '/' + datum.row`, as: "image" }],
    none: [],
  };
  const name = chosen(literal(first.name), literal(second.name));
  return {
    $schema: SCHEMA,
    title: {
      text: { expr: `${literal(`${chart.title}: `)} + (${name})` },
      subtitle: `Area: ${areaMeaning(set)}`,
      anchor: "start",
      frame: "group",
    },
    width: chart.width,
    height: HEIGHT,
    params: [
      {
        name: "metric",
        value: first.field,
        bind: {
          input: "select",
          options: METRICS.map(({ field }) => field),
          labels: METRICS.map((metric) => metric.name),
          name: "Image metric ",
        },
      },
    ],
    data: { values: chartRows(set, chart, "single", rows) },
    transform: [
      ...jitter(
        ["group"],
        METRICS.map(({ field }) => field),
      ),
      { calculate: "datum[metric]", as: "area" },
      { calculate: name, as: "metric" },
      ...image[chart.images],
    ],
    mark: MARK,
    encoding: {
      x: {
        field: "group",
        type: "nominal",
        title: "Group",
        scale: { type: "band", domain: groups, padding: 0.3 },
        axis: { labelAngle: 0 },
      },
      xOffset: { field: "jitter", type: "quantitative", scale: { domain: [0, 1] } },
      y: {
        field: "area",
        type: "quantitative",
        scale: { domain: [0, highestArea(set)], nice: true },
        axis: { title: null, description: `Y-axis: area, ${areaMeaning(set)}` },
      },
      color: color(groups, null),
      tooltip: tooltip(chart),
    },
  };
}
