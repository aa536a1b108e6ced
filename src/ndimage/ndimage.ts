import { checkInteger, checkNumber, checkOptions, wrongKind, wrongValue } from "../base/checks.ts";
import { isInteger64 } from "../base/dtype.ts";
import type { AxisPass } from "../kernels/axis-pass.ts";
import { namedDtype } from "../kernels/dtype.ts";
import { copyElements, filterAxes } from "../kernels/filters.ts";
import { gaussianWeights, SIGMA_ZERO } from "../kernels/gaussian.ts";
import {
  type ArraySource,
  checkLike,
  checkPlace,
  checkResult,
  checkSource,
  filled,
  Held,
  type Operand,
} from "../kernels/held.ts";
import type { Kernels } from "../kernels/instance.ts";
import {
  checkFilter,
  checkLine,
  checkOrigin,
  checkRadius,
  checkWhole,
  type GaussianOptions,
  type LineOptions,
  perAxis,
  type UniformOptions,
  type WithOut,
} from "./filter-options.ts";

export interface WeightsOptions {
  order?: number;
  truncate?: number;
  radius?: number;
}

const checkSigma = (value: unknown, name: string): number => checkNumber(value, name, 0);
const checkOrder = (value: unknown, name: string): number => checkInteger(value, name, 0, 64);

/**
 * Runs the passes into `out`, or into a new result of the input's kind. The input is looked up only now: reading the arguments may have run code of
 * the caller's, which may have closed it. Where integers of 64 bits become too large for doubles,
 * `out` keeps what it held.
 */
function filtered(kernels: Kernels, input: ArraySource, out: unknown, passes: readonly AxisPass[]): ArraySource {
  const from = checkSource(kernels, input, "input");
  const run = (to: Operand): void => {
    filterAxes(kernels, from, to, passes);
    checkResult(kernels, to);
  };
  if (out === undefined) return filled(kernels, from, from.dtype, run);
  const to = checkLike(kernels, out, from, "out", "the input's");
  if (isInteger64(namedDtype(from.dtype))) {
    const made = filled(kernels, from, from.dtype, run);
    copyElements(kernels, checkPlace(kernels, made, "result"), to);
    if (made instanceof Held) made.close();
  } else run(to);
  return out as ArraySource;
}

const reversed = (weights: Float64Array): Float64Array => weights.slice().reverse();

/** `scipy.ndimage.gaussian_filter`. */
export function gaussianFilter(
  kernels: Kernels,
  input: ArraySource,
  sigma: number | readonly number[],
  options?: WithOut<GaussianOptions, ArraySource>,
): ArraySource {
  const { given, axes, modes, cval } = checkFilter(kernels, input, options, ["order", "truncate", "radius"]);
  const sigmas = perAxis(sigma, "sigma", axes.length, checkSigma);
  const orders = perAxis(given.order === undefined ? 0 : given.order, "order", axes.length, checkOrder);
  const radii = perAxis(given.radius, "radius", axes.length, (value) => value);
  const single = given.precision === "single";
  const known = new Map<string, Float64Array | Float32Array>();
  const weightsOfAxis = (sigma: number, order: number, radius: number): Float64Array | Float32Array => {
    const key = `${sigma} ${order} ${radius}`;
    let weights = known.get(key);
    if (weights === undefined) {
      const doubles = reversed(gaussianWeights(kernels, sigma, order, radius));
      weights = single ? new Float32Array(doubles) : doubles;
      known.set(key, weights);
    }
    return weights;
  };
  const passes: AxisPass[] = [];
  for (const [i, axis] of axes.entries()) {
    const name = Array.isArray(given.radius) ? `radius[${i}]` : "radius";
    const radius = checkRadius(sigmas[i]!, given.truncate, radii[i], name);
    if (sigmas[i]! <= SIGMA_ZERO) continue;
    passes.push({ axis, origin: 0, mode: modes[i]!, cval, weights: weightsOfAxis(sigmas[i]!, orders[i]!, radius) });
  }
  return filtered(kernels, input, given.out, passes);
}

/** `scipy.ndimage.gaussian_filter1d`; a sigma of 0 leaves the line as it is. */
export function gaussianFilter1d(
  kernels: Kernels,
  input: ArraySource,
  sigma: number,
  options?: WithOut<LineOptions & WeightsOptions, ArraySource>,
): ArraySource {
  const { given, axis, mode, cval } = checkLine(kernels, input, options, ["order", "truncate", "radius"]);
  checkSigma(sigma, "sigma");
  const order = checkOrder(given.order ?? 0, "order");
  const radius = checkRadius(sigma, given.truncate, given.radius);
  const origin = given.origin === undefined ? 0 : checkOrigin(given.origin, "origin", 2 * radius + 1);
  const weights = sigma > SIGMA_ZERO ? reversed(gaussianWeights(kernels, sigma, order, radius)) : undefined;
  return filtered(kernels, input, given.out, weights ? [{ axis, origin, mode, cval, weights }] : []);
}

/** `scipy.ndimage.uniform_filter`. */
export function uniformFilter(
  kernels: Kernels,
  input: ArraySource,
  size: number | readonly number[],
  options?: WithOut<UniformOptions, ArraySource>,
): ArraySource {
  const { given, axes, modes, cval } = checkFilter(kernels, input, options, ["origin"]);
  const sizes = perAxis(size, "size", axes.length, (value, name) => checkWhole(value, name, 1));
  const origins = perAxis(given.origin ?? 0, "origin", axes.length, (value) => value);
  const passes: AxisPass[] = [];
  for (const [i, axis] of axes.entries()) {
    const name = Array.isArray(given.origin) ? `origin[${i}]` : "origin";
    const origin = checkOrigin(origins[i], name, sizes[i]!);
    if (sizes[i]! > 1) passes.push({ axis, origin, mode: modes[i]!, cval, size: sizes[i]! });
  }
  return filtered(kernels, input, given.out, passes);
}

/** `scipy.ndimage.uniform_filter1d`. */
export function uniformFilter1d(
  kernels: Kernels,
  input: ArraySource,
  size: number,
  options?: WithOut<LineOptions, ArraySource>,
): ArraySource {
  const { given, axis, mode, cval } = checkLine(kernels, input, options);
  checkWhole(size, "size", 1);
  const origin = checkOrigin(given.origin ?? 0, "origin", size);
  return filtered(kernels, input, given.out, [{ axis, origin, mode, cval, size }]);
}

function checkWeights(weights: ArrayLike<number>): Float64Array {
  if (typeof weights !== "object" || weights === null || typeof weights.length !== "number") {
    throw wrongKind("weights", "a list of numbers", weights);
  }
  const values = Array.from(weights);
  if (values.length === 0) throw wrongValue("weights", "at least one number", values);
  for (const [i, value] of values.entries()) if (typeof value !== "number") throw wrongKind(`weights[${i}]`, "a number", value);
  return Float64Array.from(values);
}

/** `scipy.ndimage.correlate1d`. */
export function correlate1d(
  kernels: Kernels,
  input: ArraySource,
  weights: ArrayLike<number>,
  options?: WithOut<LineOptions, ArraySource>,
): ArraySource {
  const { given, axis, mode, cval } = checkLine(kernels, input, options);
  const checked = checkWeights(weights);
  const origin = checkOrigin(given.origin ?? 0, "origin", checked.length);
  return filtered(kernels, input, given.out, [{ axis, origin, mode, cval, weights: checked }]);
}

/** `scipy.ndimage.convolve1d`: correlation by the mirrored weights, the origin mirrored with them. */
export function convolve1d(
  kernels: Kernels,
  input: ArraySource,
  weights: ArrayLike<number>,
  options?: WithOut<LineOptions, ArraySource>,
): ArraySource {
  const { given, axis, mode, cval } = checkLine(kernels, input, options);
  const checked = checkWeights(weights).reverse();
  const shift = checked.length % 2 === 0 ? -1 : 0;
  const low = shift - Math.floor((checked.length - 1) / 2);
  const high = shift + Math.floor(checked.length / 2);
  const origin = checkInteger(given.origin ?? 0, "origin", low, high);
  return filtered(kernels, input, given.out, [{ axis, origin: shift - origin, mode, cval, weights: checked }]);
}

/** The weights of SciPy's Gaussian filters, as a convolution kernel of `2 * radius + 1` elements; they sum to 1 for order 0. */
export function weightsOf(kernels: Kernels, sigma: number, options?: WeightsOptions): Float64Array {
  const given = checkOptions(options, "options", ["order", "truncate", "radius"]);
  const checked = checkNumber(sigma, "sigma", 0);
  if (checked <= SIGMA_ZERO) throw new RangeError(`sigma: expected a number > ${SIGMA_ZERO}, got ${sigma}`);
  const order = checkOrder(given.order ?? 0, "order");
  return gaussianWeights(kernels, checked, order, checkRadius(checked, given.truncate, given.radius));
}
