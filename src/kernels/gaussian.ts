import type { Kernels } from "./instance.ts";

/** SciPy leaves an axis as it is where sigma is no larger. */
export const SIGMA_ZERO = 1e-15;

/** The Gaussian's radius in elements, as SciPy rounds it. */
export const gaussianRadius = (sigma: number, truncate: number): number => Math.floor(truncate * sigma + 0.5);

export function gaussianWeights({ call, arena }: Kernels, sigma: number, order: number, radius: number): Float64Array {
  return arena.scope(() => {
    const weights = new Float64Array(2 * radius + 1);
    const at = arena.alloc(weights.byteLength);
    arena.require(call.gaussianWeights(sigma, order, radius, at));
    arena.read(at, weights);
    return weights;
  });
}
