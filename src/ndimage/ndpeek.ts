import type { NdArray, TypedArray } from "../base/ndarray.ts";
import type { Kernels } from "../kernels/instance.ts";
import { defaultRng, type Generator } from "../random/random.ts";
import type { Seed } from "../random/seed.ts";
import { type ArrayHandle, hold } from "./array-handle.ts";
import type { GaussianOptions, LineOptions, UniformOptions } from "./filter-options.ts";
import * as measures from "./measures.ts";
import * as ndimage from "./ndimage.ts";

/**
 * The kernels. Arrays go in and come out as plain typed arrays; the memory between is the instance's own. Results have the input's dtype
 * and shape, computed in double and cast between axes as SciPy does. Wrong kinds throw a TypeError, wrong values a RangeError.
 *
 * Arrays name 64-bit integers and float16 by `dtype`, and results keep it. Integers are exact
 * within ±2^53: a filter whose result lies beyond throws a RangeError that names the value, and
 * `out` keeps its elements. SciPy 1.10 refuses to filter float16; here results are rounded to
 * float16 after each axis, as SciPy stores its other types.
 *
 * A stack of images, shape (n, h, w), is filtered in one call by `axes: [1, 2]`, and measured in one by the functions named `…Each`.
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
  /**
   * The share of elements > `threshold`: `(x > t).mean()`. NaN is not above; an empty array throws.
   * As in NumPy 1.24, float32 and float16 are compared with the threshold rounded to their
   * precision.
   */
  areaAbove(input: NdArray, threshold: number): number;
  /** The same for each image of a stack (n, …), by one threshold or by n: n shares, as `(x > t).mean(axis=(1, 2))`. */
  areaAboveEach(stack: NdArray, threshold: number | ArrayLike<number>): Float64Array;
  /** 1 where an element is > `threshold`, else 0. */
  mask(input: NdArray, threshold: number): NdArray<Uint8Array>;
  /** Smallest and largest element; both NaN where one is NaN, as in NumPy. An empty array throws. */
  minMax(input: NdArray): [min: number, max: number];
  /** The same for each image of a stack (n, …): n smallest and n largest elements. */
  minMaxEach(stack: NdArray): [min: Float64Array, max: Float64Array];
  /**
   * The threshold that best parts the values in two classes, as scikit-image's `threshold_otsu` (0.19) finds it. `bins` (256) are those of
   * the histogram of floats, computed in their precision, float16 included; integers are counted
   * one by one. NaN and an empty array throw.
   */
  otsu(input: NdArray, options?: { bins?: number }): number;
  /** The same for each image of a stack (n, …): n thresholds. */
  otsuEach(stack: NdArray, options?: { bins?: number }): Float64Array;
  /**
   * Grey levels 0 to 255 for `vmin` (0) to `vmax` (1): truncated as `(255 * x).astype("uint8")`, but saturated where that wraps;
   * NaN is 0.
   */
  toGray8(input: NdArray, options?: { vmin?: number; vmax?: number }): NdArray<Uint8Array>;
  /** `np.random.default_rng(seed)`. */
  defaultRng(seed: Seed): Generator;
  /** A copy of the array that stays in the kernels' memory, for several steps without a copy between them, until it is closed. */
  hold<T extends TypedArray>(input: NdArray<T>): ArrayHandle<T>;
}

/** The functions of one instance. */
export function bindKernels(kernels: Kernels): Ndpeek {
  const bound: Record<keyof Ndpeek, (...given: never[]) => unknown> = {
    gaussianFilter: ndimage.gaussianFilter.bind(null, kernels),
    gaussianFilter1d: ndimage.gaussianFilter1d.bind(null, kernels),
    uniformFilter: ndimage.uniformFilter.bind(null, kernels),
    uniformFilter1d: ndimage.uniformFilter1d.bind(null, kernels),
    correlate1d: ndimage.correlate1d.bind(null, kernels),
    convolve1d: ndimage.convolve1d.bind(null, kernels),
    gaussianWeights: ndimage.weightsOf.bind(null, kernels),
    areaAbove: measures.areaAbove.bind(null, kernels),
    areaAboveEach: measures.areaAboveEach.bind(null, kernels),
    mask: measures.mask.bind(null, kernels),
    minMax: measures.minMax.bind(null, kernels),
    minMaxEach: measures.minMaxEach.bind(null, kernels),
    otsu: measures.otsu.bind(null, kernels),
    otsuEach: measures.otsuEach.bind(null, kernels),
    toGray8: measures.toGray8.bind(null, kernels),
    defaultRng: defaultRng.bind(null, kernels),
    hold: hold.bind(null, kernels),
  };
  // The modules' functions answer with what they are given, arrays or held ones; through this door come arrays only.
  return bound as unknown as Ndpeek;
}
