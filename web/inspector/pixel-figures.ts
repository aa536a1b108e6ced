// What a large view says in figures of an image's values, and their histogram.
import { asCompared, isInteger } from "../../src/base/dtype.ts";
import type { NdArray, TypedArray } from "../../src/base/ndarray.ts";
import { eachPiece } from "../../src/pictures/doubles.ts";

/** An image's values, whatever its shape. */
export type PixelValues = Pick<NdArray, "data" | "dtype">;

export interface PixelFigures {
  readonly count: number;
  /** Of the finite values; undefined where there is none. */
  readonly finite: { readonly low: number; readonly high: number; readonly mean: number } | undefined;
  readonly nan: number;
  readonly infinite: number;
}

export function figuresOf(data: TypedArray): PixelFigures {
  let [low, high, sum, nan, infinite] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0];
  eachPiece(data, (piece) => {
    for (const value of piece) {
      if (Number.isNaN(value)) nan++;
      else if (Math.abs(value) === Number.POSITIVE_INFINITY) infinite++;
      else {
        if (value < low) low = value;
        if (value > high) high = value;
        sum += value;
      }
    }
  });
  const finite = data.length - nan - infinite;
  return { count: data.length, finite: finite > 0 ? { low, high, mean: sum / finite } : undefined, nan, infinite };
}

/** How many values are above the threshold, as `areaAbove` counts them. */
export function countAbove(values: PixelValues, threshold: number): number {
  const limit = asCompared(values, threshold);
  let count = 0;
  eachPiece(values.data, (piece) => {
    for (const value of piece) if (value > limit) count++;
  });
  return count;
}

export interface Histogram {
  /** Counts of bins of equal width between the ends; the last bin holds the high end too. */
  readonly bins: Uint32Array;
  /** What is below the low end, and above the high one. NaN is in neither. */
  readonly below: number;
  readonly above: number;
}

const MOST_BINS = 64;

/** How many bins: of integers each holds as many of them as the next, or one more. */
export function binsFor(values: PixelValues, low: number, high: number): number {
  if (!(high > low)) return 1;
  const count = high - low + 1;
  return isInteger(values) ? Math.max(1, Math.round(count / Math.ceil(count / MOST_BINS))) : MOST_BINS;
}

export function histogramOf(values: PixelValues, low: number, high: number): Histogram {
  const bins = new Uint32Array(binsFor(values, low, high));
  const last = bins.length - 1;
  const span = high - low || 1;
  let [below, above] = [0, 0];
  eachPiece(values.data, (piece) => {
    for (const value of piece) {
      if (value < low) below++;
      else if (value > high) above++;
      else if (value >= low) bins[Math.min(last, Math.floor(((value - low) / span) * bins.length))]!++;
    }
  });
  return { bins, below, above };
}

/** One bin counts as dwarfing the others where it is so many times higher than the middle one of those that hold something. */
const DWARFS = 12;

/** How high each bar is, from 0 to 1, those of what is outside too; by the logarithm where one would dwarf the others. */
export function barHeights({ bins, below, above }: Histogram) {
  const held = [...bins, below, above].filter((count) => count > 0).sort((a, b) => a - b);
  const most = held.at(-1) ?? 1;
  const logarithmic = most > DWARFS * (held[Math.floor((held.length - 1) / 2)] ?? 1);
  const height = (count: number): number => (logarithmic ? Math.log1p(count) / Math.log1p(most) : count / most);
  return { logarithmic, bins: Array.from(bins, height), below: height(below), above: height(above) };
}
