// Charts of all kinds that Vega-Lite has, each with the rows that a hovered mark stands for.
import { points, SCHEMA } from "../attach-files.ts";

export type Fields = Readonly<Record<string, string>>;

export interface ChartCase {
  readonly what: string;
  readonly spec: object;
  /** Images of the stack. */
  readonly images: number;
  readonly flags?: readonly string[];
  /** The SVG elements to hover; by default the points. */
  readonly marks?: string;
  /** Each vertex of the elements' paths, the first few, instead of their middles. */
  readonly vertices?: number;
  readonly count: number;
  /** The rows whose images the tooltip with these fields has to show. */
  rows(fields: Fields): number[];
}

const N = 6;
const Q = "quantitative";
const xy = { x: { field: "x", type: Q }, y: { field: "y", type: Q } };
const circle = { type: "circle", size: 200, opacity: 1 };
const values = Array.from({ length: N }, (_, id) => ({
  id,
  x: id,
  y: (id * 5) % 7,
  g: id % 2 ? "b" : "a",
  h: id % 3 ? "q" : "p",
}));
const byX = ({ x }: Fields): number[] => [Number(x)];
const byId = ({ id }: Fields): number[] => [Number(id)];
const chart = (more: object): object =>
  points(0, { width: 240, height: 120, data: { values }, mark: circle, encoding: xy, ...more });
const view = (more: object = {}): object => ({ mark: circle, width: 200, height: 100, encoding: xy, ...more });
const top = (more: object): object => ({ $schema: SCHEMA, data: { values }, ...more });
const rowsWhere = (test: (row: (typeof values)[number]) => boolean): number[] => values.filter(test).map(({ id }) => id);
const single = (what: string, more: object, rest: Partial<ChartCase> = {}): ChartCase => ({
  what,
  spec: chart(more),
  images: N,
  count: N,
  rows: byX,
  ...rest,
});

/** Squares in a row. */
const topology = {
  type: "Topology",
  arcs: Array.from({ length: 4 }, (_, i) => [
    [3 * i, 0],
    [3 * i + 2, 0],
    [3 * i + 2, 2],
    [3 * i, 2],
    [3 * i, 0],
  ]),
  objects: {
    lands: {
      type: "GeometryCollection",
      geometries: Array.from({ length: 4 }, (_, i) => ({ type: "Polygon", arcs: [[i]], properties: { name: `land ${i}` } })),
    },
  },
};

/** Values close together, and two far away. */
const spread = Array.from({ length: 20 }, (_, i) => ({ v: i === 7 ? 100 : i === 13 ? -80 : 10 + i / 10 }));

export const CASES: readonly ChartCase[] = [
  { what: "a single point", spec: chart({ data: { values: [{ x: 0, y: 1 }] }, mark: "point" }), images: 1, count: 1, rows: byX },
  single(
    "circles with a list of tooltip fields",
    { encoding: { ...xy, tooltip: [{ field: "id" }, { field: "g", title: "Group" }] } },
    {
      rows: byId,
    },
  ),
  single("a mark whose tooltip is true", { mark: { ...circle, tooltip: true } }),
  single("a mark whose tooltip is its data", { mark: { ...circle, tooltip: { content: "data" } } }, { rows: byId }),
  single(
    "an expression for a tooltip",
    { mark: { ...circle, tooltip: { expr: "{'nr': datum.id}" } } },
    {
      rows: ({ nr }) => [Number(nr)],
    },
  ),
  single("layers", {
    mark: undefined,
    encoding: undefined,
    layer: [
      { mark: { type: "rule", tooltip: null }, encoding: { x: { field: "x", type: Q } } },
      { mark: circle, encoding: xy },
    ],
  }),
  single("a facet by row and column", {
    width: 150,
    height: 60,
    encoding: { ...xy, row: { field: "g" }, column: { field: "h" } },
  }),
  { what: "a facet of a view", spec: top({ facet: { field: "g" }, columns: 1, spec: view() }), images: N, count: N, rows: byX },
  {
    what: "a repeat by row and column",
    spec: top({
      repeat: { row: ["x", "y"], column: ["y", "id"] },
      spec: view({
        height: 90,
        width: 140,
        encoding: {
          x: { field: { repeat: "column" }, type: Q },
          y: { field: { repeat: "row" }, type: Q },
          tooltip: [{ field: "id" }],
        },
      }),
    }),
    images: N,
    count: 4 * N,
    rows: byId,
  },
  { what: "views side by side", spec: top({ hconcat: [view(), view({ mark: "square" })] }), images: N, count: 2 * N, rows: byX },
  {
    what: "views in views, their data by name as Altair writes them",
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v5.20.1.json",
      config: { view: { continuousWidth: 300, continuousHeight: 300 } },
      vconcat: [
        { data: { name: "data-c2a3e89ba9d5d1687d5e8c28d630a033" }, ...view() },
        { data: { name: "data-c2a3e89ba9d5d1687d5e8c28d630a033" }, hconcat: [view(), { layer: [view()] }] },
      ],
      datasets: { "data-c2a3e89ba9d5d1687d5e8c28d630a033": values },
    },
    images: N,
    count: 3 * N,
    rows: byX,
  },
  single("text of CSV", {
    data: { values: `x,y,id\n${values.map(({ x, y, id }) => `${x},${y},${id}`).join("\n")}`, format: { type: "csv" } },
  }),
  single(
    "a key",
    { data: { values: values.map((row) => ({ ...row, cell: N - 1 - row.id })) } },
    {
      flags: ["--key", "cell"],
      rows: ({ x }) => [N - 1 - Number(x)],
    },
  ),
  single("a lookup", {
    transform: [
      {
        lookup: "g",
        from: {
          data: {
            values: [
              { g: "a", long: "alpha" },
              { g: "b", long: "beta" },
            ],
          },
          key: "g",
          fields: ["long"],
        },
      },
    ],
    encoding: { ...xy, color: { field: "long" } },
  }),
  single(
    "a filter and a calculation",
    {
      transform: [{ filter: "datum.id % 2 == 1" }, { calculate: "10 * datum.x", as: "ten" }],
      encoding: { ...xy, x: { field: "ten", type: Q } },
    },
    { count: 3, rows: ({ ten }) => [Number(ten) / 10] },
  ),
  single(
    "a window",
    {
      transform: [{ sort: [{ field: "id", order: "descending" }], window: [{ op: "row_number", as: "place" }] }],
      encoding: { ...xy, x: { field: "place", type: Q } },
    },
    { rows: ({ place }) => [N - Number(place)] },
  ),
  single(
    "a fold",
    {
      transform: [{ fold: ["x", "y"] }],
      encoding: { x: { field: "id", type: Q }, y: { field: "value", type: Q }, shape: { field: "key" } },
      mark: { type: "point", filled: true, size: 90, opacity: 1 },
      height: 250,
    },
    { count: 2 * N - 1, rows: byId },
  ),
  single(
    "bars that count rows",
    { mark: "bar", encoding: { x: { field: "g" }, y: { aggregate: "count" } } },
    {
      marks: ".role-mark.mark-rect path",
      count: 2,
      rows: ({ g }) => rowsWhere((row) => row.g === g),
    },
  ),
  {
    what: "one bar for twelve rows",
    spec: chart({
      data: { values: Array.from({ length: 12 }, (_, id) => ({ id, g: "a" })) },
      mark: "bar",
      encoding: { x: { field: "g" }, y: { aggregate: "count" } },
    }),
    images: 12,
    marks: ".role-mark.mark-rect path",
    count: 1,
    rows: () => [0, 1, 2, 3, 4, 5, 6, 7, 8],
  },
  single(
    "an aggregate among the transforms",
    {
      transform: [{ aggregate: [{ op: "mean", field: "y", as: "mean" }], groupby: ["h"] }],
      mark: "bar",
      encoding: { x: { field: "h" }, y: { field: "mean", type: Q } },
    },
    { marks: ".role-mark.mark-rect path", count: 2, rows: ({ h }) => rowsWhere((row) => row.h === h) },
  ),
  single(
    "a heatmap of bins",
    {
      mark: "rect",
      encoding: { x: { field: "x", bin: { step: 2 } }, color: { aggregate: "count" } },
    },
    {
      marks: ".role-mark.mark-rect path",
      count: 3,
      rows: (fields) => {
        const [from, to] = fields["x (binned)"]!.split(" – ").map(Number) as [number, number];
        return rowsWhere(({ x }) => x >= from && x < to);
      },
    },
  ),
  single("a line with points", { mark: { type: "line", point: { size: 80 } } }),
  single("a line", { mark: "line" }, { marks: ".role-mark.mark-line path", vertices: N }),
  single("an area", { mark: "area" }, { marks: ".role-mark.mark-area path", vertices: N }),
  {
    what: "shapes of a topology",
    spec: {
      $schema: SCHEMA,
      width: 300,
      height: 100,
      data: { values: topology, format: { type: "topojson", feature: "lands" } },
      projection: { type: "identity", reflectY: true },
      mark: "geoshape",
      encoding: { tooltip: [{ field: "properties.name", title: "name" }] },
    },
    images: 4,
    marks: ".role-mark.mark-shape path",
    count: 4,
    rows: ({ name }) => [Number(name!.slice(5))],
  },
  {
    what: "a boxplot's outliers",
    spec: chart({ data: { values: spread }, mark: "boxplot", encoding: { x: { field: "v", type: Q } } }),
    images: 20,
    count: 2,
    rows: ({ v }) => [spread.findIndex((row) => row.v === Number(v!.replace("−", "-")))],
  },
  single("a selection of the nearest point", {
    params: [{ name: "near", select: { type: "point", on: "pointerover", nearest: true, clear: "pointerout" } }],
    encoding: { ...xy, color: { condition: { param: "near", empty: false, value: "red" }, value: "gray" } },
  }),
  single("selections of an interval and of a legend", {
    params: [
      { name: "brush", select: "interval" },
      { name: "legend", select: { type: "point", fields: ["g"] }, bind: "legend" },
    ],
    encoding: { ...xy, color: { field: "g" }, opacity: { condition: { param: "legend", value: 1 }, value: 0.2 } },
  }),
  single(
    "a dropdown's parameter",
    {
      params: [{ name: "column", value: "x", bind: { input: "select", options: ["x", "y"] } }],
      transform: [{ calculate: "datum[column]", as: "shown" }],
      encoding: { ...xy, x: { field: "shown", type: Q } },
    },
    { rows: ({ shown }) => [Number(shown)] },
  ),
];
