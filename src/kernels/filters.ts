import { elements, type NdArray } from "../ndarray.ts";
import { dtypeCode } from "./dtype.ts";
import type { Address, Kernels } from "./instance.ts";

/** One line filter along one axis: correlation by `weights`, or running means of `size` elements. */
export type AxisPass = {
  readonly axis: number;
  readonly origin: number;
  /** A code of assembly/border.ts. */
  readonly mode: number;
  readonly cval: number;
} & ({ readonly weights: Float64Array } | { readonly size: number });

/** Runs one pass from one address to another; they may be the same where the dtypes agree. */
export function runPass(
  { call, arena }: Kernels,
  shape: readonly number[],
  pass: AxisPass,
  from: Address,
  fromType: number,
  to: Address,
  toType: number,
): void {
  const { axis, origin, mode, cval } = pass;
  const outer = elements(shape.slice(0, axis));
  const inner = elements(shape.slice(axis + 1));
  const n = shape[axis]!;
  arena.scope(() => {
    if ("size" in pass) {
      arena.require(call.uniformAxis(from, fromType, to, toType, outer, n, inner, pass.size, origin, mode, cval));
      return;
    }
    const weights = arena.copyIn(pass.weights);
    const size = pass.weights.length;
    arena.require(call.correlateAxis(from, fromType, to, toType, outer, n, inner, weights, size, origin, mode, cval));
  });
}

/** Filters `input` axis after axis into `out`; results between axes are in the output's dtype, as SciPy keeps them. */
export function filterAxes(kernels: Kernels, input: NdArray, out: NdArray, passes: readonly AxisPass[]): void {
  if (passes.length === 0) {
    if (out.data !== input.data) out.data.set(input.data);
    return;
  }
  const { arena } = kernels;
  const fromType = dtypeCode(input.data);
  const toType = dtypeCode(out.data);
  arena.scope(() => {
    const source = arena.copyIn(input.data);
    const target = fromType === toType ? source : arena.alloc(out.data.byteLength);
    for (const [i, pass] of passes.entries()) {
      if (i === 0) runPass(kernels, input.shape, pass, source, fromType, target, toType);
      else runPass(kernels, input.shape, pass, target, toType, target, toType);
    }
    arena.copyOut(target, out.data);
  });
}

export function gaussianWeights({ call, arena }: Kernels, sigma: number, order: number, radius: number): Float64Array {
  return arena.scope(() => {
    const weights = new Float64Array(2 * radius + 1);
    const at = arena.alloc(weights.byteLength);
    arena.require(call.gaussianWeights(sigma, order, radius, at));
    arena.copyOut(at, weights);
    return weights;
  });
}
