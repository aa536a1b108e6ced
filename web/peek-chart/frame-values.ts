import { stackedBars } from "../../src/charts/bars.ts";
import type { FrameValues } from "./chart-frame.ts";

import type { PeekChartKind, PeekTable } from "./peek-table.ts";

/** What of a table a chart shows. */
export interface PeekView {
  readonly kind: PeekChartKind;
  /** The index of the metric that is shown, where one is. */
  readonly metric: number;
  readonly title: string;
}

export type Domain = readonly [low: number, high: number];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const COLUMNS_HEIGHT = 300;
const SCATTER_HEIGHT = 340;
const LEAST_STRIPS = 150;
const MOST_STRIPS = 420;
const STRIP = 64;

export function plotHeight(kind: PeekChartKind, { groups }: PeekTable): number {
  if (kind === "scatter") return SCATTER_HEIGHT;
  if (kind === "repeat" || kind === "dropdown") return COLUMNS_HEIGHT;
  return Math.min(MOST_STRIPS, Math.max(LEAST_STRIPS, STRIP * groups.length));
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

/** The titles of the axes of areas: of one metric its name, of all what an area is. */
function areaTitles({ metrics, meaning }: PeekTable, { kind, metric }: PeekView): string[] {
  if (kind === "scatter") return metrics.map(({ label }) => `${label}: ${meaning}`);
  if (kind === "repeat") return [`Area: ${meaning}`];
  const { label } = metrics[metric]!;
  return [metrics.length > 1 ? `${label}: ${meaning}` : capital(meaning)];
}

/** The bars of the table's histogram, and how high they are. */
export function barValues(table: PeekTable, { kind, metric }: PeekView, domain: Domain): Pick<FrameValues, "bars" | "most"> {
  return kind === "histogram" ? stackedBars(table.metrics[metric]!.areas, table.hues, table.groups, domain[1]) : {};
}

/** What the frame around a table's points says. */
export function frameValues(table: PeekTable, view: PeekView, domains: readonly Domain[], width: number): FrameValues {
  const titles = areaTitles(table, view);
  return {
    title: view.title,
    subtitle: [],
    ...columnLabels(table, view.kind),
    areas: domains.map((domain, i) => ({ title: titles[i] ?? titles[0]!, domain })),
    groupTitle: table.groups.length > 0 && view.kind !== "repeat" && view.kind !== "scatter" ? "Group" : "",
    width,
    height: plotHeight(view.kind, table),
    ...(table.groups.length > 1 && view.kind === "scatter" && { legend: table.groups }),
    ...barValues(table, view, domains[0]!),
  };
}
