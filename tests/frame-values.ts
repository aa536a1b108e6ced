// What the page tells the frame of a chart, for a blob set: the values for which the frame is to look like the portable chart.
import { METRICS } from "../src/charts/metrics.ts";
import { areaMeaning, groupsOf, huesOf } from "../src/charts/set-words.ts";
import { CHART_TITLES } from "../src/charts/titles.ts";
import {
  type BlobSet,
  dropdownChart,
  histogramChart,
  type MetricChartOptions,
  repeatChart,
  scatterChart,
  stripChart,
} from "../src/index.ts";
import { areaScale } from "../web/peek-chart/area-scale.ts";
import type { FrameValues } from "../web/peek-chart/chart-frame.ts";
import { frameValues } from "../web/peek-chart/frame-values.ts";
import type { PeekChartKind, PeekTable } from "../web/peek-chart/peek-table.ts";

export type Metric = "image1" | "image2";

/** The portable chart of a kind. */
export const BUILDERS: Readonly<Record<PeekChartKind, (set: BlobSet, options?: MetricChartOptions) => object>> = {
  strip: stripChart,
  scatter: scatterChart,
  histogram: histogramChart,
  repeat: repeatChart,
  dropdown: dropdownChart,
};

export const tableOf = (set: BlobSet): PeekTable => ({
  length: set.length,
  groups: groupsOf(set),
  hues: huesOf(set),
  metrics: METRICS.map(({ image, name, field }) => ({ name: image, label: name, areas: set.columns[field] })),
  meaning: areaMeaning(set),
  reference: (row) => `ndpeek:both/${row}`,
});

export const metricIndex = (metric: Metric): number => METRICS.findIndex(({ image }) => image === metric);

/** The domains that the page finds for a table. */
export function domainsOf(table: PeekTable, kind: PeekChartKind) {
  const scale = areaScale();
  scale.fit(table, kind);
  return scale.domains;
}

export function valuesOf(kind: PeekChartKind, set: BlobSet, metric: Metric, width: number): FrameValues {
  const table = tableOf(set);
  const view = { kind, metric: metricIndex(metric), title: CHART_TITLES[kind] };
  return frameValues(table, view, domainsOf(table, kind), width);
}
