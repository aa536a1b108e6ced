import { valueText } from "./value-text.ts";

export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** The least of 1, 2, 5, 10, … times a power of ten that is `least` or more. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((nice) => nice * power >= least * (1 - 1e-9))!;
  return factor * power;
}

/** Multiples of `step` from `low` to `high`, without the errors of adding: as decimals they are short. */
function multiples(step: number, low: number, high: number): number[] {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)) + 0);
}

/** Between two texts, in the width of a digit. */
const CLEAR = 1.5;

/**
 * Ticks of an axis from `low` to `high` on `width` pixels: both ends, and between them three to five nice values as far as their texts keep clear of
 * each other. `digit` is a digit's width.
 */
export function axisTicks(low: number, high: number, width: number, digit: number): readonly Tick[] {
  const tick = (value: number): Tick => ({ value, text: valueText(value) });
  if (!(high > low)) return [tick(low)];
  const span = high - low;
  const ends = [tick(low), tick(high)] as const;
  const halfOf = ({ text }: Tick): number => (text.length * digit) / 2;
  /** Where a text begins and ends; those of the ends lie within the axis. */
  const extent = (at: Tick): [number, number] => {
    const half = halfOf(at);
    const centre = Math.min(width - half, Math.max(half, ((at.value - low) / span) * width));
    return [centre - half, centre + half];
  };
  const isClear = (a: Tick, b: Tick): boolean => {
    const [[aFrom, aTo], [bFrom, bTo]] = [extent(a), extent(b)];
    return Math.max(aFrom, bFrom) - Math.min(aTo, bTo) >= CLEAR * digit;
  };
  for (const count of [5, 4, 3, 2, 1]) {
    const inner = multiples(niceStep(span / (count + 1)), low, high).map(tick);
    const kept = inner.filter((at) => ends.every((end) => isClear(at, end)));
    if (kept.length <= 5 && kept.every((at, i) => i === 0 || isClear(at, kept[i - 1]!))) return [ends[0], ...kept, ends[1]];
  }
  return ends;
}
