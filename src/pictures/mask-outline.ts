import { asCompared, type Elements } from "../base/dtype.ts";
import type { NdArray } from "../base/ndarray.ts";

const RIGHT = 0;
const DOWN = 1;
const LEFT = 2;
const UP = 3;
const STEP_X = [1, 0, -1, 0] as const;
const STEP_Y = [0, 1, 0, -1] as const;

/** Per grid corner, as bits, the directions in which the mask's border leaves it with the mask on its right. */
function borders(mask: Uint8Array, height: number, width: number): Uint8Array {
  const stride = width + 1;
  const leaving = new Uint8Array(stride * (height + 1));
  const isSet = (x: number, y: number): boolean => x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] !== 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (mask[y * width + x] === 0) continue;
      const corner = y * stride + x;
      if (!isSet(x, y - 1)) leaving[corner]! |= 1 << RIGHT;
      if (!isSet(x + 1, y)) leaving[corner + 1]! |= 1 << DOWN;
      if (!isSet(x, y + 1)) leaving[corner + stride + 1]! |= 1 << LEFT;
      if (!isSet(x - 1, y)) leaving[corner + stride]! |= 1 << UP;
    }
  }
  return leaving;
}

/**
 * The outline of what is above the threshold, as `areaAbove` counts it; of several planes one
 * behind the other, of what is so in any.
 */
export function outlineAbove(values: Elements, height: number, width: number, threshold: number): string {
  const { data } = values;
  const limit = asCompared(values, threshold);
  const mask = new Uint8Array(height * width);
  for (let plane = 0; plane < data.length; plane += mask.length) {
    for (let i = 0; i < mask.length; i++) if (data[plane + i]! > limit) mask[i] = 1;
  }
  return maskOutline({ data: mask, shape: [height, width] });
}

/**
 * The border of a mask of rank 2 as SVG path data along the edges of its pixels, in pixels: closed loops of alternating `h` and `v`. Pixels that
 * touch at a corner only have a loop each. An empty mask has an empty path.
 */
export function maskOutline({ data, shape }: NdArray<Uint8Array>): string {
  const [height, width] = shape as readonly [number, number];
  const stride = width + 1;
  const leaving = borders(data, height, width);
  let path = "";
  for (let start = 0; start < leaving.length; start++) {
    // The first edge of a loop in reading order runs to the right, and begins at a corner where the loop ends too.
    if (!(leaving[start]! & (1 << RIGHT))) continue;
    path += `M${start % stride} ${Math.floor(start / stride)}`;
    let at = start;
    let direction: number = RIGHT;
    let run = 0;
    do {
      leaving[at]! &= ~(1 << direction);
      at += STEP_X[direction]! + STEP_Y[direction]! * stride;
      run++;
      const next = [(direction + 1) % 4, direction, (direction + 3) % 4].find((turn) => leaving[at]! & (1 << turn));
      if (at === start || next === direction) continue;
      path += direction === RIGHT || direction === LEFT ? `h${run * STEP_X[direction]!}` : `v${run * STEP_Y[direction]!}`;
      direction = next!;
      run = 0;
    } while (at !== start);
    path += "z";
  }
  return path;
}
