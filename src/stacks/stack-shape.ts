// What the shape of an array in a file means as a stack of images, and which stacks go together.

import { isInteger64 } from "../base/dtype.ts";
import { elements, type NdArray } from "../base/ndarray.ts";
import { ELEMENTS_LIMIT } from "../io/npy.ts";
import type { ElementType } from "../io/npy-header.ts";

type Shape = readonly number[];

/** Whether the pixels are colours, and not values that a colour map shows. */
export const isColourShape = (shape: Shape): boolean => shape.length === 4 && (shape[3] === 3 || shape[3] === 4);

const written = (shape: Shape): string => `(${shape.join(", ")})`;

function checkPixels(shape: Shape): void {
  if (shape.slice(1).includes(0)) {
    throw new RangeError(`expected images of at least one pixel, got shape ${written(shape)}`);
  }
  const pixels = elements(shape.slice(1));
  if (pixels > ELEMENTS_LIMIT) throw new RangeError(`expected images of at most ${ELEMENTS_LIMIT} values, got ${pixels}`);
}

/** What an array of another shape may be, and how it becomes a stack. */
function otherShape(shape: Shape): string {
  if (shape.length === 2) return ": if that is one image, save a[None], a stack of one";
  if (isColourShape(shape)) {
    return ", whose last axis holds colors: save one color, a[..., 0], or, of volumes, a[..., None]";
  }
  return shape.length === 5 ? ": of volumes in colors save one color, a[..., 0]" : "";
}

/** Volumes may say by an axis of 1 behind their own that they are no images in colors. */
const isVolumes = (shape: Shape): boolean => shape.length === 5 && shape[4] === 1;

/** Throws a RangeError unless images of this shape can be shown. */
export function checkShownShape(shape: Shape): void {
  if (shape.length !== 3 && shape.length !== 4 && !isVolumes(shape)) {
    const expected = "(n, h, w), (n, h, w, 1 | 3 | 4) or (n, d, h, w)";
    throw new RangeError(`expected a stack of shape ${expected}, got ${written(shape)}${otherShape(shape)}`);
  }
  checkPixels(shape);
}

/**
 * Throws a RangeError unless images of this shape can be measured: a pixel in colors has no one value to be held
 * against a threshold.
 */
export function checkMeasuredShape(shape: Shape): void {
  if (isColourShape(shape) || (shape.length !== 3 && shape.length !== 4 && !isVolumes(shape))) {
    const expected = "(n, h, w) or (n, d, h, w)";
    throw new RangeError(`expected a stack of shape ${expected}, got ${written(shape)}${otherShape(shape)}`);
  }
  checkPixels(shape);
}

/** The axes along which each image is filtered; an axis of 1 behind an image's own counts its channels. */
export function imageAxes(shape: Shape): number[] {
  const axes = shape.map((_, axis) => axis).slice(1);
  return shape.length > 3 && shape.at(-1) === 1 ? axes.slice(0, -1) : axes;
}

/** Why stacks are not of one length, naming two of them; nothing where they are. */
export function lengthsDiffer(stacks: readonly { readonly name: string; readonly length: number }[]): string | undefined {
  const [first] = stacks;
  const other = stacks.find(({ length }) => length !== first!.length);
  if (!other) return undefined;
  const [here, there] = [first!, other].map(({ name }) => JSON.stringify(name));
  return `expected stacks of one length, got ${first!.length} images in ${here} and ${other.length} in ${there}`;
}

/**
 * Images as bytes where the file says other things: truths, and colours in 64-bit integers, which
 * would take eight times the room.
 */
export function asShown(images: NdArray, type: ElementType, isColour: boolean): NdArray {
  const { data, shape, dtype } = images;
  if (type.kind === "b") return { data: Uint8Array.from(data, (truth) => (truth ? 255 : 0)), shape };
  if (!isColour || !isInteger64(dtype)) return images;
  return { data: new Uint8Array(Uint8ClampedArray.from(data).buffer), shape };
}
