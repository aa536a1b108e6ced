import type { NdArray, TypedArray } from "../base/ndarray.ts";
import { type ColourMap, NAN } from "./colour-maps.ts";
import { colourBytes } from "./colours.ts";
import { type ImageShape, type Plane, planeAt } from "./image-planes.ts";
import { type LevelMap, levelMap } from "./levels.ts";
import type { Picture } from "./picture.ts";
import type { PixelOptions } from "./pixel-options.ts";
import { reduce } from "./reduce.ts";
import { enlarge, sizeOf } from "./resize.ts";
import { givenRange, rangeOf, type ValueRange } from "./value-range.ts";

/** The values of a whole stack as they are seen: a volume's are its greatest along the depth. */
function stackValues(stack: NdArray, shape: ImageShape): TypedArray {
  if (shape.depth === undefined) return stack.data;
  const size = shape.height * shape.width;
  const rows = stack.shape[0]!;
  const Values = stack.data.constructor as new (length: number) => TypedArray;
  const values = new Values(rows * size);
  for (let row = 0; row < rows; row++) values.set(planeAt(stack, shape, row).data, row * size);
  return values;
}

/** Makes pictures of planes, all with one set of options. */
export class Painter {
  readonly #options: PixelOptions;
  readonly #levels: LevelMap;

  readonly #nan: Uint8Array;

  constructor(options: PixelOptions, { table }: ColourMap) {
    this.#options = options;
    this.#nan = table.subarray(3 * NAN, 3 * NAN + 3);
    this.#levels = levelMap(options.gamma);
  }

  /** The one range of a stack's images, if they have one. */
  stackRange(stack: NdArray, shape: ImageShape): ValueRange | undefined {
    if (shape.channels !== 1 || this.#options.range === "image") return undefined;
    return givenRange(this.#options, stack.data instanceof Uint8Array) ?? rangeOf(stackValues(stack, shape), this.#options);
  }

  /** A picture of a plane; its range by its own values, unless there is one. */
  paint(plane: Plane, range?: ValueRange): Picture {
    const size = sizeOf(plane, this.#options.imageWidth);
    const { data, channels } = size.width < plane.width ? reduce(plane, size) : plane;
    const painted = size.width < plane.width ? size : plane;
    if (channels === 1) {
      const ends = range ?? givenRange(this.#options, plane.data instanceof Uint8Array) ?? rangeOf(plane.data, this.#options);
      const slots = this.#levels(data, ends);
      return { ...size, channels, data: size.width > painted.width ? enlarge(slots, 1, painted, size) : slots };
    }
    const bytes = colourBytes(data, channels, plane, this.#nan);
    return { ...size, channels, data: size.width > painted.width ? enlarge(bytes, channels, painted, size) : bytes };
  }
}
