// From what a chart says to the signals of its frame; knows neither Vega nor the DOM.
import type { Bar } from "../charts/bars.ts";
import { legendColumns } from "../charts/scatter-view.ts";
import type { ChartLook } from "./chart-theme.ts";
import type { PeekChartKind } from "./peek-table.ts";

export interface FrameValues {
  /** One line or several, as for "dropdown": the title, then the metric. */
  readonly title: string | readonly string[];
  readonly subtitle: readonly string[];
  /** What the chart is, for who does not see it. Default: the title. */
  readonly description?: string;
  /** Groups' names in the order of their columns or rows; for "repeat" once per metric with a gap "" between, as `columnsOf` does it. */
  readonly labels: readonly string[];
  /** For "repeat": the metric's name below the middle of its groups, else ""; for the others empty. */
  readonly metricLabels: readonly string[];
  /** Title and domain of each axis of areas: one for all kinds but "scatter", which has x, then y. Domains are nice already. */
  readonly areas: readonly { readonly title: string; readonly domain: readonly [number, number] }[];
  /** What the axis of groups is called; may be "". */
  readonly groupTitle: string;
  /** CSS pixels that the chart has, axes and all. */
  readonly width: number;
  /** CSS pixels of the main plot. */
  readonly height: number;
  /** For "histogram": stacked bars, and the end of the axis of counts. */
  readonly bars?: readonly Bar[];
  readonly most?: number;
  /** For "scatter": the names of the groups; none with one group or none. */
  readonly legend?: readonly string[];
}

/** The names of a frame's signals, beside Vega's own `width`. */
export const FRAME_SIGNALS = {
  title: "peekTitle",
  subtitle: "peekSubtitle",
  room: "peekRoom",
  labels: "peekLabels",
  metricLabels: "peekMetricLabels",
  groupTitle: "peekGroupTitle",
  most: "peekMost",
  legend: "peekLegend",
  columns: "peekColumns",
  areas: [
    { title: "peekTitleX", domain: "peekDomainX" },
    { title: "peekTitleY", domain: "peekDomainY" },
  ],
} as const;

export const LOOK_SIGNALS: Readonly<Record<keyof ChartLook, string>> = {
  text: "peekText",
  textSoft: "peekTextSoft",
  line: "peekLine",
  grid: "peekGrid",
  surface: "peekSurface",
  categories: "peekCategories",
  font: "peekFont",
};

/** The data set of the histogram's bars. */
export const BARS = "bars";

/** Vega's padding round a chart. */
const PADDING = 5;
/** About what the axis on the left takes of the width. */
const AXIS = 66;

/** The signal of the main plot's height: Vega-Lite numbers the plots of a chart that has several. */
export const heightSignal = (kind: PeekChartKind): string => (kind === "histogram" ? "concat_1_height" : "height");

type Signals = Record<string, unknown>;

/** Vega takes an empty list for a line that has room. */
const lines = (text: string | readonly string[]): string | readonly string[] =>
  typeof text === "string" || text.length > 1 ? text : (text[0] ?? "");

/** The signals of these values; the bars are data. */
export function frameSignals(kind: PeekChartKind, values: FrameValues): Signals {
  const { title, subtitle, labels, metricLabels, areas, groupTitle, width, height, most = 1, legend = [] } = values;
  const signals: Signals = {
    [FRAME_SIGNALS.title]: lines(title),
    [FRAME_SIGNALS.subtitle]: lines(subtitle),
    [FRAME_SIGNALS.room]: width - 2 * PADDING,
    [FRAME_SIGNALS.labels]: labels,
    [FRAME_SIGNALS.metricLabels]: metricLabels,
    [FRAME_SIGNALS.groupTitle]: groupTitle,
    [FRAME_SIGNALS.most]: most,
    [FRAME_SIGNALS.legend]: legend,
    [FRAME_SIGNALS.columns]: legendColumns(legend, width - AXIS),
    [heightSignal(kind)]: height,
    width,
  };
  for (const [i, names] of FRAME_SIGNALS.areas.entries()) {
    const { title: text, domain } = areas[i] ?? areas[0]!;
    signals[names.title] = text;
    signals[names.domain] = domain;
  }
  return signals;
}

export const lookSignals = (look: ChartLook): Signals =>
  Object.fromEntries(Object.entries(LOOK_SIGNALS).map(([part, signal]) => [signal, look[part as keyof ChartLook]]));
