import type { BlobRow, BlobSet } from "../blobs/blob-set.ts";
import { METRIC_FIELDS, METRIC_NAMES, METRICS } from "../blobs/metrics.ts";
import { columnsView } from "./columns-view.ts";
import { literal, literals } from "./expressions.ts";
import { referenceExpression } from "./image-reference.ts";
import { LABELS } from "./labels.ts";
import { type ChartOptions, type CheckedChart, checkChart } from "./options.ts";
import { jitter, METRIC_AND_AREA, metricDescription, tooltipOf } from "./points.ts";
import { areaOfBoth, checkSet, describe, groupsOf, HEIGHT, hueTransform, indices, SCHEMA } from "./set-words.ts";
import { CHART_TITLES } from "./titles.ts";
import type { ChartWords, PointWords } from "./words.ts";

export type ChartKind = "repeat" | "dropdown";

/** Columns of points: the groups, with a gap between the metrics where both are drawn. */
export interface Columns {
  /** By index; an empty one is a gap. */
  readonly groups: readonly string[];
  /** The metric's name under the middle of its groups. */
  readonly metrics: readonly string[];
  /** An expression for the datum's index. */
  readonly index: string;
}

export function columnsOf(kind: ChartKind, groups: readonly string[]): Columns {
  if (kind === "dropdown") return { groups, metrics: [], index: "datum.hue" };
  const middle = Math.floor((groups.length - 1) / 2);
  const gap = METRICS.map((_, i) => (i < METRICS.length - 1 ? [""] : []));
  return {
    groups: METRICS.flatMap((_, i) => [...groups, ...gap[i]!]),
    metrics: METRICS.flatMap(({ name }, i) => [...groups.map((_, g) => (g === middle ? name : "")), ...gap[i]!]),
    index: `${groups.length + 1} * indexof(${literals(METRIC_FIELDS)}, datum.column) + datum.hue`,
  };
}

/** Gives each datum, whose group's index is its `hue`, its `area`, `metric` name, `jitter` and, with images, `image`. */
function transforms(kind: ChartKind, { images }: CheckedChart): object[] {
  if (kind === "repeat") {
    return [
      { fold: METRIC_FIELDS, as: ["column", "area"] },
      ...jitter(["column", "hue"], ["area"]),
      { calculate: `${literals(METRIC_NAMES)}[indexof(${literals(METRIC_FIELDS)}, datum.column)]`, as: "metric" },
      ...(images === "hover" ? [{ calculate: referenceExpression("'both'"), as: "image" }] : []),
    ];
  }
  const chosen = (key: "name" | "image" | "embedded") =>
    `${literals(METRICS.map((metric) => metric[key]))}[indexof(${literals(METRIC_FIELDS)}, shown)]`;
  return [
    ...jitter(["hue"], METRIC_FIELDS),
    { calculate: "datum[shown]", as: "area" },
    { calculate: chosen("name"), as: "metric" },
    ...(images === "embed" ? [{ calculate: `datum[${chosen("embedded")}]`, as: "image" }] : []),
    ...(images === "hover" ? [{ calculate: referenceExpression(chosen("image")), as: "image" }] : []),
  ];
}

const METRIC_MENU = {
  name: "shown",
  value: METRICS[0].field,
  bind: { input: "select", options: METRIC_FIELDS, labels: METRIC_NAMES, name: "Image metric " },
};

/** The metric's name stands in the title, by expression: Vega-Lite's schema allows none in an axis. */
function titleOf(kind: ChartKind, { title }: CheckedChart): unknown {
  if (kind === "repeat") return title;
  const name = `${literals(METRIC_NAMES)}[indexof(${literals(METRIC_FIELDS)}, shown)]`;
  const lines = title === "" ? name : `[${literal(title)}, ${name}]`;
  return { text: { expr: lines }, anchor: "start", frame: "bounds" };
}

/** Either chart; `rows` stand in for the set's where a caller has made them at its own pace. */
export function blobChart(kind: ChartKind, set: BlobSet, options?: ChartOptions, rows?: BlobRow[]): object {
  checkSet(set);
  const groups = groupsOf(set);
  const columns = columnsOf(kind, groups);
  const chart = checkChart(options, { title: CHART_TITLES[kind], width: Math.max(240, 40 * columns.groups.length) });
  const embedded = kind === "repeat" ? "both" : "single";
  const words: ChartWords = {
    title: titleOf(kind, chart),
    width: chart.width,
    plotWidth: "width",
    height: HEIGHT,
    groups: literals(columns.groups),
    ...(kind === "repeat" && { metrics: literals(columns.metrics) }),
    places: indices(columns.groups),
    groupTitle: kind === "dropdown" ? LABELS.group : null,
    areas: [areaOfBoth(set)],
    hues: indices(groups),
  };
  const points: PointWords = {
    data: { values: rows ?? set.rows({ images: chart.images === "embed" ? embedded : "none", labels: chart.labels }) },
    transform: [hueTransform(groups), ...transforms(kind, chart), { calculate: columns.index, as: "position" }],
    tooltip: tooltipOf(chart, METRIC_AND_AREA),
    description: metricDescription,
  };
  return {
    $schema: SCHEMA,
    title: words.title,
    description: describe(set, chart.title, METRIC_NAMES),
    width: words.width,
    height: words.height,
    ...(kind === "dropdown" && { params: [METRIC_MENU] }),
    ...columnsView(words, points),
  };
}
