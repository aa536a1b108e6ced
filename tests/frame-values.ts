// What a page would tell the frame of a chart, for a blob set: the values for which the frame is to look like the portable chart.
import { stackedBars } from "../src/charts/bars.ts";
import { CHART_TITLES, columnsOf } from "../src/charts/blob-chart.ts";
import { METRICS } from "../src/charts/metrics.ts";
import { niceEnd } from "../src/charts/nice-end.ts";
import { areaOfBoth, areaTitle, groupsOf, HEIGHT, highestArea, huesOf } from "../src/charts/set-words.ts";
import { stripHeight } from "../src/charts/strip-view.ts";
import type { BlobSet, ChartOptions, MetricChartOptions } from "../src/index.ts";
import { dropdownChart, histogramChart, repeatChart, scatterChart, stripChart } from "../src/index.ts";
import type { FrameValues } from "../web/peek-chart/chart-frame.ts";
import type { PeekChartKind } from "../web/peek-chart/peek-table.ts";

export type Metric = "image1" | "image2";

type Builder = (set: BlobSet, options?: ChartOptions & MetricChartOptions) => object;

/** The portable chart of a kind. */
export const BUILDERS: Readonly<Record<PeekChartKind, Builder>> = {
  strip: stripChart,
  scatter: scatterChart,
  histogram: histogramChart,
  repeat: repeatChart,
  dropdown: dropdownChart,
};

const TITLES: Readonly<Record<PeekChartKind, string>> = {
  ...CHART_TITLES,
  strip: "Blob areas by group",
  scatter: "Areas of circle and square",
  histogram: "Distribution of blob areas",
};

export function frameValues(kind: PeekChartKind, set: BlobSet, metric: Metric, width: number): FrameValues {
  const groups = groupsOf(set);
  const { field, name } = METRICS.find(({ image }) => image === metric)!;
  const axis = (of: (typeof METRICS)[number]) => ({
    title: areaTitle(set, of.name),
    domain: [0, niceEnd(highestArea(set, [of.field]))] as const,
  });
  const both = areaOfBoth(set) as FrameValues["areas"][number];
  const own = METRICS.filter(({ image }) => image === metric).map(axis);
  const columns = columnsOf(kind === "repeat" ? "repeat" : "dropdown", groups);
  const isMetric = kind === "strip" || kind === "histogram";
  return {
    title: kind === "dropdown" ? [TITLES.dropdown, name] : TITLES[kind],
    subtitle: [],
    labels: columns.groups,
    metricLabels: columns.metrics,
    areas: kind === "scatter" ? METRICS.map(axis) : isMetric ? own : [both],
    groupTitle: "Group",
    width,
    height: isMetric ? stripHeight(groups.length) : HEIGHT,
    ...(kind === "histogram" && stackedBars(set.columns[field], huesOf(set), groups, own[0]!.domain[1])),
    ...(kind === "scatter" && { legend: groups.length > 1 ? groups : [] }),
  };
}
