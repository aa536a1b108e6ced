import { asCompared } from "../base/dtype.ts";
import { arrayLike, type NdArray, type TypedArray } from "../base/ndarray.ts";

/** Pixels that a bin is to have about: they are looked at one by one. */
const BIN_PIXELS = 32;
const [LEAST_BITS, MOST_BITS] = [4, 12];

type Constructor = new (length: number) => TypedArray;

/** Rises with the value, rounding included, so that no value lies in a bin above that of a larger one. NaN is in the first. */
function binOf(value: number, low: number, scale: number, bins: number): number {
  const place = (value - low) * scale;
  return place > 0 ? (place < bins ? place | 0 : bins - 1) : 0;
}

/** The number of values of a part that are > threshold. */
function countAbove(values: TypedArray, from: number, to: number, threshold: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (values[i]! > threshold) count++;
  return count;
}

/**
 * The pixels of each image of a stack, parted into bins of rising values: how many lie above a threshold is then known but for those of one bin. A hundred
 * times less work than to look at all, and as exact. Takes the stack's bytes and an eighth of a 32-bit number more a pixel.
 */
export class ValueIndex {
  readonly #size: number;
  readonly #bins: number;
  /** By image, and by bin; NaN, which is above nothing, at an image's end. */
  readonly #sorted: NdArray;
  /** For each image where its bins begin, and where the last one ends. */
  readonly #places: Uint32Array;
  readonly #lows: Float64Array;
  readonly #scales: Float64Array;

  /** Of a stack (n, …) with images of at least one element. It is copied. */
  constructor(stack: NdArray) {
    const { data, shape } = stack;
    const images = shape[0]!;
    const size = images === 0 ? 0 : data.length / images;
    const bits = Math.min(MOST_BITS, Math.max(LEAST_BITS, Math.ceil(Math.log2(size / BIN_PIXELS))));
    this.#size = size;
    this.#bins = 1 << bits;
    this.#sorted = arrayLike(stack, new (data.constructor as Constructor)(data.length), shape);
    this.#places = new Uint32Array(images * (this.#bins + 1));
    this.#lows = new Float64Array(images);
    this.#scales = new Float64Array(images);
    const scratch = new Uint16Array(size);
    for (let image = 0; image < images; image++) this.#sort(image, data.subarray(image * size, (image + 1) * size), scratch);
  }

  #sort(image: number, pixels: TypedArray, binsOf: Uint16Array): void {
    const { length } = pixels;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < length; i++) {
      const value = pixels[i]!;
      if (value < low && value !== Number.NEGATIVE_INFINITY) low = value;
      if (value > high && value !== Number.POSITIVE_INFINITY) high = value;
    }
    const bins = this.#bins;
    const perUnit = bins / (high - low);
    // An image of one value, or of a range that no number holds, has one bin.
    const scale = Number.isFinite(perUnit) ? perUnit : 0;
    this.#lows[image] = low;
    this.#scales[image] = scale;
    const places = this.#places.subarray(image * (bins + 1), (image + 1) * (bins + 1));
    for (let i = 0; i < length; i++) {
      const value = pixels[i]!;
      const bin = Number.isNaN(value) ? bins : binOf(value, low, scale, bins);
      binsOf[i] = bin;
      if (bin < bins) places[bin + 1]!++;
    }
    for (let bin = 0; bin < bins; bin++) places[bin + 1]! += places[bin]!;
    const next = places.slice();
    const to = this.#sorted.data.subarray(image * this.#size, (image + 1) * this.#size);
    for (let i = 0; i < length; i++) to[next[binsOf[i]!]!++] = pixels[i]!;
  }

  /** For each image the share of its elements > threshold, as `areaAboveEach` has it. */
  areasAbove(threshold: number): Float64Array {
    const limit = asCompared(this.#sorted, threshold);
    const values = this.#sorted.data;
    const areas = new Float64Array(this.#lows.length);
    const [size, bins] = [this.#size, this.#bins];
    for (let image = 0; image < areas.length; image++) {
      const bin = image * (bins + 1) + binOf(limit, this.#lows[image]!, this.#scales[image]!, bins);
      const end = this.#places[bin + 1]!;
      const higher = this.#places[image * (bins + 1) + bins]! - end;
      const start = image * size;
      areas[image] = (higher + countAbove(values, start + this.#places[bin]!, start + end, limit)) / size;
    }
    return areas;
  }
}
