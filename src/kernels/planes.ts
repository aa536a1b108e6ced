// Filters of the last two axes, image by image, both axes in one sweep. A large image of the caller's goes through a ring of rows: it is never in
// the kernels' memory as a whole.

import { SLACK } from "./arena.ts";
import type { AxisPass, SizePass, WeightsPass } from "./axis-pass.ts";
import { itemSize } from "./dtype.ts";
import type { Address } from "./exports.ts";
import type { Operand } from "./held.ts";
import type { Kernels } from "./instance.ts";

/** A strip's row in assembly/strip.ts, in bytes. */
const STRIP_BYTES = 128;
/** Groups of a strip's lanes that assembly/correlate-plane.ts makes together. */
const GROUPS = 4;
/** Rows that assembly/uniform-plane.ts makes together. */
const UNIFORM_ROWS = 8;
/** An image of the caller's up to this many bytes is copied in at once. */
const WHOLE_BYTES = 1 << 20;
/** Rows that a larger one has come out by at a time, in bytes: with those that came in they stay in the second-level cache. */
const BAND_BYTES = 1 << 18;

export type PlanePasses = readonly [WeightsPass, WeightsPass] | readonly [SizePass, SizePass];

const isWeighted = (passes: PlanePasses): passes is readonly [WeightsPass, WeightsPass] => "weights" in passes[0];

const sizeOf = (pass: AxisPass): number => ("weights" in pass ? pass.weights.length : pass.size);

/**
 * The passes that begin at `i` as those of a sweep, if they go along the last two axes. A correlation wants images a strip wide and half a strip
 * high: of smaller ones most of a strip would be empty.
 */
export function planePasses({ shape, bytes }: Operand, passes: readonly AxisPass[], i: number): PlanePasses | undefined {
  const [first, second] = passes.slice(i, i + 2);
  const rank = shape.length;
  if (bytes === 0 || first?.axis !== rank - 2 || second?.axis !== rank - 1) return undefined;
  const [height, width] = shape.slice(-2) as [number, number];
  if ("size" in first) return "size" in second ? [first, second] : undefined;
  if ("size" in second) return undefined;
  const lanes = STRIP_BYTES / first.weights.BYTES_PER_ELEMENT;
  return width >= lanes && height >= lanes / 2 ? [first, second] : undefined;
}

/** Makes `count` rows of the result, at `to`, from the addresses of the rows of their windows; `begins`: the first ones of an image. */
type Sweep = (rows: Address, count: number, begins: boolean, to: Address) => void;

/** A sweep that makes at most `most` rows at a time, in the arena's scope. */
function openSweep({ call, arena }: Kernels, passes: PlanePasses, dtype: number, width: number, most: number): Sweep {
  const [, { origin, mode, cval }] = passes;
  if (!isWeighted(passes)) {
    const [{ size: size0 }, { size: size1 }] = passes;
    const plane = arena.require(call.openUniformPlane(dtype, width, size0, size1, origin, mode, cval));
    return (rows, count, begins, to) => call.uniformPlaneRows(plane, rows, count, Number(begins), to);
  }
  const [{ weights: weights0 }, { weights: weights1 }] = passes;
  const at0 = arena.copyIn(weights0);
  const at1 = weights1 === weights0 ? at0 : arena.copyIn(weights1);
  const single = Number(weights0 instanceof Float32Array);
  const [size0, size1] = [weights0.length, weights1.length];
  const plane = arena.require(call.openCorrelatePlane(single, dtype, width, most, at0, size0, at1, size1, origin, mode, cval));
  return (rows, count, _, to) => call.correlatePlaneRows(plane, rows, count, to);
}

/** How many rows come out at a time. */
function bandRows(passes: PlanePasses, length: number): number {
  const unit = isWeighted(passes) ? (GROUPS * STRIP_BYTES) / passes[0].weights.BYTES_PER_ELEMENT : UNIFORM_ROWS;
  return unit * Math.max(1, Math.floor(BAND_BYTES / length / unit));
}

/** Whether two arrays of the caller's share some memory, but not place by place. */
function areAskew(a: Operand, b: Operand): boolean {
  if (a.data?.buffer !== b.data?.buffer || !a.data || !b.data) return false;
  const distance = Math.abs(a.data.byteOffset - b.data.byteOffset);
  return distance !== 0 && distance < a.bytes;
}

/** Filters every image of `from` along both axes into `to`, which may be the same. */
export function filterPlanes(kernels: Kernels, passes: PlanePasses, from: Operand, to: Operand): void {
  kernels.arena.scope(() => {
    const apart = areAskew(from, to) ? { ...from, data: undefined, at: kernels.arena.copyIn(from.data!) } : from;
    sweepImages(kernels, passes, apart as Operand, to);
  });
}

function sweepImages(kernels: Kernels, passes: PlanePasses, from: Operand, to: Operand): void {
  const { call, arena } = kernels;
  const { dtype, data, at } = from;
  const [height, width] = from.shape.slice(-2) as [number, number];
  const length = width * itemSize(dtype);
  const image = height * length;
  const [{ origin, mode }] = passes;
  const size = sizeOf(passes[0]);
  const before = (size >> 1) + origin;
  const after = size - 1 - before;

  const ringed = data !== undefined && image > WHOLE_BYTES && size <= height;
  const most = image > WHOLE_BYTES ? Math.min(height, bandRows(passes, length)) : height;
  const sweep = openSweep(kernels, passes, dtype, width, most);
  const rows = arena.alloc(4 * (height + size));
  const results = to.data ? arena.allocFacing(to.data, most * length) : 0;
  const name = (base: Address, capacity = height, wrapped = 0) =>
    call.nameRows(rows, height, before, after, mode, base, length, capacity, wrapped);

  /** Makes ready for the image at `offset`, and returns what sees to it that its rows up to `until` are there. */
  let openImage: (offset: number) => (until: number) => void;
  const isThere = () => {};
  if (ringed) {
    const capacity = Math.min(height, size + most);
    const ring = arena.allocFacing(data, capacity * length);
    const wrapped = arena.alloc((size - 1) * length + SLACK);
    name(ring, capacity, wrapped);
    openImage = (offset) => {
      arena.write(wrapped, data, offset + image - before * length, before * length);
      arena.write(wrapped + before * length, data, offset, after * length);
      let loaded = 0;
      return (until) => {
        while (loaded < until) {
          const slot = loaded % capacity;
          const count = Math.min(until - loaded, capacity - slot);
          arena.write(ring + slot * length, data, offset + loaded * length, count * length);
          loaded += count;
        }
      };
    };
  } else if (data !== undefined || at === to.at) {
    const copy = data ? arena.allocFacing(data, image) : arena.alloc(image + SLACK);
    name(copy);
    openImage = (offset) => {
      if (data) arena.write(copy, data, offset, image);
      else arena.move(copy, at! + offset, image);
      return isThere;
    };
  } else {
    openImage = (offset) => {
      name(at! + offset);
      return isThere;
    };
  }

  for (let offset = 0; offset < from.bytes; offset += image) {
    const load = openImage(offset);
    for (let row = 0; row < height; row += most) {
      const count = Math.min(most, height - row);
      const target = to.at === undefined ? results : to.at + offset + row * length;
      load(Math.min(height, Math.max(row + count + after, before + 1)));
      sweep(rows + 4 * row, count, row === 0, target);
      if (to.data) arena.read(results, to.data, offset + row * length, count * length);
    }
  }
}
