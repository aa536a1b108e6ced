import type { BlobRow, BlobSet } from "../blob-set.ts";
import { referenceExpression } from "../image-reference.ts";
import { literal, literals } from "./expressions.ts";
import { type ChartOptions, type CheckedChart, checkChart } from "./options.ts";

export type ChartKind = "repeat" | "dropdown";

export const SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";
export const HEIGHT = 300;
/** The default titles; the dropdown chart writes the metric behind its own. */
export const CHART_TITLES: Readonly<Record<ChartKind, string>> = {
  repeat: "Comparison of blob areas",
  dropdown: "Area of blobs",
};

/** The metrics' columns, the names a reader sees, and where the image is. */
export const METRICS = [
  { field: "image1_area", name: "Image 1 (circle)", image: "image1", embedded: "image1_base64" },
  { field: "image2_area", name: "Image 2 (square)", image: "image2", embedded: "image2_base64" },
] as const;

const METRIC_FIELDS = METRICS.map(({ field }) => field);
const METRIC_NAMES = METRICS.map(({ name }) => name);

/** Columns of points: the groups, with a gap between the metrics where both are drawn. */
export interface Columns {
  /** By index; an empty one is a gap. Names never become keys or scale values: Vega fails on some, such as "constructor". */
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

/**
 * Stable jitter: the rows of a column are numbered in the order of `fields` and step by the golden ratio, so that rows of about the same
 * area lie far apart and a point keeps its place at every redraw.
 */
const jitter = (columns: readonly string[], fields: readonly string[]): object[] => [
  { window: [{ op: "row_number", as: "rank" }], groupby: columns, sort: [...fields, "row"].map((field) => ({ field })) },
  { calculate: "(datum.rank * 0.6180339887498949) % 1", as: "jitter" },
];

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

/** An end for the areas' axis that holds every metric, so that they can be compared. */
export function highestArea({ columns }: BlobSet): number {
  let highest = 0;
  for (const field of METRIC_FIELDS) for (const area of columns[field]) if (area > highest) highest = area;
  return highest > 0 ? highest : 1;
}

/** What the areas measure. */
export const areaMeaning = ({ options: { dims, threshold } }: BlobSet): string =>
  `share of ${dims === 3 ? "voxels" : "pixels"} > ${threshold}`;

/** Both metrics on one scale. */
export const yEncoding = (set: BlobSet) => ({
  field: "area",
  type: "quantitative",
  scale: { domain: [0, highestArea(set)], nice: true },
  axis: { title: `Area: ${areaMeaning(set)}` },
});

export const colorEncoding = (groups: readonly string[]) => ({
  field: "hue",
  type: "nominal",
  scale: { domain: groups.map((_, i) => i) },
  legend: null,
});

function xEncoding(kind: ChartKind, { groups, metrics }: Columns) {
  const name = `truncate(${literals(groups)}[datum.value], max(3, floor(bandwidth('x') / 7)))`;
  return {
    field: "position",
    type: "ordinal",
    title: kind === "dropdown" ? "Group" : null,
    scale: { type: "band", domain: groups.map((_, i) => i), paddingInner: 0.2, paddingOuter: 0.1 },
    axis: {
      labelAngle: 0,
      labelOverlap: false,
      ticks: false,
      labelPadding: 6,
      labelExpr: metrics.length > 0 ? `[${name}, ${literals(metrics)}[datum.value]]` : name,
    },
  };
}

const tooltipOf = ({ images }: CheckedChart): object[] => [
  ...(images === "none" ? [] : [{ field: "image", type: "nominal" }]),
  { field: "group", type: "nominal", title: "Group" },
  { field: "metric", type: "nominal", title: "Metric" },
  { field: "area", type: "quantitative", title: "Area", format: ".4f" },
  { field: "row", type: "quantitative", title: "Row", format: "d" },
];

export const METRIC_MENU = {
  name: "shown",
  value: METRICS[0].field,
  bind: { input: "select", options: METRIC_FIELDS, labels: METRIC_NAMES, name: "Image metric " },
};

/** The metric's name stands in the title, by expression: Vega-Lite's schema allows none in an axis. */
export function titleOf(kind: ChartKind, { title }: CheckedChart): unknown {
  if (kind === "repeat") return title;
  const name = `${literals(METRIC_NAMES)}[indexof(${literals(METRIC_FIELDS)}, shown)]`;
  const lines = title === "" ? name : `[${literal(title)}, ${name}]`;
  return { text: { expr: lines }, anchor: "start", frame: "bounds" };
}

/** Either chart; `rows` stand in for the set's where a caller has made them at its own pace. */
export function blobChart(kind: ChartKind, set: BlobSet, options?: ChartOptions, rows?: BlobRow[]): object {
  if (typeof set?.rows !== "function") throw new TypeError("set: expected what generateBlobs gives");
  const groups = [...new Set(set.options.groups)];
  const columns = columnsOf(kind, groups);
  const chart = checkChart(options, CHART_TITLES[kind], columns.groups.length);
  const embedded = kind === "repeat" ? "both" : "single";
  return {
    $schema: SCHEMA,
    title: titleOf(kind, chart),
    description: `${chart.title}: ${set.length} rows in ${groups.length} groups, ${METRIC_NAMES.join(" and ")}, area as ${areaMeaning(set)}.`,
    width: chart.width,
    height: HEIGHT,
    ...(kind === "dropdown" && { params: [METRIC_MENU] }),
    data: { values: rows ?? set.rows({ images: chart.images === "embed" ? embedded : "none", labels: chart.labels }) },
    transform: [
      { calculate: `indexof(${literals(groups)}, datum.group)`, as: "hue" },
      ...transforms(kind, chart),
      { calculate: columns.index, as: "position" },
    ],
    mark: {
      type: "circle",
      opacity: 1,
      // Without a description Vega puts every field of the tooltip, the image too, into aria-label.
      description: {
        expr: "'Row ' + datum.row + ', group ' + datum.group + ', ' + datum.metric + ', area ' + format(datum.area, '.4f')",
      },
    },
    encoding: {
      x: xEncoding(kind, columns),
      xOffset: { field: "jitter", type: "quantitative", scale: { domain: [0, 1] } },
      y: yEncoding(set),
      color: colorEncoding(groups),
      tooltip: tooltipOf(chart),
    },
  };
}
