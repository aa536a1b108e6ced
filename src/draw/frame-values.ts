import { stackedBars } from "../charts/bars.ts";
import { LABELS } from "../charts/labels.ts";
import { SCATTER_HEIGHT } from "../charts/scatter-view.ts";
import { describeChart, HEIGHT } from "../charts/set-words.ts";
import { stripHeight } from "../charts/strip-view.ts";
import type { FrameValues } from "./frame-signals.ts";
import type { PeekChartKind, PeekTable } from "./peek-table.ts";

/** What of a table a chart shows. */
export interface PeekView {
  readonly kind: PeekChartKind;
  /** The index of the metric that is shown, where one is. */
  readonly metric: number;
  readonly title: string;
}

export type Domain = readonly [low: number, high: number];

export function plotHeight(kind: PeekChartKind, { groups }: PeekTable): number {
  if (kind === "scatter") return SCATTER_HEIGHT;
  return kind === "repeat" || kind === "dropdown" ? HEIGHT : stripHeight(groups.length);
}

/** The names below the columns: of the groups, and of the metrics below the middle of theirs. */
function columnLabels({ groups, metrics }: PeekTable, kind: PeekChartKind): Pick<FrameValues, "labels" | "metricLabels"> {
  const names = groups.length > 0 ? groups : [""];
  if (kind !== "repeat") return { labels: names, metricLabels: [] };
  const middle = Math.floor((names.length - 1) / 2);
  const gap = (i: number): string[] => (i < metrics.length - 1 ? [""] : []);
  return {
    labels: metrics.flatMap((_, i) => [...names, ...gap(i)]),
    metricLabels: metrics.flatMap(({ label }, i) => [...names.map((_, at) => (at === middle ? label : "")), ...gap(i)]),
  };
}

/** What an area is stands once, on the axis or, where axes are the metrics', below the title; so does the metric where there is a choice. */
function titles(
  { metrics, meaning }: PeekTable,
  { kind, metric, title }: PeekView,
): Pick<FrameValues, "title" | "subtitle"> & { axes: string[] } {
  const area = `Area: ${meaning}`;
  if (kind === "scatter") return { title, subtitle: [area], axes: metrics.map(({ label }) => label) };
  const shown = kind !== "repeat" && metrics.length > 1 ? [metrics[metric]!.label] : [];
  // As in the portable chart, whose menu can change a title and no subtitle.
  if (kind === "dropdown") return { title: [title, ...shown], subtitle: [], axes: [area] };
  return { title, subtitle: shown, axes: [area] };
}

/** The bars of the table's histogram, and how high they are. */
export function barValues(table: PeekTable, { kind, metric }: PeekView, domain: Domain): Pick<FrameValues, "bars" | "most"> {
  return kind === "histogram" ? stackedBars(table.metrics[metric]!.areas, table.hues, table.groups, domain[1]) : {};
}

/** What a chart of the table is, for who does not see it. */
export function describeView({ length, groups, metrics, meaning }: PeekTable, { kind, metric, title }: PeekView): string {
  const shown = kind === "strip" || kind === "histogram" ? [metrics[metric]!] : metrics;
  return describeChart({ title, rows: length, groups: groups.length, metrics: shown.map(({ label }) => label), meaning });
}

/** What the frame around a table's points says. */
export function frameValues(table: PeekTable, view: PeekView, domains: readonly Domain[], width: number): FrameValues {
  const { axes, ...heads } = titles(table, view);
  return {
    ...heads,
    description: describeView(table, view),
    ...columnLabels(table, view.kind),
    areas: domains.map((domain, i) => ({ title: axes[i] ?? axes[0]!, domain })),
    groupTitle: table.groups.length > 0 && view.kind !== "repeat" && view.kind !== "scatter" ? LABELS.group : "",
    width,
    height: plotHeight(view.kind, table),
    ...(table.groups.length > 1 && view.kind === "scatter" && { legend: table.groups }),
    ...barValues(table, view, domains[0]!),
  };
}
