// Thresholds, areas, extremes and grey levels: of an array, and of each image of a stack in one call.
import { checkNumber, checkOptions, checkThreshold, wrongKind, wrongValue } from "../base/checks.ts";
import { roundToHalf } from "../base/half.ts";
import { elements, type NdArray } from "../base/ndarray.ts";
import { F16, F32, U8 } from "../kernels/dtype.ts";
import { type ArraySource, checkSource, filled, Held, type Operand } from "../kernels/held.ts";
import type { Kernels } from "../kernels/instance.ts";
import * as kernel from "../kernels/threshold.ts";
import { checkBins, otsuOf } from "./otsu.ts";

const count = ({ shape }: Operand): number => elements(shape);

function checkFilled(kernels: Kernels, input: unknown): Operand {
  const operand = checkSource(kernels, input, "input");
  if (count(operand) === 0) throw wrongValue("input", "at least one element", operand.shape);
  return operand;
}

/** The stack's images: how many, and elements of each. */
function checkStack(kernels: Kernels, stack: unknown): { from: Operand; images: number; size: number } {
  const from = checkSource(kernels, stack, "stack");
  const [images, ...shape] = from.shape as [number, ...number[]];
  if (shape.length === 0) throw wrongValue("stack", "a shape of two axes at least, images first", from.shape);
  const size = elements(shape);
  if (size === 0) throw wrongValue("stack", "images of at least one element", from.shape);
  return { from, images, size };
}

export function areaAbove(kernels: Kernels, input: ArraySource, threshold: number): number {
  const from = checkFilled(kernels, input);
  const n = count(from);
  return kernel.countAbove(kernels, from, checkThreshold(threshold), 0, n) / n;
}

export function areaAboveEach(kernels: Kernels, stack: ArraySource, threshold: number | ArrayLike<number>): Float64Array {
  const thresholds = perImage(threshold, checkStack(kernels, stack).images);
  const { from, images, size } = checkStack(kernels, stack);
  return Float64Array.from({ length: images }, (_, i) => {
    return kernel.countAbove(kernels, from, thresholds(i), i * size, (i + 1) * size) / size;
  });
}

/** One threshold, or one for each image. */
function perImage(threshold: unknown, images: number): (image: number) => number {
  if (typeof threshold !== "object" || threshold === null) {
    const one = checkThreshold(threshold);
    return () => one;
  }
  const list = threshold as ArrayLike<unknown>;
  if (typeof list.length !== "number") throw wrongKind("threshold", "a number or a list of numbers", threshold);
  if (list.length !== images) {
    throw new RangeError(`threshold: expected ${images} numbers, one for each image, got ${list.length}`);
  }
  const each = Array.from(list, (value, i) => checkThreshold(value, `threshold[${i}]`));
  return (image) => each[image]!;
}

export function mask(kernels: Kernels, input: ArraySource, threshold: number): ArraySource {
  const from = checkSource(kernels, input, "input");
  const limit = checkThreshold(threshold);
  return filled(kernels, from, U8, (to) => kernel.mask(kernels, from, limit, to));
}

export function minMax(kernels: Kernels, input: ArraySource): [min: number, max: number] {
  const from = checkFilled(kernels, input);
  return kernel.minMax(kernels, from, 0, count(from));
}

export function minMaxEach(kernels: Kernels, stack: ArraySource): [min: Float64Array, max: Float64Array] {
  const { from, images, size } = checkStack(kernels, stack);
  const low = new Float64Array(images);
  const high = new Float64Array(images);
  for (let i = 0; i < images; i++) [low[i], high[i]] = kernel.minMax(kernels, from, i * size, (i + 1) * size) as [number, number];
  return [low, high];
}

/** The array itself, of a held one a copy. */
const arrayOf = (source: ArraySource): NdArray => (source instanceof Held ? source.read() : source);

export function otsu(kernels: Kernels, input: ArraySource, options?: { bins?: number }): number {
  checkFilled(kernels, input);
  const bins = checkBins(options);
  return otsuOf(arrayOf(input), bins);
}

export function otsuEach(kernels: Kernels, stack: ArraySource, options?: { bins?: number }): Float64Array {
  const { images, size } = checkStack(kernels, stack);
  const bins = checkBins(options);
  const { data, dtype } = arrayOf(stack);
  return Float64Array.from({ length: images }, (_, i) =>
    otsuOf({ data: data.subarray(i * size, (i + 1) * size), dtype }, bins, `stack[${i}]`),
  );
}

export function toGray8(kernels: Kernels, input: ArraySource, options?: { vmin?: number; vmax?: number }): ArraySource {
  const from = checkSource(kernels, input, "input");
  const given = checkOptions(options, "options", ["vmin", "vmax"]);
  const vmin = checkNumber(given.vmin ?? 0, "vmin");
  const vmax = checkNumber(given.vmax ?? 1, "vmax");
  const round = from.dtype === F32 ? Math.fround : from.dtype === F16 ? roundToHalf : (x: number) => x;
  const range = round(vmax) - round(vmin);
  if (!(range > 0 && Number.isFinite(range))) {
    throw new RangeError(`vmax: expected a number > vmin (${vmin}) at a finite distance, got ${vmax}`);
  }
  return filled(kernels, from, U8, (to) => kernel.toGray8(kernels, from, vmin, vmax, to));
}
