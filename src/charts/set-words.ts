// What a portable chart says of a blob set.
import type { BlobSet } from "../blobs/blob-set.ts";
import { type AreaField, METRIC_FIELDS } from "../blobs/metrics.ts";
import { literals } from "./expressions.ts";
import { niceEnd } from "./nice-end.ts";
import type { AreaWords } from "./words.ts";

export const SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";
export const HEIGHT = 300;
/** An end for an axis of these areas, all by default. */
export function highestArea({ columns }: BlobSet, fields: readonly AreaField[] = METRIC_FIELDS): number {
  let highest = 0;
  for (const field of fields) for (const area of columns[field]) if (area > highest) highest = area;
  return highest > 0 ? highest : 1;
}

export function checkSet(set: BlobSet): void {
  if (typeof set?.rows !== "function") throw new TypeError("set: expected what generateBlobs gives");
}

export interface ChartSubject {
  readonly title: string;
  readonly rows: number;
  readonly groups: number;
  readonly metrics: readonly string[];
  /** What the areas measure. */
  readonly meaning: string;
}

/** What a chart is, for who does not see it. */
export function describeChart({ title, rows, groups, metrics, meaning }: ChartSubject): string {
  const sorted = groups > 0 ? `${rows} rows in ${groups} groups` : `${rows} rows`;
  return `${title}: ${sorted}, ${metrics.join(" and ")}, area as ${meaning}.`;
}

export const describe = (set: BlobSet, title: string, metrics: readonly string[]): string =>
  describeChart({ title, rows: set.length, groups: groupsOf(set).length, metrics, meaning: areaMeaning(set) });

/** What the areas measure. */
export const areaMeaning = ({ options: { dims, threshold } }: BlobSet): string =>
  `share of ${dims === 3 ? "voxels" : "pixels"} > ${threshold}`;

/** The title of an axis of areas. */
export const areaTitle = (set: BlobSet): string => `Area: ${areaMeaning(set)}`;

/** The set's groups, each once. */
export const groupsOf = ({ options }: BlobSet): string[] => [...new Set(options.groups)];

/** For each row the index of its group. */
export function huesOf(set: BlobSet): Uint32Array {
  const index = new Map(groupsOf(set).map((name, i) => [name, i]));
  return Uint32Array.from(set.columns.group, (name) => index.get(name)!);
}

export const indices = (list: readonly unknown[]): number[] => list.map((_, i) => i);

/** The end of an axis of the areas of both metrics. */
export const areaEnd = (set: BlobSet): number => niceEnd(highestArea(set));

/** Both metrics on one scale, so that they can be compared. */
export const areaOfBoth = (set: BlobSet): AreaWords => ({
  title: areaTitle(set),
  domain: [0, areaEnd(set)],
});

/** Gives each datum the index of its group. */
export const hueTransform = (groups: readonly string[]) => ({
  calculate: `indexof(${literals(groups)}, datum.group)`,
  as: "hue",
});
