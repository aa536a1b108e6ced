import { LABELS } from "./labels.ts";
import type { CheckedChart } from "./options.ts";
import type { PointWords } from "./words.ts";

/**
 * Stable jitter: the rows of a column are numbered in the order of `fields` and step by the golden ratio, so that rows of about the same
 * area lie far apart and a point keeps its place at every redraw.
 */
export const jitter = (columns: readonly string[], fields: readonly string[]): object[] => [
  { window: [{ op: "row_number", as: "rank" }], groupby: columns, sort: [...fields, "row"].map((field) => ({ field })) },
  { calculate: "(datum.rank * 0.6180339887498949) % 1", as: "jitter" },
];

/** Without a description Vega puts every field of the tooltip, the image too, into aria-label. */
export const pointMark = ({ description }: PointWords) => ({ type: "circle", opacity: 1, description });

export const areaField = (field: string, title: string) => ({ field, type: "quantitative", title, format: ".4f" });

/** A point's tooltip: the image where there are images, the group, what was measured, the row. */
export const tooltipOf = ({ images }: CheckedChart, measured: readonly object[]): object[] => [
  ...(images === "none" ? [] : [{ field: "image", type: "nominal" }]),
  { field: "group", type: "nominal", title: LABELS.group },
  ...measured,
  { field: "row", type: "quantitative", title: LABELS.row, format: "d" },
];

/** What a point of one metric says. */
export const METRIC_AND_AREA = [{ field: "metric", type: "nominal", title: LABELS.metric }, areaField("area", LABELS.area)];
export const metricDescription = {
  expr: "'Row ' + datum.row + ', group ' + datum.group + ', ' + datum.metric + ', area ' + format(datum.area, '.4f')",
};
