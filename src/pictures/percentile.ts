import type { TypedArray } from "../ndarray.ts";
import { eachPiece } from "./doubles.ts";

const BINS = 1 << 16;
/** Fewer are sorted. */
const FEW = 1 << 14;

export interface Extent {
  readonly low: number;
  readonly high: number;
  /** Finite values. */
  readonly count: number;
}

/** The least and greatest finite value. */
export function extentOf(data: TypedArray): Extent {
  let [low, high, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  eachPiece(data, (piece) => {
    const n = piece.length;
    let [least, most, others] = [low, high, 0];
    for (let i = 0; i < n; i++) {
      const value = piece[i]!;
      if (!Number.isFinite(value)) others++;
      else {
        if (value < least) least = value;
        if (value > most) most = value;
      }
    }
    [low, high] = [least, most];
    count += n - others;
  });
  return { low, high, count };
}

/** The finite values' `rank`-th, from 0, in ascending order: counted by bins, then the same within its bin. */
function orderStatistic(data: TypedArray, { low, high, count }: Extent, rank: number): number {
  if (low === high) return low;
  // Halves, so that the distance of the largest doubles is finite. Monotone, rounding included, whatever the scale.
  const scale = (BINS - 1) / (high / 2 - low / 2);
  if (count <= FEW || scale === Number.POSITIVE_INFINITY) {
    const values = Float64Array.from(data as Float64Array).filter(Number.isFinite);
    return values.sort()[rank]!;
  }
  const base = low / 2;
  const counts = new Uint32Array(BINS);
  eachPiece(data, (piece) => {
    const n = piece.length;
    for (let i = 0; i < n; i++) {
      const value = piece[i]!;
      if (Number.isFinite(value)) counts[((value / 2 - base) * scale) | 0]!++;
    }
  });
  let bin = 0;
  let before = 0;
  while (before + counts[bin]! <= rank) before += counts[bin++]!;
  const within = new Float64Array(counts[bin]!);
  let at = 0;
  eachPiece(data, (piece) => {
    const n = piece.length;
    for (let i = 0; i < n; i++) {
      const value = piece[i]!;
      if (Number.isFinite(value) && (((value / 2 - base) * scale) | 0) === bin) within[at++] = value;
    }
  });
  return orderStatistic(within, extentOf(within), rank - before);
}

/** np.percentile of the finite values, linear, in doubles: numpy/lib/function_base.py, _quantile and _lerp, 1.24. */
export function percentileOf(data: TypedArray, extent: Extent, percentile: number): number {
  const virtual = (extent.count - 1) * (percentile / 100);
  const previous = Math.floor(virtual);
  const t = virtual - previous;
  const a = orderStatistic(data, extent, previous);
  if (t === 0) return a;
  const b = orderStatistic(data, extent, previous + 1);
  const difference = b - a;
  return t >= 0.5 ? b - difference * (1 - t) : a + difference * t;
}
