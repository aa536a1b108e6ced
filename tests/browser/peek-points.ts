import { METRICS } from "../../src/charts/metrics.ts";
import { niceEnd } from "../../src/charts/nice-end.ts";
import { jitterOf, placePoints, pointCount } from "../../src/charts/places.ts";
import type { BlobSet } from "../../src/index.ts";
import type { PeekChartKind } from "../../web/peek-chart/peek-table.ts";

/** What the chart is said to show of a set. */
export interface PeekShown {
  readonly kind: PeekChartKind;
  /** Of the kinds that show one: 0 or 1. Default 0. */
  readonly metric?: number;
  /** Default: the set's. */
  readonly threshold?: number;
  /** The threshold at which the points were spread over their columns. Default: `threshold`. */
  readonly spreadAt?: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface PeekPoint {
  readonly row: number;
  /** Nothing where the point is of both metrics. */
  readonly metric: number | undefined;
  readonly hue: number;
  /** Its middle in the window. */
  readonly x: number;
  readonly y: number;
  /** No other point is nearer to its middle than a point is wide. */
  readonly alone: boolean;
}

/** The width of a point, of which there are so many; the more there are, the smaller they are. */
const widthOf = (count: number): number => (count > 1000 ? 5 : 9);

/** The plot that has the points, as Vega has drawn it, in the window; that of the viewer that the selector finds, where one is given. To be run in the page. */
export function readPlotBox(viewer: string | undefined): Box {
  const root = viewer === undefined ? document : document.querySelector(viewer)!.shadowRoot!;
  const frame = root.querySelector(".ndpeek-frame:not(.ndpeek-frame-drawing)")!;
  const plot = frame.querySelector(".concat_1_group > g > path.background") ?? frame.querySelector("path.background")!;
  const { left, top, width, height } = plot.getBoundingClientRect();
  // Vega draws the border on whole pixels: half a pixel beside the plot.
  return { left: left - 0.5, top: top - 0.5, width, height };
}

/** For each row the index of its group. */
export function huesIn({ options, columns }: BlobSet): Uint32Array {
  const groups = [...new Set(options.groups)];
  return Uint32Array.from(columns.group, (name) => groups.indexOf(name));
}

/** Both metrics' areas, as the charts take them. */
export function areasAt(set: BlobSet, threshold = set.options.threshold): Float64Array[] {
  const areas = threshold === set.options.threshold ? set.columns : set.areas(threshold);
  return METRICS.map(({ field }) => areas[field]);
}

function jittersFor(kind: PeekChartKind, hues: Uint32Array, lists: readonly Float64Array[]): Float64Array[] {
  if (kind === "dropdown") return lists.map(() => jitterOf(hues, ...lists));
  return lists.map((areas) => jitterOf(hues, areas));
}

/** Where the points of a set belong in a plot. */
export function pointsIn(plot: Box, set: BlobSet, shown: PeekShown): PeekPoint[] {
  const { kind, metric = 0, threshold = set.options.threshold, spreadAt = threshold } = shown;
  const areas = areasAt(set, threshold);
  const hues = huesIn(set);
  const table = { length: set.length, groups: new Set(set.options.groups).size, hues, areas };
  const ends = (kind === "scatter" ? areas.map((list) => [list]) : [areas]).map((lists) =>
    lists.flatMap((list) => [...list]).reduce((a, b) => Math.max(a, b), 0),
  );
  const count = pointCount({ kind }, table);
  const places = { x: new Float64Array(count), y: new Float64Array(count) };
  const jitters = jittersFor(kind, hues, areasAt(set, spreadAt));
  placePoints(table, { kind, metric, domains: ends.map((end) => [0, end > 0 ? niceEnd(end) : 1] as const), jitters }, places);
  const points = Array.from({ length: count }, (_, i) => ({
    row: i % set.length,
    metric: kind === "scatter" ? undefined : kind === "repeat" ? Math.floor(i / set.length) : metric,
    hue: hues[i % set.length]!,
    x: plot.left + places.x[i]! * plot.width,
    y: plot.top + places.y[i]! * plot.height,
  }));
  const width = widthOf(count);
  return points.map((point) => ({
    ...point,
    alone: points.every((other) => other === point || Math.hypot(other.x - point.x, other.y - point.y) > width),
  }));
}

/** So many of the points that lie alone, from all over the chart. */
export function sampleAlone(points: readonly PeekPoint[], count: number): PeekPoint[] {
  const alone = points.filter((point) => point.alone);
  return Array.from({ length: Math.min(count, alone.length) }, (_, i) => alone[Math.floor((i * alone.length) / count)]!);
}

/** What the tooltip says of a point. */
export function fieldsOf(set: BlobSet, { row, metric }: PeekPoint, threshold?: number): Record<string, string> {
  const areas = areasAt(set, threshold).map((list) => list[row]!.toFixed(4));
  const [one, other] = METRICS;
  return {
    Group: set.columns.group[row]!,
    ...(metric === undefined
      ? { [one.name]: areas[0]!, [other.name]: areas[1]! }
      : { Metric: METRICS[metric]!.name, Area: areas[metric]! }),
    Row: String(row),
  };
}
