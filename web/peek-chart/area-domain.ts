// Ends of axes of areas. Areas begin at 0.
import type { PeekTable } from "./peek-table.ts";

/** Ticks that an axis has about: d3-scale's, and so Vega's, default. */
const TICKS = 10;

/** The greatest area, of one metric or of all; 0 where there is none yet. */
export function highestArea({ metrics }: PeekTable, metric?: number): number {
  let highest = 0;
  for (const { areas } of metric === undefined ? metrics : [metrics[metric]!]) {
    for (let row = 0; row < areas.length; row++) if (areas[row]! > highest) highest = areas[row]!;
  }
  return highest;
}

/** The distance of round ticks from 0 to `end`, as d3-array counts it: below 1 negative, and how many of them make 1. */
function tickIncrement(end: number): number {
  const power = Math.floor(Math.log10(end / TICKS));
  const error = end / TICKS / 10 ** power;
  const factor = error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.SQRT2 ? 2 : 1;
  return power < 0 ? -(10 ** -power) / factor : factor * 10 ** power;
}

/** The end of a "nice" axis from 0 that holds `highest`: d3-scale's `nice()`. 1 for 0. */
export function niceEnd(highest: number): number {
  if (!(highest > 0)) return 1;
  let end = highest;
  let before = 0;
  for (let round = 0; round < TICKS; round++) {
    const step = tickIncrement(end);
    if (step === before) break;
    end = step > 0 ? Math.ceil(end / step) * step : Math.floor(end * step) / step;
    before = step;
  }
  return end;
}
