import { checkNumber, checkOptions, wrongValue } from "./checks.ts";
import type { GaussianOptions, LineOptions, UniformOptions } from "./filter-options.ts";
import { instantiate, type Kernels } from "./kernels/instance.ts";
import type { ModuleSource } from "./kernels/source.ts";
import { countAbove, mask, minMax, toGray8 } from "./kernels/threshold.ts";
import { checkArray, type NdArray, type TypedArray } from "./ndarray.ts";
import * as ndimage from "./ndimage.ts";
import { otsu } from "./otsu.ts";
import { defaultRng, type Generator } from "./random.ts";
import type { Seed } from "./seed.ts";

/**
 * The kernels. Arrays go in and come out as plain typed arrays; the memory between is the instance's own. Results have the input's dtype
 * and shape, computed in double and cast between axes as SciPy does. Wrong kinds throw a TypeError, wrong values a RangeError.
 */
export interface Ndpeek {
  /** `scipy.ndimage.gaussian_filter`; `sigma` >= 0 in elements, one or one per axis (0 leaves that axis as it is). */
  gaussianFilter<T extends TypedArray>(
    input: NdArray<T>,
    sigma: number | readonly number[],
    options?: GaussianOptions,
  ): NdArray<T>;
  /** `scipy.ndimage.gaussian_filter1d`. */
  gaussianFilter1d<T extends TypedArray>(
    input: NdArray<T>,
    sigma: number,
    options?: LineOptions & ndimage.WeightsOptions,
  ): NdArray<T>;
  /** `scipy.ndimage.uniform_filter`; `size`: integer >= 1, one or one per axis. */
  uniformFilter<T extends TypedArray>(input: NdArray<T>, size: number | readonly number[], options?: UniformOptions): NdArray<T>;
  /** `scipy.ndimage.uniform_filter1d`. */
  uniformFilter1d<T extends TypedArray>(input: NdArray<T>, size: number, options?: LineOptions): NdArray<T>;
  /** `scipy.ndimage.correlate1d`. */
  correlate1d<T extends TypedArray>(input: NdArray<T>, weights: ArrayLike<number>, options?: LineOptions): NdArray<T>;
  /** `scipy.ndimage.convolve1d`. */
  convolve1d<T extends TypedArray>(input: NdArray<T>, weights: ArrayLike<number>, options?: LineOptions): NdArray<T>;
  /** The Gaussian filters' weights, as a convolution kernel of 2 * radius + 1 elements; `sigma` > 0. */
  gaussianWeights(sigma: number, options?: ndimage.WeightsOptions): Float64Array;
  /** The share of elements > `threshold`: `(x > t).mean()`. NaN is not above; an empty array throws. */
  areaAbove(input: NdArray, threshold: number): number;
  /** 1 where an element is > `threshold`, else 0. */
  mask(input: NdArray, threshold: number): NdArray<Uint8Array>;
  /** Smallest and largest element; both NaN where one is NaN, as in NumPy. An empty array throws. */
  minMax(input: NdArray): [min: number, max: number];
  /**
   * The threshold that best parts the values in two classes, as scikit-image's `threshold_otsu` (0.19) finds it. `bins` (256) are those of
   * the histogram of floats; integers are counted one by one. NaN and an empty array throw.
   */
  otsu(input: NdArray, options?: { bins?: number }): number;
  /**
   * Grey levels 0 to 255 for `vmin` (0) to `vmax` (1): truncated as `(255 * x).astype("uint8")`, but saturated where that wraps;
   * NaN is 0.
   */
  toGray8(input: NdArray, options?: { vmin?: number; vmax?: number }): NdArray<Uint8Array>;
  /** `np.random.default_rng(seed)`. */
  defaultRng(seed: Seed): Generator;
}

function checkThreshold(threshold: unknown): number {
  // An infinite threshold is a fair question; one that is not a number has no answer.
  if (threshold === Number.POSITIVE_INFINITY || threshold === Number.NEGATIVE_INFINITY) return threshold;
  return checkNumber(threshold, "threshold");
}

function checkFilled(input: NdArray): NdArray {
  if (checkArray(input, "input").data.length === 0) throw wrongValue("input", "at least one element", input.shape);
  return input;
}

function bind(kernels: Kernels): Ndpeek {
  return {
    gaussianFilter: (input, sigma, options) => ndimage.gaussianFilter(kernels, input, sigma, options),
    gaussianFilter1d: (input, sigma, options) => ndimage.gaussianFilter1d(kernels, input, sigma, options),
    uniformFilter: (input, size, options) => ndimage.uniformFilter(kernels, input, size, options),
    uniformFilter1d: (input, size, options) => ndimage.uniformFilter1d(kernels, input, size, options),
    correlate1d: (input, weights, options) => ndimage.correlate1d(kernels, input, weights, options),
    convolve1d: (input, weights, options) => ndimage.convolve1d(kernels, input, weights, options),
    gaussianWeights: (sigma, options) => ndimage.weightsOf(kernels, sigma, options),
    areaAbove: (input, threshold) => countAbove(kernels, checkFilled(input).data, checkThreshold(threshold)) / input.data.length,
    mask: (input, threshold) => ({
      data: mask(kernels, checkArray(input, "input").data, checkThreshold(threshold)),
      shape: [...input.shape],
    }),
    minMax: (input) => minMax(kernels, checkFilled(input).data),
    otsu: (input, options) => otsu(input, checkOptions(options, "options", ["bins"]).bins ?? 256),
    toGray8: (input, options) => {
      checkArray(input, "input");
      const given = checkOptions(options, "options", ["vmin", "vmax"]);
      const vmin = checkNumber(given.vmin ?? 0, "vmin");
      const vmax = checkNumber(given.vmax ?? 1, "vmax");
      const round = input.data instanceof Float32Array ? Math.fround : (x: number) => x;
      if (!(round(vmax) - round(vmin) > 0 && Number.isFinite(round(vmax) - round(vmin)))) {
        throw new RangeError(`vmax: expected a number > vmin (${vmin}) at a finite distance, got ${vmax}`);
      }
      return { data: toGray8(kernels, input.data, vmin, vmax), shape: [...input.shape] };
    },
    defaultRng: (seed) => defaultRng(kernels, seed),
  };
}

/**
 * Compiles and instantiates the kernels: one instance a call, no hidden global.
 *
 * @example
 * const nd = await load();
 * const image = { data: new Float64Array(96 * 96).fill(1), shape: [96, 96] };
 * nd.gaussianFilter(image, 14.4).data[0]; // what scipy.ndimage.gaussian_filter gives
 */
export async function load(options?: { module?: ModuleSource }): Promise<Ndpeek> {
  return bind(await instantiate(checkOptions(options, "options", ["module"]).module));
}
