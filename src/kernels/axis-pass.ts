import { elements } from "../base/ndarray.ts";
import type { Address } from "./exports.ts";
import type { Kernels } from "./instance.ts";

interface LinePass {
  readonly axis: number;
  readonly origin: number;
  /** A code of assembly/border.ts. */
  readonly mode: number;
  readonly cval: number;
}

/** Correlation along one axis; by floats: in single precision. */
export interface WeightsPass extends LinePass {
  readonly weights: Float64Array | Float32Array;
}

/** Running means of `size` elements along one axis. */
export interface SizePass extends LinePass {
  readonly size: number;
}

export type AxisPass = WeightsPass | SizePass;

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
