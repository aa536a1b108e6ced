import { niceStep } from "../ui/nice-step.ts";
import { digitsBetween, valueText } from "../ui/value-text.ts";

/** In CSS pixels from the axis's begin. */
export interface Tick {
  readonly text: string;
  readonly place: number;
  /** Where the middle of the text is: at the place, unless it would leave the room there is. */
  readonly centre: number;
}

/** Multiples of `step` from `low` to `high`, without the errors of adding: as decimals they are short. */
function multiples(step: number, low: number, high: number): number[] {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)) + 0);
}

/** Between two texts, in the width of a digit. */
const CLEAR = 1.5;
const MOST_INNER = 5;

/**
 * Ticks of an axis from `low` to `high` on `width` pixels: both ends, and between them up to five nice values, as far as their texts keep clear of each
 * other. Beyond the ends there is room of `beyond` for the texts. `digit` is a digit's width.
 */
export function axisTicks(low: number, high: number, width: number, beyond: number, digit: number): readonly Tick[] {
  const halfOf = ({ text }: Pick<Tick, "text">): number => (text.length * digit) / 2;
  const digits = digitsBetween(low, high);
  const tick = (value: number): Tick => {
    const text = valueText(value, { digits });
    const place = high > low ? ((value - low) / (high - low)) * width : 0;
    const half = halfOf({ text });
    return { text, place, centre: Math.max(half - beyond, Math.min(width + beyond - half, place)) };
  };
  if (!(high > low)) return [tick(low)];
  const first = tick(low);
  const last = tick(high);
  const isClear = (a: Tick, b: Tick): boolean => b.centre - a.centre >= halfOf(a) + halfOf(b) + CLEAR * digit;
  for (let count = MOST_INNER; count > 0; count--) {
    const nice = multiples(niceStep((high - low) / (count + 1)), low, high).map(tick);
    const inner = nice.filter((at) => isClear(first, at) && isClear(at, last));
    if (inner.length > 0 && inner.length <= MOST_INNER && inner.every((at, i) => i === 0 || isClear(inner[i - 1]!, at)))
      return [first, ...inner, last];
  }
  return [first, last];
}
