// What the shape of an array in a file means as a stack of images, and which stacks go together.

import type { NdArray } from "../base/ndarray.ts";
import type { ElementType } from "../io/npy-header.ts";

type Shape = readonly number[];

/** Whether the pixels are colours, and not values that a colour map shows. */
export const isColourShape = (shape: Shape): boolean => shape.length === 4 && (shape[3] === 3 || shape[3] === 4);

const written = (shape: Shape): string => `(${shape.join(", ")})`;

function checkPixels(shape: Shape): void {
  if (shape.slice(1).includes(0)) {
    throw new RangeError(`expected images of at least one pixel, got shape ${written(shape)}`);
  }
}

/** Throws a RangeError unless images of this shape can be shown. */
export function checkShownShape(shape: Shape): void {
  if (shape.length !== 3 && shape.length !== 4) {
    throw new RangeError(`expected a stack of shape (n, h, w), (n, h, w, 1 | 3 | 4) or (n, d, h, w), got ${written(shape)}`);
  }
  checkPixels(shape);
}

/** Throws a RangeError unless images of this shape can be measured: colours have no one value to be held against a threshold. */
export function checkMeasuredShape(shape: Shape): void {
  if (isColourShape(shape) || (shape.length !== 3 && shape.length !== 4)) {
    throw new RangeError(`expected a stack of shape (n, h, w) or (n, d, h, w), got ${written(shape)}`);
  }
  checkPixels(shape);
}

/** Why stacks are not of one length, naming two of them; nothing where they are. */
export function lengthsDiffer(stacks: readonly { readonly name: string; readonly length: number }[]): string | undefined {
  const [first] = stacks;
  const other = stacks.find(({ length }) => length !== first!.length);
  if (!other) return undefined;
  const [here, there] = [first!, other].map(({ name }) => JSON.stringify(name));
  return `expected stacks of one length, got ${first!.length} images in ${here} and ${other.length} in ${there}`;
}

/** What the reader gives where the file says other things than bytes: colours in wide integers, and truths. */
export function asShown({ data, shape }: NdArray, type: ElementType, isColour: boolean): NdArray {
  if (type.kind === "b") return { data: Uint8Array.from(data, (truth) => (truth ? 255 : 0)), shape };
  // The reader has 64-bit integers as doubles, which as colours would run from 0 to 1.
  const isWide = (type.kind === "i" || type.kind === "u") && type.size === 8;
  if (!isWide || !isColour) return { data, shape };
  return { data: new Uint8Array(Uint8ClampedArray.from(data).buffer), shape };
}
