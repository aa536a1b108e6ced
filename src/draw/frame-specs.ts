// The charts' frames as Vega-Lite specs, of the same layouts as the portable charts: what those have as literals, signals have here. Only the
// build reads this file (scripts/build/frames.mjs).
import { columnsView } from "../charts/columns-view.ts";
import { histogramView } from "../charts/histogram-view.ts";
import { LEGEND_OFFSET, scatterView } from "../charts/scatter-view.ts";
import { HEIGHT, SCHEMA } from "../charts/set-words.ts";
import { stripView } from "../charts/strip-view.ts";
import type { ChartWords, Expr, PointWords } from "../charts/words.ts";
import { type ChartLook, themeWith } from "./chart-theme.ts";
import { BARS, FRAME_SIGNALS, LOOK_SIGNALS } from "./frame-signals.ts";
import type { PeekChartKind } from "./peek-table.ts";

const { title, subtitle, room, labels, metricLabels, groupTitle, most, legend, columns, areas } = FRAME_SIGNALS;

const given = (expr: string): Expr => ({ expr });
const indices = (list: string): Expr => ({ expr: `sequence(length(${list}))` });

/** Until there are values. Vega looks at a domain's ends, and at a list's length. */
const initial = (signal: string): unknown => {
  if (areas.some(({ domain }) => domain === signal)) return [0, 1];
  return signal === most || signal === room || signal === columns ? 1 : [];
};

const words: ChartWords = {
  title: { text: given(title), subtitle: given(subtitle), limit: given(room) },
  width: 300,
  plotWidth: "width",
  height: HEIGHT,
  groups: labels,
  places: indices(labels),
  groupTitle: given(groupTitle),
  areas: areas.map(({ title, domain }) => ({ title: given(title), domain: given(domain) })),
  hues: indices(labels),
};

/** Points are drawn by a layer of their own. */
const none: PointWords = { data: { values: [] }, transform: [], tooltip: [], description: given("''") };

const views: Readonly<Record<PeekChartKind, object>> = {
  strip: stripView(words, none),
  scatter: scatterView({ ...words, groups: legend, hues: indices(legend) }, none, {
    columns: given(columns),
    offset: given(`length(${legend}) > 0 ? ${LEGEND_OFFSET} : 0`),
  }),
  histogram: histogramView(words, none, none, { data: { name: BARS, values: [] }, transform: [], most: given(most) }),
  repeat: columnsView({ ...words, metrics: metricLabels, groupTitle: null }, none),
  dropdown: columnsView(words, none),
};

const lookSignals = Object.fromEntries(Object.entries(LOOK_SIGNALS).map(([name, signal]) => [name, given(signal)]));

/** Vega-Lite leaves a range to Vega as it is, whose form for an expression is another. */
export const frameTheme = themeWith({
  ...(lookSignals as Record<keyof ChartLook, Expr>),
  categories: { signal: LOOK_SIGNALS.categories },
});

const signals = [FRAME_SIGNALS, ...areas, LOOK_SIGNALS]
  .flatMap((names) => Object.values(names))
  .filter((name) => typeof name === "string");

export const frameSpecs = Object.fromEntries(
  Object.entries(views).map(([kind, view]) => [
    kind,
    {
      $schema: SCHEMA,
      title: { ...(words.title as object), ...(kind === "dropdown" && { anchor: "start", frame: "bounds" }) },
      params: signals.map((name) => ({ name, value: initial(name) })),
      ...(kind !== "histogram" && { width: words.width, height: words.height }),
      ...view,
    },
  ]),
) as Readonly<Record<PeekChartKind, object>>;
