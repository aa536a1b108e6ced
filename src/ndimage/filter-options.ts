// What the filters' options mean, checked at the door and turned into passes along axes.
import { checkChoice, checkInteger, checkNumber, checkOptions, show, wrongKind, wrongValue } from "../base/checks.ts";
import type { NdArray } from "../base/ndarray.ts";
import { MODE_CODES, type Mode } from "../kernels/border.ts";
import { gaussianRadius } from "../kernels/gaussian.ts";
import { type ArraySource, checkPlace } from "../kernels/held.ts";
import type { Kernels } from "../kernels/instance.ts";

export interface FilterOptions {
  /** How lines go on past their ends; a list is one per filtered axis. Default `"reflect"`. */
  mode?: Mode | readonly Mode[];
  /** The value beyond the ends with mode `"constant"`. Default 0. */
  cval?: number;
  /** The axes to filter; negative ones count from the last. Default all. */
  axes?: readonly number[];
  /**
   * SciPy's `output`: written and returned, nothing else allocated; of the input's dtype and shape,
   * may be the input itself. For 64-bit integers the result is made beside it, because one beyond
   * ±2^53 is refused.
   */
  out?: NdArray;
  /**
   * `"double"` (default): SciPy's arithmetic whatever the dtype. `"single"`: Gaussian filters compute in float32, about twice as fast; for
   * order 0 off by about 3e-7 of the input's largest magnitude, at most (radius + 2) * 2^-23 of it an axis. Box filters do not change.
   */
  precision?: "double" | "single";
}

export interface GaussianOptions extends FilterOptions {
  /** Order of the derivative, 0 for the filter itself. Default 0. */
  order?: number | readonly number[];
  /** Radius in standard deviations. Default 4. */
  truncate?: number;
  /** Radius in elements; wins over `truncate`. */
  radius?: number | readonly number[];
}

export interface UniformOptions extends FilterOptions {
  /** Shift of the window, in elements. Default 0. */
  origin?: number | readonly number[];
}

export interface LineOptions {
  /** Default -1, the last. */
  axis?: number;
  mode?: Mode;
  cval?: number;
  origin?: number;
  out?: NdArray;
}

/** The options with another kind of `out`. */
export type WithOut<Options, Out> = Omit<Options, "out"> & { out?: Out };

/** A kernel may span this many elements to each side. */
export const RADIUS_LIMIT = 2 ** 20;

const MODES = Object.keys(MODE_CODES) as Mode[];

const modeCode = (mode: unknown, name: string): number => MODE_CODES[checkChoice(mode, name, MODES)];

/** The axes named, each once, as indices from 0. */
export function checkAxes(axes: unknown, rank: number): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, i) => i);
  if (!Array.isArray(axes)) throw wrongKind("axes", "a list of axis numbers", axes);
  const indices = axes.map((axis, i) => checkAxis(axis, `axes[${i}]`, rank));
  if (new Set(indices).size < indices.length) throw wrongValue("axes", "each axis once", axes);
  return indices;
}

export function checkAxis(axis: unknown, name: string, rank: number): number {
  const index = checkInteger(axis, name, -rank, rank - 1);
  return index < 0 ? index + rank : index;
}

/** One value per axis: a list of that length, or one value for all. */
export function perAxis<T>(value: unknown, name: string, count: number, check: (item: unknown, name: string) => T): T[] {
  if (!Array.isArray(value)) return new Array<T>(count).fill(check(value, name));
  if (value.length !== count)
    throw new RangeError(`${name}: expected ${count} values, one per filtered axis, got ${value.length}`);
  return value.map((item, i) => check(item, `${name}[${i}]`));
}

export const checkWhole = (value: unknown, name: string, min: number): number => checkInteger(value, name, min, RADIUS_LIMIT);

/** SciPy's limits: the window of `size` elements must still hold the output's own place. */
export function checkOrigin(value: unknown, name: string, size: number): number {
  const low = -Math.floor(size / 2);
  const high = Math.floor((size - 1) / 2);
  if (Number.isInteger(value) && (value as number) >= low && (value as number) <= high) return value as number;
  const expected = `an integer from ${low} to ${high} for a window of ${size}`;
  throw (typeof value === "number" ? wrongValue : wrongKind)(name, expected, value);
}

/** The Gaussian's radius in elements, given or from sigma. */
export function checkRadius(sigma: number, truncate: unknown, radius: unknown, name = "radius"): number {
  if (radius !== undefined) return checkWhole(radius, name, 0);
  const result = gaussianRadius(sigma, checkNumber(truncate ?? 4, "truncate", 0));
  if (result > RADIUS_LIMIT)
    throw new RangeError(`sigma: expected a radius of at most ${RADIUS_LIMIT} elements, got ${show(result)}`);
  return result;
}

/** Mode codes, cval and axes of an n-dimensional filter. */
export function checkFilter(
  kernels: Kernels,
  input: unknown,
  options: WithOut<FilterOptions, ArraySource> | undefined,
  more: readonly string[],
): { given: Record<string, unknown>; axes: number[]; modes: number[]; cval: number } {
  const { shape } = checkPlace(kernels, input, "input");
  const given: Record<string, unknown> = checkOptions(options, "options", ["mode", "cval", "axes", "out", "precision", ...more]);
  checkChoice(given.precision ?? "double", "precision", ["double", "single"]);
  const axes = checkAxes(given.axes, shape.length);
  const modes = perAxis(given.mode === undefined ? "reflect" : given.mode, "mode", axes.length, modeCode);
  return { given, axes, modes, cval: checkCval(given.cval) };
}

/** The same for a filter along one axis. */
export function checkLine(
  kernels: Kernels,
  input: unknown,
  options: WithOut<LineOptions, ArraySource> | undefined,
  more: readonly string[] = [],
): { given: Record<string, unknown>; axis: number; mode: number; cval: number } {
  const { shape } = checkPlace(kernels, input, "input");
  const given: Record<string, unknown> = checkOptions(options, "options", ["axis", "mode", "cval", "origin", "out", ...more]);
  const axis = checkAxis(given.axis ?? -1, "axis", shape.length);
  const mode = modeCode(given.mode === undefined ? "reflect" : given.mode, "mode");
  return { given, axis, mode, cval: checkCval(given.cval) };
}

/** Any number, as SciPy takes it: infinities and NaN flow into the result. */
function checkCval(value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value !== "number") throw wrongKind("cval", "a number", value);
  return value;
}
