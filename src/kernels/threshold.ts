// Measures of all elements and maps of each. What the caller holds goes through the memory by the chunk.
import { itemSize } from "./dtype.ts";
import type { Address } from "./exports.ts";
import type { Operand } from "./held.ts";
import type { Kernels } from "./instance.ts";

/** Bytes that are copied in at a time: they stay in the second-level cache. */
const CHUNK_BYTES = 1 << 18;

/** Calls `visit` with the address, count and first index of the elements from `start` to `end`, part by part. */
function visitParts(
  { arena }: Kernels,
  { data, at, dtype }: Operand,
  start: number,
  end: number,
  visit: (at: Address, count: number, first: number) => void,
): void {
  const size = itemSize(dtype);
  if (data === undefined) {
    visit(at! + start * size, end - start, start);
    return;
  }
  const most = CHUNK_BYTES / size;
  arena.scope(() => {
    const part = arena.allocFacing(data, Math.min(most, end - start) * size);
    for (let i = start; i < end; i += most) {
      const count = Math.min(most, end - i);
      arena.write(part, data, i * size, count * size);
      visit(part, count, i);
    }
  });
}

/** How many of the elements from `start` to `end` are > threshold. */
export function countAbove(kernels: Kernels, operand: Operand, threshold: number, start: number, end: number): number {
  let count = 0;
  visitParts(kernels, operand, start, end, (at, n) => {
    count += kernels.call.countAbove(at, operand.dtype, n, threshold);
  });
  return count;
}

/** The extremes of the elements from `start` to `end`, as np.min and np.max have them: NaN where one is NaN. */
export function minMax({ call, arena }: Kernels, operand: Operand, start: number, end: number): [min: number, max: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  visitParts({ call, arena }, operand, start, end, (at, n) => {
    low = Math.min(low, call.minimum(at, operand.dtype, n));
    high = Math.max(high, call.maximum(at, operand.dtype, n));
  });
  return [low, high];
}

/** Maps the elements to bytes by a kernel. */
function mapBytes(kernels: Kernels, from: Operand, to: Operand, map: (from: Address, count: number, to: Address) => void): void {
  const { arena } = kernels;
  const count = from.bytes / itemSize(from.dtype);
  arena.scope(() => {
    const part = to.data ? arena.allocFacing(to.data, Math.min(count, CHUNK_BYTES / itemSize(from.dtype))) : 0;
    visitParts(kernels, from, 0, count, (at, n, first) => {
      map(at, n, to.data ? part : to.at! + first);
      if (to.data) arena.read(part, to.data, first, n);
    });
  });
}

export function mask(kernels: Kernels, from: Operand, threshold: number, to: Operand): void {
  mapBytes(kernels, from, to, (at, n, bytes) => kernels.call.mask(at, from.dtype, n, threshold, bytes));
}

export function toGray8(kernels: Kernels, from: Operand, low: number, high: number, to: Operand): void {
  mapBytes(kernels, from, to, (at, n, bytes) => kernels.call.toGray8(at, from.dtype, n, low, high, bytes));
}
