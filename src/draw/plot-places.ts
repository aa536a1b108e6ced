// Where a chart of ours has the points of a table; knows no DOM.
import { earlyJitter, jitterOf, type Places, type PlaceTable } from "../charts/places.ts";
import type { PeekView } from "./frame-values.ts";
import type { PeekTable } from "./peek-table.ts";
import type { LayerBox } from "./point-raster.ts";

/** Places for so many points. */
export const room = (count: number): Places => ({ x: new Float64Array(count), y: new Float64Array(count) });

/** From shares of the plot to CSS pixels. */
export function project({ x, y }: Places, { left, top, width, height }: LayerBox, to: Places): void {
  for (let i = 0; i < x.length; i++) {
    to.x[i] = left + x[i]! * width;
    to.y[i] = top + y[i]! * height;
  }
}

/** What of a table decides where its points are. */
export const placeTable = ({ length, groups, hues, metrics }: PeekTable): PlaceTable => ({
  length,
  groups: groups.length,
  hues,
  areas: metrics.map(({ areas }) => areas),
});

const isComplete = ({ length, hues, groups, metrics }: PeekTable): boolean =>
  (hues !== undefined || groups.length === 0) && !metrics.some(({ areas }) => Number.isNaN(areas[length - 1]));

/** For each metric how far its points step aside. */
export function jittersOf(table: PeekTable, { kind }: PeekView): readonly Float64Array[] {
  const { length, hues, metrics } = table;
  const lists = metrics.map(({ areas }) => areas);
  if (!isComplete(table)) return lists.map(() => earlyJitter(length));
  if (kind === "scatter") return [];
  if (kind === "dropdown") return Array(lists.length).fill(jitterOf(hues, ...lists));
  return lists.map((areas) => jitterOf(hues, areas));
}
