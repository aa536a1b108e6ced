import { literals } from "./expressions.ts";
import { niceEnd } from "./nice-end.ts";

/** How many bars there are over an axis of areas, from 0 to its end. */
export const BINS = 40;

/** How many rows of a group have an area from `area` to `until`, stacked on the groups before it. */
export interface Bar {
  readonly area: number;
  readonly until: number;
  readonly from: number;
  readonly to: number;
  readonly hue: number;
  readonly group: string;
  readonly rows: number;
}

/** The same bars as `stackedBars`, made of a chart's rows, of which each has its `area` and `hue`. */
export const barTransforms = (groups: readonly string[], end: number): object[] => [
  { calculate: `min(${BINS - 1}, floor(datum.area / ${end / BINS}))`, as: "bin" },
  { aggregate: [{ op: "count", as: "rows" }], groupby: ["bin", "hue"] },
  { stack: "rows", groupby: ["bin"], sort: [{ field: "hue" }], as: ["from", "to"] },
  { calculate: `datum.bin * ${end / BINS}`, as: "area" },
  { calculate: `(datum.bin + 1) * ${end / BINS}`, as: "until" },
  { calculate: `${literals(groups)}[datum.hue]`, as: "group" },
];

/**
 * The bars over an axis that ends at `end`, from left to right and upwards, and an end for the axis of their counts. Without hues all rows are
 * of the first group, without groups that has no name. Rows whose area is NaN are still to come.
 */
export function stackedBars(
  areas: Float64Array,
  hues: Uint32Array | undefined,
  groups: readonly string[],
  end: number,
): { bars: Bar[]; most: number } {
  const width = end / BINS;
  const layers = Math.max(1, groups.length);
  const counts = new Uint32Array(BINS * layers);
  for (let row = 0; row < areas.length; row++) {
    const bin = Math.min(BINS - 1, Math.floor(areas[row]! / width));
    if (Number.isNaN(bin)) continue;
    counts[bin * layers + (hues?.[row] ?? 0)]!++;
  }
  const bars: Bar[] = [];
  let most = 1;
  for (let bin = 0; bin < BINS; bin++) {
    let from = 0;
    for (let hue = 0; hue < layers; hue++) {
      const rows = counts[bin * layers + hue]!;
      if (rows === 0) continue;
      const to = from + rows;
      bars.push({ area: bin * width, until: (bin + 1) * width, from, to, hue, group: groups[hue] ?? "", rows });
      from = to;
    }
    most = Math.max(most, from);
  }
  return { bars, most: niceEnd(most) };
}
