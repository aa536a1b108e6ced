import type { FrameValues } from "./chart-frame.ts";
import { niceEnd } from "../../src/charts/nice-end.ts";
import type { PeekTable } from "./peek-table.ts";

const BINS = 40;

/** The rows of each bin and group, groups on each other; rows whose area is still to come, or whose group, are left out, or count as one. */
export function histogramBars(
  { groups, hues }: PeekTable,
  areas: Float64Array,
  [, end]: readonly [number, number],
): Required<Pick<FrameValues, "bars" | "most">> {
  const isSorted = hues !== undefined && groups.length > 0;
  const stacks = isSorted ? groups.length : 1;
  const counts = new Uint32Array(BINS * stacks);
  for (let row = 0; row < areas.length; row++) {
    const area = areas[row]!;
    if (Number.isNaN(area)) continue;
    const bin = Math.min(BINS - 1, Math.floor((area / end) * BINS));
    counts[bin * stacks + (isSorted ? hues[row]! : 0)]!++;
  }
  const bars: FrameValues["bars"][number][] = [];
  let most = 0;
  for (let bin = 0; bin < BINS; bin++) {
    let from = 0;
    for (let hue = 0; hue < stacks; hue++) {
      const rows = counts[bin * stacks + hue]!;
      if (rows === 0) continue;
      const group = isSorted ? groups[hue]! : "";
      bars.push({ area: (bin * end) / BINS, until: ((bin + 1) * end) / BINS, from, to: from + rows, hue, group, rows });
      from += rows;
    }
    most = Math.max(most, from);
  }
  return { bars, most: most > 0 ? niceEnd(most) : 1 };
}
