// Filters of the last two axes, image by image, both axes in one sweep. A large image of the caller's, or one that is filtered in place, goes
// through a ring of rows: no second one is in the kernels' memory.

import { elements } from "../base/ndarray.ts";
import { SLACK, STRIP_BYTES } from "./arena.ts";
import type { AxisPass, SizePass, WeightsPass } from "./axis-pass.ts";
import { MODE_CODES } from "./border.ts";
import { itemSize } from "./dtype.ts";
import type { Address } from "./exports.ts";
import type { Operand } from "./held.ts";
import type { Kernels } from "./instance.ts";

/** Groups of a strip's lanes that a correlation makes together; more bring nothing. */
const GROUPS = 4;
/** Rows that assembly/uniform-plane.ts makes together; it is not for smaller images. */
const UNIFORM_ROWS = 8;
/** A correlation may use this much memory beside the image, or as much as the image, whichever is more. */
const SCRATCH_BYTES = 1 << 21;
/** An image of the caller's up to this many bytes is copied in at once. */
const WHOLE_BYTES = 1 << 20;
/** Rows that a larger one has come out by at a time, in bytes: with those that came in they stay in the second-level cache. */
const BAND_BYTES = 1 << 18;

export type PlanePasses = readonly [WeightsPass, WeightsPass] | readonly [SizePass, SizePass];

const isWeighted = (passes: PlanePasses): passes is readonly [WeightsPass, WeightsPass] => "weights" in passes[0];

const sizeOf = (pass: AxisPass): number => ("weights" in pass ? pass.weights.length : pass.size);

/**
 * The passes that begin at `i` as those of a sweep, if they go along the last two axes. A correlation wants images a strip wide and half a strip
 * high, for of smaller ones most of a strip would be empty, and not so flat that a group of rows takes more room than the image.
 */
export function planePasses({ shape, bytes }: Operand, passes: readonly AxisPass[], i: number): PlanePasses | undefined {
  const [first, second] = passes.slice(i, i + 2);
  const rank = shape.length;
  if (bytes === 0 || first?.axis !== rank - 2 || second?.axis !== rank - 1) return undefined;
  const [height, width] = shape.slice(-2) as [number, number];
  if ("size" in first) return "size" in second && Math.min(height, width) >= UNIFORM_ROWS ? [first, second] : undefined;
  if ("size" in second) return undefined;
  const lanes = lanesOf(first);
  const image = (bytes / elements(shape)) * height * width;
  const isSmall = width < lanes || height < lanes / 2;
  return isSmall || groupBytes(second, width) > Math.max(SCRATCH_BYTES, image) ? undefined : [first, second];
}

const lanesOf = ({ weights }: WeightsPass): number => STRIP_BYTES / weights.BYTES_PER_ELEMENT;

/** What a correlation needs for a group, and once more for a group's results. */
const groupBytes = (second: WeightsPass, width: number): number =>
  2 * STRIP_BYTES * (width + second.weights.length + lanesOf(second));

/** Groups that are made together, of images of so many bytes. */
function groupsOf([first, second]: readonly [WeightsPass, WeightsPass], height: number, width: number, image: number): number {
  const fit = Math.floor((2 * Math.max(SCRATCH_BYTES, image)) / groupBytes(second, width)) - 1;
  return Math.max(1, Math.min(GROUPS, fit, Math.ceil(height / lanesOf(first))));
}

/** Makes `count` rows of the result, at `to`, from the addresses of the rows of their windows; `begins`: the first ones of an image. */
type Sweep = (rows: Address, count: number, begins: boolean, to: Address) => void;

/** A sweep in the arena's scope. */
function openSweep({ call, arena }: Kernels, passes: PlanePasses, dtype: number, width: number, groups: number): Sweep {
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
  const plane = arena.require(call.openCorrelatePlane(single, dtype, width, groups, at0, size0, at1, size1, origin, mode, cval));
  return (rows, count, _, to) => call.correlatePlaneRows(plane, rows, count, to);
}

/** How many rows come out at a time, of rows of `length` bytes that are made `unit` together. */
const bandRows = (unit: number, length: number): number => unit * Math.max(1, Math.floor(BAND_BYTES / length / unit));

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

  const groups = isWeighted(passes) ? groupsOf(passes, height, width, image) : 1;
  const unit = isWeighted(passes) ? groups * lanesOf(passes[0]) : UNIFORM_ROWS;
  const isLarge = image > WHOLE_BYTES;
  const isInPlace = at !== undefined && at === to.at;
  const most = isLarge ? Math.min(height, bandRows(unit, length)) : height;
  const sweep = openSweep(kernels, passes, dtype, width, groups);
  const rows = arena.alloc(4 * (height + size));
  const results = to.data ? arena.allocFacing(to.data, most * length) : 0;
  const name = (base: Address, capacity = height, wrapped = 0) =>
    call.nameRows(rows, height, before, after, mode, base, length, capacity, wrapped);
  const copyIn = (target: Address, offset: number, bytes: number): void => {
    if (data) arena.write(target, data, offset, bytes);
    else arena.move(target, at! + offset, bytes);
  };

  /** Makes ready for the image at `offset`, and returns what sees to it that its rows up to `until` are there. */
  let openImage: (offset: number) => (until: number) => void;
  const isThere = () => {};
  if (isLarge && (data || isInPlace) && size <= height) {
    const capacity = Math.min(height, size + most);
    const ring = data ? arena.allocFacing(data, capacity * length) : arena.alloc(capacity * length + SLACK);
    // What wraps around comes from rows that are not in the ring yet, or no longer.
    const wrapped = mode === MODE_CODES.wrap ? arena.alloc((size - 1) * length + SLACK) : 0;
    name(ring, capacity, wrapped);
    openImage = (offset) => {
      if (wrapped) {
        copyIn(wrapped, offset + image - before * length, before * length);
        copyIn(wrapped + before * length, offset, after * length);
      }
      let loaded = 0;
      return (until) => {
        while (loaded < until) {
          const slot = loaded % capacity;
          const count = Math.min(until - loaded, capacity - slot);
          copyIn(ring + slot * length, offset + loaded * length, count * length);
          loaded += count;
        }
      };
    };
  } else if (data || isInPlace) {
    const copy = data ? arena.allocFacing(data, image) : arena.alloc(image + SLACK);
    name(copy);
    openImage = (offset) => {
      copyIn(copy, offset, image);
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
