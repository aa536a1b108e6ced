import type { TypedArray } from "../base/ndarray.ts";
import { eachPiece } from "./doubles.ts";
import { type Extent, extentOf } from "./extent.ts";

const BINS = 1 << 16;
/** Fewer are sorted. */
const FEW = 1 << 14;

/** The finite values of some bins, each bin's in an array of its own. */
function gather(
  data: TypedArray,
  bins: readonly number[],
  counts: Uint32Array,
  base: number,
  scale: number,
): Map<number, Float64Array> {
  const found = bins.map((bin) => new Float64Array(counts[bin]!));
  const ends = bins.map(() => 0);
  const wanted = new Uint8Array(BINS);
  for (const [i, bin] of bins.entries()) wanted[bin] = i + 1;
  eachPiece(data, (piece) => {
    const n = piece.length;
    for (let i = 0; i < n; i++) {
      const value = piece[i]!;
      const which = wanted[((value * 0.5 - base) * scale) | 0]!;
      if (which > 0 && Number.isFinite(value)) found[which - 1]![ends[which - 1]!++] = value;
    }
  });
  return new Map(bins.map((bin, i) => [bin, found[i]!]));
}

/** The finite values that `ranks`, ascending and from 0, name in ascending order: counted by bins, then the same within their bins. */
function orderStatistics(data: TypedArray, { low, high, count }: Extent, ranks: readonly number[]): number[] {
  if (low === high) return ranks.map(() => low);
  // Halves, so that the distance of the largest doubles is finite. A value's bin grows with it, rounding included.
  const base = low * 0.5;
  const scale = (BINS - 1) / (high * 0.5 - base);
  if (count <= FEW || scale === Number.POSITIVE_INFINITY) {
    const values = Float64Array.from(data as Float64Array)
      .filter(Number.isFinite)
      .sort();
    return ranks.map((rank) => values[rank]!);
  }
  const counts = new Uint32Array(BINS);
  eachPiece(data, (piece) => {
    const n = piece.length;
    for (let i = 0; i < n; i++) counts[((piece[i]! * 0.5 - base) * scale) | 0]!++;
  });
  // NaN and infinities became 0.
  counts[0]! -= data.length - count;
  let [bin, before] = [0, 0];
  const places = ranks.map((rank) => {
    while (before + counts[bin]! <= rank) before += counts[bin++]!;
    return { bin, rank: rank - before };
  });
  const bins = [...new Set(places.map((place) => place.bin))];
  const found = gather(data, bins, counts, base, scale);
  return bins.flatMap((one) => {
    const values = found.get(one)!;
    const within = places.filter((place) => place.bin === one).map((place) => place.rank);
    return orderStatistics(values, extentOf(values), within);
  });
}

/** np.percentile of the finite values for ascending percentiles, linear, in doubles: numpy/lib/function_base.py, _quantile and _lerp, 1.24. */
export function percentilesOf(data: TypedArray, extent: Extent, percentiles: readonly number[]): number[] {
  const last = extent.count - 1;
  const virtual = percentiles.map((percentile) => last * (percentile / 100));
  const ranks = virtual.flatMap((place) => [Math.floor(place), Math.min(Math.floor(place) + 1, last)]);
  const sorted = [...ranks].sort((a, b) => a - b);
  const values = new Map(orderStatistics(data, extent, sorted).map((value, i) => [sorted[i]!, value]));
  return virtual.map((place, i) => {
    const [a, b] = [values.get(ranks[2 * i]!)!, values.get(ranks[2 * i + 1]!)!];
    const t = place - Math.floor(place);
    const difference = b - a;
    return t >= 0.5 ? b - difference * (1 - t) : a + difference * t;
  });
}
