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

/**
 * The tutorial's first chart: the areas of both images, a column of points a group, on one scale. One view rather than Vega-Lite's
 * `repeat`, whose views cannot take the width of their container.
 *
 * @returns plain Vega-Lite v6 JSON, data inside
 * @example
 * const spec = repeatChart(await generateBlobs(), { images: "embed" });
 */
export function repeatChart(set: BlobSet, options?: ChartOptions): object {
  return repeatSpec(set, options);
}

/** The same, with rows that a caller has made at its own pace. */
export function repeatSpec(set: BlobSet, options?: ChartOptions, rows?: BlobRow[]): object {
  const groups = groupNames(set);
  const chart = checkChart(options, "Comparison of blob areas", METRICS.length * groups.length);
  const names = METRICS.map(({ field, name }) => `datum.column === ${literal(field)} ? ${literal(name)} : `).join("");
  return {
    $schema: SCHEMA,
    title: chart.title,
    width: chart.width,
    height: HEIGHT,
    data: { values: chartRows(set, chart, "both", rows) },
    transform: [
      { fold: METRICS.map(({ field }) => field), as: ["column", "area"] },
      ...jitter(["column", "group"], ["area"]),
      { calculate: `${names}datum.column`, as: "metric" },
      { calculate: `indexof([${groups.map(literal)}], datum.group) + 0.15 + 0.7 * datum.jitter`, as: "position" },
      ...(chart.images === "hover" ? [{ calculate: "'ndpeek:both/' + datum.row", as: "image" }] : []),
    ],
    mark: MARK,
    encoding: {
      x: {
        field: "metric",
        type: "nominal",
        title: null,
        scale: { paddingInner: 0.1, paddingOuter: 0 },
        axis: { labelAngle: 0 },
      },
      xOffset: { field: "position", type: "quantitative", scale: { domain: [0, groups.length] } },
      y: { field: "area", type: "quantitative", title: `Area: ${areaMeaning(set)}` },
      color: color(groups, { orient: "top", columns: 4 }),
      tooltip: tooltip(chart),
    },
  };
}
