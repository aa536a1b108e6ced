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
    arena.require(call.correlateAxis(at, dtype, outer, n, inner, weights, pass.weights.length, origin, mode, cval));
  });
}

/** Whether the passes from `i` on are box filters along the last two axes, which one sweep can make of doubles. */
function isBoxPlane(shape: readonly number[], passes: readonly AxisPass[], i: number): boolean {
  const [first, second] = passes.slice(i);
  const rank = shape.length;
  return first?.axis === rank - 2 && second?.axis === rank - 1 && "size" in first && "size" in second;
}

/** Box-filters every image of the last two axes from one address to another. */
function boxPlanes(
  { call, arena }: Kernels,
  shape: readonly number[],
  pair: readonly AxisPass[],
  from: Address,
  to: Address,
): void {
  const [first, second] = pair as [AxisPass & { size: number }, AxisPass & { size: number }];
  const [rows, columns] = shape.slice(-2) as [number, number];
  const { cval } = first;
  const bytes = 8 * rows * columns;
  for (let at = 0; at < 8 * elements(shape); at += bytes) {
    arena.require(
      call.uniformPlane(
        from + at,
        to + at,
        rows,
        columns,
        first.size,
        first.origin,
        first.mode,
        second.size,
        second.origin,
        second.mode,
        cval,
      ),
    );
  }
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
      if (data instanceof Float64Array && data.length > 0 && isBoxPlane(shape, passes, i)) {
        const to = arena.alloc(data.byteLength);
        boxPlanes(kernels, shape, passes.slice(i, i + 2), at, to);
        at = to;
        i++;
      } else {
        runPass(kernels, shape, passes[i]!, at, dtype);
      }
    }
    arena.copyOut(at, out.data);
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
