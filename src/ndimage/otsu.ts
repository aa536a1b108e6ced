import { checkInteger, checkOptions, show } from "../base/checks.ts";
import { type Elements, isInteger } from "../base/dtype.ts";
import { roundToHalf } from "../base/half.ts";
import type { TypedArray } from "../base/ndarray.ts";

/** How many elements lie at each of the rising centres; the first and the last count are never 0. */
interface Histogram {
  readonly counts: ArrayLike<number>;
  readonly centres: ArrayLike<number>;
}

/** Integer images spanning no more than this are counted in a table, others by sorting. */
const TABLE_LIMIT = 1 << 16;

/** The largest number of bins for float images. */
const BINS_LIMIT = 1 << 20;

/** The largest float32. */
const FLOAT32_MAX = (2 - 2 ** -23) * 2 ** 127;

/** An image's values, whatever its shape. */
interface Values extends Elements {
  readonly data: TypedArray;
}

type Round = (value: number) => number;

/** NumPy computes with halves as floats, and rounds what comes out. */
const asHalf: Round = (value) => roundToHalf(Math.fround(value));

/** The number of bins that the options ask for. */
export function checkBins(options: { bins?: number } | undefined): number {
  return checkInteger(checkOptions(options, "options", ["bins"]).bins ?? 256, "bins", 2, BINS_LIMIT);
}

/**
 * Otsu's threshold as scikit-image 0.19's `threshold_otsu` computes it, bit for bit: the bin centre that parts the elements into two
 * classes (at most it, above it) of the largest variance between them, the lowest such one.
 *
 * Floats are counted in `bins` equal bins from the smallest to the largest element, in their own
 * precision; integers each by itself, whatever `bins`. Elements of one value, at least one of them,
 * have that value for their threshold. Throws a RangeError for NaN, and for a range that is not
 * finite or too small to divide.
 */
export function otsuOf(values: Values, bins: number, name = "input"): number {
  const { data } = values;
  const [low, high] = range(data, name);
  if (low === high) return data[0]!;
  return threshold(isInteger(values) ? distinctValues(data, low, high) : equalBins(values, low, high, bins, name));
}

function range(data: TypedArray, name: string): [low: number, high: number] {
  let low = data[0]!;
  let high = low;
  for (let i = 0; i < data.length; i++) {
    const x = data[i]!;
    if (x < low) low = x;
    else if (x > high) high = x;
    else if (Number.isNaN(x)) throw new RangeError(`${name}: expected numbers, got NaN at flat index ${i}`);
  }
  return [low, high];
}

/** `np.bincount` without its empty bins, which change no sum and, lying after an equal one, are never the first maximum. */
function distinctValues(data: TypedArray, low: number, high: number): Histogram {
  const counts: number[] = [];
  const centres: number[] = [];
  if (high - low < TABLE_LIMIT) {
    const table = new Float64Array(high - low + 1);
    for (let i = 0; i < data.length; i++) table[data[i]! - low]!++;
    for (const [i, count] of table.entries()) {
      if (count === 0) continue;
      counts.push(count);
      centres.push(low + i);
    }
    return { counts, centres };
  }
  const sorted = data.slice().sort();
  for (let i = 0, start = 0; i < sorted.length; i++) {
    if (i + 1 < sorted.length && sorted[i + 1] === sorted[i]) continue;
    counts.push(i + 1 - start);
    centres.push(sorted[i]!);
    start = i + 1;
  }
  return { counts, centres };
}

/**
 * Finds the place among the bins of a value that is not a double. NumPy takes the float64 scalar
 * `norm` for one of the values' type where it fits in it, and else goes on in the next one.
 */
function placing(isHalf: boolean, low: number, norm: number): Round {
  const scale = Math.fround(norm);
  if (isHalf) {
    const half = roundToHalf(norm);
    return norm < 65000 ? (x) => roundToHalf(asHalf(x - low) * half) : (x) => Math.fround(asHalf(x - low) * scale);
  }
  return norm <= FLOAT32_MAX ? (x) => Math.fround(Math.fround(x - low) * scale) : (x) => Math.fround(x - low) * norm;
}

/** `np.histogram` (1.24) and the bins' centres, in the dtype of the data. */
function equalBins(values: Values, low: number, high: number, bins: number, name: string): Histogram {
  const { data, dtype } = values;
  const single = data instanceof Float32Array;
  const isHalf = dtype === "float16";
  const round = isHalf ? asHalf : single ? Math.fround : (x: number) => x;
  const width = round(high - low);
  const norm = bins / width;
  if (!Number.isFinite(width) || !Number.isFinite(norm)) {
    throw new RangeError(`${name}: expected a finite range that ${bins} bins can divide, got ${show(low)} to ${show(high)}`);
  }
  const placeOf = single && placing(isHalf, low, norm);
  const edges = single ? new Float32Array(bins + 1) : new Float64Array(bins + 1);
  const step = (high - low) / bins;
  for (let i = 0; i < bins; i++) edges[i] = isHalf ? roundToHalf(i * step + low) : i * step + low;
  edges[bins] = high;
  const counts = new Float64Array(bins);
  for (let i = 0; i < data.length; i++) {
    const x = data[i]!;
    let bin = Math.min(Math.trunc(placeOf ? placeOf(x) : (x - low) * norm), bins - 1);
    if (x < edges[bin]!) bin--;
    if (x >= edges[bin + 1]! && bin !== bins - 1) bin++;
    counts[bin]!++;
  }
  const centres = edges.subarray(0, bins).map((edge, i) => round(round(edge + edges[i + 1]!) / 2));
  return { counts, centres };
}

/** The sums run from both ends, as `np.cumsum` adds them. */
function threshold({ counts, centres }: Histogram): number {
  const n = counts.length;
  const above = new Float64Array(n);
  const meanAbove = new Float64Array(n);
  let weight = 0;
  let sum = 0;
  for (let i = n - 1; i >= 0; i--) {
    weight += counts[i]!;
    sum += counts[i]! * centres[i]!;
    above[i] = weight;
    meanAbove[i] = sum / weight;
  }
  let best = 0;
  let largest = Number.NEGATIVE_INFINITY;
  weight = 0;
  sum = 0;
  for (let i = 0; i < n - 1; i++) {
    weight += counts[i]!;
    sum += counts[i]! * centres[i]!;
    const apart = sum / weight - meanAbove[i + 1]!;
    const variance = weight * above[i + 1]! * (apart * apart);
    // np.argmax takes the first NaN for the largest: sums beyond 1.8e308 give one.
    if (Number.isNaN(variance)) return centres[i]!;
    if (variance > largest) {
      largest = variance;
      best = i;
    }
  }
  return centres[best]!;
}
