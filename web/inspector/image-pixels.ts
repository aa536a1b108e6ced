// What a large view shows of an image: its pixels, as values and as colours.

import { checkArray, type NdArray, type TypedArray } from "../../src/base/ndarray.ts";
import { type ColourMapName, coloured, colourMap, NAN } from "../../src/pictures/colour-maps.ts";
import { colourBytes } from "../../src/pictures/colours.ts";
import { imageShape, planeOf } from "../../src/pictures/image-planes.ts";
import { levelMap } from "../../src/pictures/levels.ts";
import { outlineAbove } from "../../src/pictures/mask-outline.ts";
import type { PixelValues } from "./pixel-figures.ts";

export interface ImagePixels {
  readonly width: number;
  readonly height: number;
  /** Of a volume: how many planes lie behind each other; the greatest value along them is what is seen. */
  readonly depth: number | undefined;
  /** Whether pixels are colours, which have no place in a range and none above a threshold. */
  readonly areColours: boolean;
  /** All values, of a volume those of all its planes. */
  readonly values: PixelValues;
  /** A pixel's value, or its channels'. */
  at(column: number, row: number): readonly number[];
  /** RGBA bytes. */
  paint(cmap: ColourMapName, low: number, high: number): Uint8ClampedArray<ArrayBuffer>;
  /** The border of what is above the threshold, as path data; of colours there is none. */
  outline(threshold: number): string;
}

const levels = levelMap();

function withAlpha(bytes: Uint8Array, pixels: number): Uint8Array {
  const all = new Uint8Array(4 * pixels).fill(255);
  for (let i = 0; i < pixels; i++) all.set(bytes.subarray(3 * i, 3 * i + 3), 4 * i);
  return all;
}

/** Throws a TypeError or RangeError that names the image as `name` where it is none. */
export function imagePixels(image: NdArray, name: string): ImagePixels {
  const shape = imageShape(checkArray(image, name).shape, name);
  const plane = planeOf(image, shape);
  const { width, height, channels } = plane;
  return {
    width,
    height,
    depth: shape.depth,
    areColours: channels !== 1,
    values: image,
    at(column, row) {
      const from = (row * width + column) * channels;
      return Array.from(plane.data.subarray(from, from + channels));
    },
    paint(cmap, low, high) {
      const map = colourMap(cmap);
      if (channels === 1) return new Uint8ClampedArray(coloured(levels(plane.data, { low, high }), 4, map));
      const bytes = colourBytes(plane.data, channels, plane, map.table.subarray(3 * NAN, 3 * NAN + 3));
      return new Uint8ClampedArray(channels === 4 ? bytes : withAlpha(bytes, width * height));
    },
    outline: (threshold) => (channels === 1 ? outlineAbove(image, height, width, threshold) : ""),
  };
}

/** RGBA bytes of the colours of values. */
export function coloursOf(values: TypedArray, cmap: ColourMapName, low: number, high: number): Uint8ClampedArray<ArrayBuffer> {
  return new Uint8ClampedArray(coloured(levels(values, { low, high }), 4, colourMap(cmap)));
}

/** The colour of what is no number, for CSS. */
export function nanColour(cmap: ColourMapName): string {
  const { table } = colourMap(cmap);
  return `rgb(${table[3 * NAN]} ${table[3 * NAN + 1]} ${table[3 * NAN + 2]})`;
}
