import type { Kernels } from "./kernels/instance.ts";
import { drawIntegers, drawInto, drawRandom, STATE_BYTES, type StreamState } from "./kernels/streams.ts";
import type { BlobSettings } from "./options.ts";

/** One draw of an index below `count`, as NumPy's `choice` makes it. */
export function drawIndex(kernels: Kernels, state: StreamState, count: number): number {
  const drawn = new Float64Array(1);
  drawInto(kernels, state, drawn, drawIntegers(kernels, 0n, BigInt(count - 1)));
  return drawn[0]!;
}

/** What each row's two blobs are made from: the pixel, the size, and for the square the stream's state before its noise. */
export class BlobRecipes {
  readonly #dims: number;
  readonly #circlePixels: Uint16Array;
  readonly #circleSizes: Float64Array;
  readonly #squarePixels: Uint16Array;
  readonly #squareSizes: Float64Array;
  readonly #states: Uint8Array<ArrayBuffer>;

  private constructor(
    dims: number,
    circlePixels: Uint16Array,
    circleSizes: Float64Array,
    squarePixels: Uint16Array,
    squareSizes: Float64Array,
    states: Uint8Array<ArrayBuffer>,
  ) {
    this.#dims = dims;
    this.#circlePixels = circlePixels;
    this.#circleSizes = circleSizes;
    this.#squarePixels = squarePixels;
    this.#squareSizes = squareSizes;
    this.#states = states;
  }

  static empty({ rows, dims }: BlobSettings): BlobRecipes {
    const pixels = () => new Uint16Array(rows * dims);
    const sizes = () => new Float64Array(rows);
    return new BlobRecipes(dims, pixels(), sizes(), pixels(), sizes(), new Uint8Array(rows * STATE_BYTES));
  }

  drawCircle(kernels: Kernels, row: number, state: StreamState, settings: BlobSettings): void {
    this.#drawPixel(kernels, this.#circlePixels, row, state, settings.width);
    const { sizes } = settings.circle;
    this.#circleSizes[row] = sizes[drawIndex(kernels, state, sizes.length)]! * settings.width;
  }

  /** Leaves `state` where the row's noise begins. */
  drawSquare(kernels: Kernels, row: number, state: StreamState, settings: BlobSettings): void {
    this.#drawPixel(kernels, this.#squarePixels, row, state, settings.width);
    const { sizes } = settings.square;
    this.#squareSizes[row] = sizes[drawIndex(kernels, state, sizes.length)]! * settings.width;
    this.#states.set(state, row * STATE_BYTES);
  }

  circle(row: number): { pixel: Uint16Array; sigma: number } {
    return { pixel: this.#circlePixels.subarray(row * this.#dims, (row + 1) * this.#dims), sigma: this.#circleSizes[row]! };
  }

  /** `state` is a copy, for the painter to move on. */
  square(row: number): { pixel: Uint16Array; size: number; state: StreamState } {
    return {
      pixel: this.#squarePixels.subarray(row * this.#dims, (row + 1) * this.#dims),
      size: this.#squareSizes[row]!,
      state: this.#states.slice(row * STATE_BYTES, (row + 1) * STATE_BYTES),
    };
  }

  /** The same recipes for the rows from `start` to before `end`; nothing is copied. */
  slice(start: number, end: number): BlobRecipes {
    return new BlobRecipes(
      this.#dims,
      this.#circlePixels.subarray(start * this.#dims, end * this.#dims),
      this.#circleSizes.subarray(start, end),
      this.#squarePixels.subarray(start * this.#dims, end * this.#dims),
      this.#squareSizes.subarray(start, end),
      this.#states.subarray(start * STATE_BYTES, end * STATE_BYTES),
    );
  }

  #drawPixel(kernels: Kernels, pixels: Uint16Array, row: number, state: StreamState, width: number): void {
    const drawn = new Float64Array(this.#dims);
    drawInto(kernels, state, drawn, drawRandom(kernels));
    for (const [axis, x] of drawn.entries()) pixels[row * this.#dims + axis] = Math.trunc(width * x);
  }
}
