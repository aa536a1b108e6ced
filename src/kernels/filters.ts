import { elements, type NdArray } from "../ndarray.ts";
import { dtypeCode } from "./dtype.ts";
import type { Address, Kernels } from "./instance.ts";

/** A strip's row in assembly/strip.ts. */
const STRIP_BYTES = 128;

/** One line filter along one axis: correlation by `weights` (floats: in single precision), or running means of `size` elements. */
export type AxisPass = {
  readonly axis: number;
  readonly origin: number;
  /** A code of assembly/border.ts. */
  readonly mode: number;
  readonly cval: number;
} & ({ readonly weights: Float64Array | Float32Array } | { readonly size: number });

type WeightedPass = Extract<AxisPass, { weights: unknown }>;

/** Runs one pass on the array at an address, in place. */
export function runPass({ call, arena }: Kernels, shape: readonly number[], pass: AxisPass, at: Address, dtype: number): void {
  const { axis, origin, mode, cval } = pass;
  const outer = elements(shape.slice(0, axis));
  const inner = elements(shape.slice(axis + 1));
  const n = shape[axis]!;
  arena.scope(() => {
    if ("size" in pass) {
      arena.require(call.uniformAxis(at, dtype, outer, n, inner, pass.size, origin, mode, cval));
      return;
    }
    const weights = arena.copyIn(pass.weights);
    const correlate = pass.weights instanceof Float64Array ? call.correlateAxis : call.correlateAxis32;
    arena.require(correlate(at, dtype, outer, n, inner, weights, pass.weights.length, origin, mode, cval));
  });
}

/**
 * The passes along the last two axes that begin at `i`, where the planes' kernels can make both in one sweep: two of one kind, of the
 * input's own precision, on images at least a strip wide.
 */
function planePair({ data, shape }: NdArray, passes: readonly AxisPass[], i: number): [AxisPass, AxisPass] | undefined {
  const [first, second] = passes.slice(i);
  const rank = shape.length;
  if (data.length === 0 || first?.axis !== rank - 2 || second?.axis !== rank - 1) return undefined;
  if ("size" in first) return "size" in second && data instanceof Float64Array ? [first, second] : undefined;
  if ("size" in second || data.BYTES_PER_ELEMENT * shape[rank - 1]! < STRIP_BYTES) return undefined;
  return first.weights.constructor === data.constructor ? [first, second] : undefined;
}

/** Filters every image of the last two axes along both, from one address to another. */
function runPlanes({ call, arena }: Kernels, input: NdArray, pair: [AxisPass, AxisPass], from: Address, to: Address): void {
  const [first, second] = pair;
  const [rows, columns] = input.shape.slice(-2) as [number, number];
  const { cval } = first;
  const bytes = input.data.BYTES_PER_ELEMENT * rows * columns;
  arena.scope(() => {
    let plane: (offset: number) => number;
    if ("size" in first && "size" in second) {
      const ends = [first.size, first.origin, first.mode, second.size, second.origin, second.mode, cval] as const;
      plane = (offset) => call.uniformPlane(from + offset, to + offset, rows, columns, ...ends);
    } else {
      const { weights: weights0 } = first as WeightedPass;
      const { weights: weights1 } = second as WeightedPass;
      const correlate = weights0 instanceof Float64Array ? call.correlatePlane : call.correlatePlane32;
      const axis0 = [arena.copyIn(weights0), weights0.length, first.origin, first.mode] as const;
      const axis1 = [arena.copyIn(weights1), weights1.length, second.origin, second.mode] as const;
      plane = (offset) => correlate(from + offset, to + offset, rows, columns, ...axis0, ...axis1, cval);
    }
    for (let offset = 0; offset < input.data.byteLength; offset += bytes) arena.require(plane(offset));
  });
}

/** Filters `input` axis after axis into `out`, of the same dtype; results between axes are in that dtype, as SciPy keeps them. */
export function filterAxes(kernels: Kernels, input: NdArray, out: NdArray, passes: readonly AxisPass[]): void {
  if (passes.length === 0) {
    if (out.data !== input.data) out.data.set(input.data);
    return;
  }
  const { arena } = kernels;
  const { shape, data } = input;
  const dtype = dtypeCode(data);
  arena.scope(() => {
    let at = arena.copyIn(data);
    for (let i = 0; i < passes.length; i++) {
      const pair = planePair(input, passes, i);
      if (pair) {
        const to = arena.alloc(data.byteLength);
        runPlanes(kernels, input, pair, at, to);
        at = to;
        i++;
      } else {
        runPass(kernels, shape, passes[i]!, at, dtype);
      }
    }
    arena.copyOut(at, out.data);
  });
}

/** SciPy leaves an axis as it is where sigma is no larger. */
export const SIGMA_ZERO = 1e-15;

/** The Gaussian's radius in elements, as SciPy rounds it. */
export const gaussianRadius = (sigma: number, truncate: number): number => Math.floor(truncate * sigma + 0.5);

export function gaussianWeights({ call, arena }: Kernels, sigma: number, order: number, radius: number): Float64Array {
  return arena.scope(() => {
    const weights = new Float64Array(2 * radius + 1);
    const at = arena.alloc(weights.byteLength);
    arena.require(call.gaussianWeights(sigma, order, radius, at));
    arena.copyOut(at, weights);
    return weights;
  });
}
