// A chart of each class that images can be attached to, or not: all over the same twelve rows, unless they say so.
import { readFileSync } from "node:fs";

export const ROWS = 12;

/** The row's number is among its fields, so that a test can tell which row a mark stands for. */
export const rows = Array.from({ length: ROWS }, (_, id) => ({
  id,
  a: (id * 7) % 12,
  b: (id * 5) % 11,
  g: "xyz"[id % 3]!,
  h: id % 2 === 0 ? "even" : "odd",
  d: `2024-0${1 + (id % 6)}-15`,
}));

export interface ChartClass {
  readonly name: string;
  readonly spec: object;
  /** How many images it takes. */
  readonly images?: number;
  /** Why it is refused. */
  readonly refused?: RegExp;
  /** Its marks with images stand for one row each (default), several, or some for none. */
  readonly marks?: "one" | "many" | "gaps";
}

const data = { values: rows };
const $schema = "https://vega.github.io/schema/vega-lite/v6.json";
const x = { field: "a", type: "quantitative" };
const y = { field: "b", type: "quantitative" };
const g = { field: "g", type: "nominal" };
const id = { field: "id", type: "quantitative" };
const points = { mark: "point", encoding: { x, y } };
const chart = (name: string, spec: object, more: Partial<ChartClass> = {}): ChartClass => ({
  name,
  spec: { $schema, data, ...spec },
  ...more,
});
const csv = ["id,a,b", ...rows.map((row) => `${row.id},${row.a},${row.b}`)].join("\n");

const square = (left: number) =>
  [
    [left, 0],
    [left, 1],
    [left + 1, 1],
    [left + 1, 0],
    [left, 0],
  ].map(([lon, lat]) => [lon, lat]);
const topology = {
  type: "Topology",
  arcs: rows.map((row) => square(2 * row.id)),
  objects: {
    cells: {
      type: "GeometryCollection",
      geometries: rows.map((row) => ({ type: "Polygon", arcs: [[row.id]], properties: { id: row.id, kind: row.g } })),
    },
  },
};

const altair = (name: string): object => JSON.parse(readFileSync(new URL(`./fixtures/altair/${name}`, import.meta.url), "utf8"));

export const chartClasses: readonly ChartClass[] = [
  chart("a point without a tooltip", points),
  chart("a list of tooltip fields", {
    mark: "circle",
    encoding: { x, y, tooltip: [id, { field: "g", title: "Group" }, { field: "a", format: ".2f" }] },
  }),
  chart("one tooltip field", { mark: "square", encoding: { x, y, tooltip: g } }),
  chart("tooltip true", { mark: { type: "point", tooltip: true }, encoding: { x, y, color: g, size: id } }),
  chart("tooltip of the data", { mark: { type: "point", tooltip: { content: "data" } }, encoding: { x, y } }),
  chart("tooltip of the config", { config: { mark: { tooltip: true } }, mark: "point", encoding: { x, y } }),
  chart("a text as tooltip", { mark: { type: "point", tooltip: 'a "quoted" text' }, encoding: { x, y } }),
  chart("an expression as tooltip", { mark: "point", encoding: { x, y, tooltip: { value: { expr: "'row ' + datum.id" } } } }),
  chart("a condition in the tooltip", {
    mark: "point",
    encoding: { x, y, tooltip: { condition: { test: "datum.a > 5", field: "g", type: "nominal" }, value: "small" } },
  }),
  chart("a tooltip switched off", { mark: "point", encoding: { x, y, tooltip: null } }),
  chart("an image column that the tooltip shows", {
    data: { values: rows.map((row) => ({ ...row, image: "data:image/png;base64,AAAA" })) },
    mark: "point",
    encoding: { x, y, tooltip: [id, { field: "image", type: "nominal" }] },
  }),
  chart("an image column that the chart reads", {
    data: { values: rows.map((row) => ({ ...row, image: row.g })) },
    mark: "point",
    encoding: { x, y, color: { field: "image", type: "nominal" } },
  }),
  chart("layers", {
    encoding: { x },
    layer: [
      { mark: "point", encoding: { y } },
      { mark: "rule", encoding: { y: { datum: 5 } } },
    ],
  }),
  chart("a line with points", { mark: { type: "line", point: true }, encoding: { x, y } }),
  chart("an area in groups", { mark: "area", encoding: { x, y, color: g } }, { marks: "gaps" }),
  chart("a trail", { mark: "trail", encoding: { x, y, size: id } }),
  chart("bars, one a row", { mark: "bar", encoding: { x: { field: "id", type: "ordinal" }, y } }),
  chart("bars in shares", {
    mark: { type: "bar", tooltip: true },
    encoding: { x: { field: "h" }, y: { ...y, stack: "normalize" }, color: id },
  }),
  chart("texts", { mark: "text", encoding: { x, y, text: g } }),
  chart("arcs", {
    mark: "arc",
    encoding: { theta: { field: "a", type: "quantitative" }, color: { field: "id", type: "nominal" } },
  }),
  chart("facets in the encoding", { mark: "point", encoding: { x, y, column: g, row: { field: "h" } } }),
  chart("a facet operator", { facet: g, columns: 2, spec: points }),
  chart("a repeat of columns", {
    repeat: ["a", "id"],
    spec: { mark: "point", encoding: { x: { field: { repeat: "repeat" }, type: "quantitative" }, y } },
  }),
  chart("a repeat of layers", {
    repeat: { layer: ["a", "b"] },
    spec: { mark: "point", encoding: { x: id, y: { field: { repeat: "layer" }, type: "quantitative" } } },
  }),
  chart("views side by side", { hconcat: [points, { mark: "bar", encoding: { x: id, y } }] }),
  chart("views within views", {
    vconcat: [{ hconcat: [points, { layer: [points, { mark: "tick", encoding: { x, y } }] }] }, points],
  }),
  chart("data in the views", {
    data: { values: [{}] },
    concat: [
      { data, ...points },
      { mark: "text", encoding: { text: { value: "note" } } },
    ],
  }),
  chart("datasets by name", { data: { name: "table" }, datasets: { table: rows, other: [{ z: 1 }] }, ...points }),
  chart("values that are no objects", {
    data: { values: rows.map((row) => row.a) },
    mark: "tick",
    encoding: { x: { field: "data", type: "quantitative" } },
  }),
  chart("text of commas", { data: { values: csv, format: { type: "csv" } }, mark: "point", encoding: { x, y, color: id } }),
  chart("a property of an object", { data: { values: { deep: { rows } }, format: { property: "deep.rows" } }, ...points }),
  chart("a sequence", { data: { sequence: { start: 0, stop: ROWS, as: "id" } }, mark: "point", encoding: { x: id } }),
  chart("shapes of a topology", {
    data: { values: topology, format: { type: "topojson", feature: "cells" } },
    projection: { type: "mercator" },
    mark: "geoshape",
    encoding: { color: { field: "properties.kind", type: "nominal" } },
  }),
  chart("filters, formulas, windows and folds", {
    transform: [
      { filter: "datum.a > 2" },
      { calculate: "datum.a * 2", as: "twice" },
      { window: [{ op: "rank", as: "rank" }], sort: [{ field: "b" }] },
      { fold: ["a", "twice"] },
    ],
    mark: "point",
    encoding: {
      x: { field: "rank", type: "quantitative" },
      y: { field: "value", type: "quantitative" },
      color: { field: "key" },
    },
  }),
  chart("a selection of the nearest point", {
    params: [{ name: "near", select: { type: "point", nearest: true, on: "pointerover" } }],
    mark: "point",
    encoding: {
      x,
      y,
      tooltip: { value: { expr: "'row ' + datum.id" } },
      color: { condition: { param: "near", value: "red" }, value: "grey" },
    },
  }),
  chart("a menu", {
    params: [{ name: "shown", value: "a", bind: { input: "select", options: ["a", "b"] } }],
    transform: [{ calculate: "datum[shown]", as: "v" }],
    mark: "point",
    encoding: { x: id, y: { field: "v", type: "quantitative" } },
  }),
  chart("means in bars", { mark: "bar", encoding: { x: g, y: { aggregate: "mean", field: "b" } } }, { marks: "many" }),
  chart(
    "means with a tooltip",
    {
      mark: "point",
      encoding: {
        x: g,
        y: { aggregate: "mean", field: "b" },
        tooltip: [g, { aggregate: "max", field: "a", title: "Most", format: ".1f" }, { aggregate: "count" }],
      },
    },
    { marks: "many" },
  ),
  chart(
    "a histogram",
    { mark: { type: "bar", tooltip: true }, encoding: { x: { ...x, bin: true }, y: { aggregate: "count" } } },
    { marks: "many" },
  ),
  chart(
    "a map of heat",
    {
      mark: "rect",
      encoding: { x: { ...x, bin: { maxbins: 3 } }, y: { ...y, bin: { maxbins: 3 } }, color: { aggregate: "count" } },
    },
    { marks: "many" },
  ),
  chart(
    "months",
    {
      mark: { type: "line", tooltip: true, point: true },
      encoding: { x: { field: "d", timeUnit: "yearmonth" }, y: { aggregate: "sum", field: "b" } },
    },
    { marks: "many" },
  ),
  chart(
    "a transform that aggregates",
    {
      transform: [{ aggregate: [{ op: "mean", field: "b", as: "mean" }], groupby: ["g"] }],
      mark: "point",
      encoding: { x: g, y: { field: "mean", type: "quantitative" } },
    },
    { marks: "many" },
  ),
  chart(
    "an aggregate of aggregates",
    {
      transform: [{ aggregate: [{ op: "mean", field: "b", as: "mean" }], groupby: ["g", "h"] }],
      mark: "point",
      encoding: { x: { field: "h" }, y: { aggregate: "max", field: "mean" } },
    },
    { marks: "many" },
  ),
  chart(
    "rows put between",
    { transform: [{ impute: "b", key: "id", groupby: ["h"], value: 0 }], mark: "point", encoding: { x: id, y } },
    { marks: "gaps" },
  ),
  chart("the outliers of a boxplot", {
    data: { values: [...rows.slice(1), { ...rows[0]!, b: 100 }] },
    mark: "boxplot",
    encoding: { x: { field: "b", type: "quantitative" } },
  }),
  { name: "Altair's repeat chart of the tutorial", spec: altair("repeat-chart.3rows.vl.json"), images: 3 },
  { name: "Altair's dropdown chart of the tutorial", spec: altair("dropdown-chart.3rows.vl.json"), images: 3 },
  chart(
    "sums in areas with gaps",
    {
      data: { values: rows.filter(({ id }) => id !== 4) },
      mark: "area",
      encoding: { x: { field: "d" }, y: { aggregate: "sum", field: "b" }, color: { field: "g" } },
    },
    { marks: "gaps", images: ROWS - 1 },
  ),
  chart(
    "shares with a tooltip of another field",
    {
      mark: "tick",
      encoding: {
        x: { ...x, bin: true },
        y: { aggregate: "count", type: "quantitative", stack: "normalize" },
        tooltip: [{ field: "h" }],
      },
    },
    { marks: "many" },
  ),
  chart(
    "a column with a dot in its name",
    {
      data: { values: rows.map(({ id, ...row }) => ({ ...row, "i.d": id })) },
      mark: { type: "bar", tooltip: true },
      encoding: { x: { field: "i\\.d", type: "nominal" }, y: { aggregate: "count" } },
    },
    { marks: "many" },
  ),
  chart("a tooltip of a condition in the layers", {
    encoding: { x, tooltip: { condition: { test: "datum.b > 2", field: "g", type: "nominal" }, value: "no" } },
    layer: [{ mark: "point", encoding: { y, tooltip: { field: "b", type: "quantitative" } } }],
  }),
  chart(
    "a sum of a column called image",
    {
      data: { values: rows.map((row) => ({ ...row, image: row.a })) },
      mark: "bar",
      encoding: { x: g, y: { aggregate: "count" }, tooltip: [{ field: "image", aggregate: "sum", type: "quantitative" }] },
    },
    { marks: "many" },
  ),
  chart("inline data that another view names", {
    data: undefined,
    hconcat: [
      { data: { name: "d", values: rows }, ...points },
      { data: { name: "d" }, ...points },
    ],
  }),
  chart("a tooltip of no value", { mark: "point", encoding: { x, y, tooltip: { value: null } } }),
  chart(
    "a mean whose tooltip groups under a condition",
    {
      mark: "bar",
      encoding: {
        x: g,
        y: { aggregate: "mean", field: "b" },
        tooltip: { condition: { test: "datum.a > 3", field: "a", type: "quantitative" }, value: "no" },
      },
    },
    { refused: /several fields of its tooltip group/ },
  ),
  chart(
    "a sequence of millions",
    { data: { sequence: { start: 0, stop: 16_000_000 } }, mark: "tick", encoding: {} },
    {
      refused: /its data have 16000000 rows, and there are 12 images/,
    },
  ),
  chart("error bars", { mark: "errorbar", encoding: { x: g, y } }, { refused: /errorbar is made of many rows/ }),
  chart(
    "a boxplot without outliers",
    { mark: { type: "boxplot", extent: "min-max" }, encoding: { x: y } },
    { refused: /boxplot without outliers/ },
  ),
  chart(
    "a density",
    {
      transform: [{ density: "a" }],
      mark: "area",
      encoding: { x: { field: "value", type: "quantitative" }, y: { field: "density", type: "quantitative" } },
    },
    {
      refused: /density estimate stands for no row/,
    },
  ),
  chart(
    "a pivot",
    {
      transform: [{ pivot: "g", value: "a", groupby: ["h"] }],
      mark: "bar",
      encoding: { x: { field: "x", type: "quantitative" } },
    },
    { refused: /a pivot makes rows/ },
  ),
  chart(
    "a regression line",
    { transform: [{ regression: "b", on: "a" }], mark: "line", encoding: { x, y } },
    { refused: /regression line stands for no row/ },
  ),
  chart(
    "means of a repeat",
    {
      repeat: ["a", "b"],
      spec: { mark: "bar", encoding: { x: g, y: { field: { repeat: "repeat" }, aggregate: "mean" } } },
    },
    { refused: /names repeated fields/ },
  ),
  chart("a graticule", { data: { graticule: true }, mark: "geoshape" }, { refused: /graticule has no rows/ }),
  chart(
    "data by URL",
    { data: { url: "http://127.0.0.1/rows.json" }, ...points },
    { refused: /data by URL are not loaded \("http:\/\/127\.0\.0\.1\/rows\.json"\)/ },
  ),
  chart("no data", { data: undefined, mark: "point", encoding: {} }, { refused: /it has no data/ }),
];
