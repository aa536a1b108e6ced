import { SLACK } from "./arena.ts";
import { type AxisPass, runPass } from "./axis-pass.ts";
import type { Operand } from "./held.ts";
import type { Kernels } from "./instance.ts";
import { filterPlanes, planePasses } from "./planes.ts";

/** Copies the elements; both are of one dtype and shape. */
export function copyElements({ arena }: Kernels, from: Operand, to: Operand): void {
  if (from.data && to.data) to.data.set(from.data);
  else if (from.data) arena.write(to.at!, from.data);
  else if (to.data) arena.read(from.at!, to.data);
  else arena.move(to.at!, from.at!, from.bytes);
}

/**
 * Filters `from` axis after axis into `to`, of the same dtype and shape; they may be the same. Results between axes are in that dtype, as SciPy
 * keeps them.
 */
export function filterAxes(kernels: Kernels, from: Operand, to: Operand, passes: readonly AxisPass[]): void {
  if (passes.length === 0) {
    copyElements(kernels, from, to);
    return;
  }
  const both = passes.length === 2 && planePasses(from, passes, 0);
  if (both) {
    filterPlanes(kernels, both, from, to);
    return;
  }
  const { arena } = kernels;
  arena.scope(() => {
    // A pass along one axis works in place: in the result if that is in the memory, else in a copy; in a copy too where a later pass that
    // finds no room must not leave the input half filtered.
    const isLost = from.at === to.at && passes.length > 1;
    const at = to.data ? arena.allocFacing(to.data, to.bytes) : isLost ? arena.alloc(to.bytes + SLACK) : to.at;
    const work: Operand = { ...to, data: undefined, at };
    copyElements(kernels, from, work);
    for (let i = 0; i < passes.length; i++) {
      const pair = planePasses(work, passes, i);
      if (pair && i + 2 === passes.length) {
        filterPlanes(kernels, pair, work, to);
        return;
      }
      runPass(kernels, work.shape, passes[i]!, work.at!, work.dtype);
    }
    copyElements(kernels, work, to);
  });
}
