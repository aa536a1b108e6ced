// What the shapes of a source mean: images of one value a pixel, of colours, or volumes that are looked at along their depth. A volume
// of width 3 or 4 would be taken for colours: an axis of one behind its own says that it is none.
import type { Elements } from "../base/dtype.ts";
import { arrayLike, elements, type NdArray, sliceAt, type TypedArray } from "../base/ndarray.ts";

/** Pixels row by row, `channels` values each: 1 of grey, 3 of RGB, 4 of RGBA. */
export interface Plane<T extends TypedArray = TypedArray> extends Elements {
  readonly data: T;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
}

/** Axes of an image; of a volume `depth` is more than nothing. */
export interface ImageShape {
  readonly depth: number | undefined;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3 | 4;
}

const isChannels = (length: number): length is 1 | 3 | 4 => length === 1 || length === 3 || length === 4;

/** The axes of one image, or of each of a stack's `images`. */
export function imageShape(axes: readonly number[], name: string, images?: number): ImageShape {
  const [a = 0, b = 0, c = 1, d = 0] = axes;
  const shape: ImageShape | undefined =
    axes.length === 2
      ? { depth: undefined, height: a, width: b, channels: 1 }
      : axes.length === 3 && isChannels(c)
        ? { depth: undefined, height: a, width: b, channels: c }
        : axes.length === 3 || (axes.length === 4 && d === 1)
          ? { depth: a, height: b, width: c, channels: 1 }
          : undefined;
  const given = images === undefined ? axes : [images, ...axes];
  const got = `got (${given.join(", ")})`;
  if (!shape) {
    const prefix = images === undefined ? "" : "n, ";
    const expected = `(${prefix}h, w), (${prefix}h, w, 1 | 3 | 4), (${prefix}d, h, w) or (${prefix}d, h, w, 1)`;
    throw new RangeError(`${name}.shape: expected ${expected}, ${got}`);
  }
  if (elements(axes) === 0) throw new RangeError(`${name}.shape: expected axes >= 1 of an image, ${got}`);
  return shape;
}

/** An image or a volume of one value each, whose last axis no one takes for channels. */
export const asValues = (image: NdArray): NdArray =>
  image.shape.length === 3 ? arrayLike(image, image.data, [...image.shape, 1]) : image;

/** The greatest along the depth that is not NaN, as np.nanmax(volume, 0). */
function projected(volume: TypedArray, depth: number): TypedArray {
  const size = volume.length / depth;
  const most = volume.slice(0, size);
  for (let from = size; from < volume.length; from += size) {
    for (let i = 0; i < size; i++) {
      const value = volume[from + i]!;
      const known = most[i]!;
      if (value > known || Number.isNaN(known)) most[i] = value;
    }
  }
  return most;
}

/** An image's pixels: as they lie, save for a volume's. */
export function planeOf({ data, dtype }: NdArray, { depth, height, width, channels }: ImageShape): Plane {
  return { data: depth === undefined ? data : projected(data, depth), dtype, width, height, channels };
}

/** The stack's image `row`, a view where it can be. */
export const planeAt = (stack: NdArray, shape: ImageShape, row: number): Plane => planeOf(sliceAt(stack, row), shape);
