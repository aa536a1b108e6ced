import { elements } from "../ndarray.ts";
import { type AxisPass, runPass } from "./axis-pass.ts";
import { MODE_CODES } from "./border.ts";
import { F64 } from "./dtype.ts";
import type { Address } from "./exports.ts";
import { gaussianRadius, gaussianWeights, SIGMA_ZERO } from "./gaussian.ts";
import type { Kernels } from "./instance.ts";
import { STATE_BYTES, type StreamState } from "./streams.ts";

/**
 * Paints blobs, one at a time, into an image that stays in the arena. A zero maximum divides as in NumPy: 0 / 0 is NaN; a NaN makes the
 * maximum and so the whole image NaN.
 */
export class BlobPainter {
  readonly shape: readonly number[];
  readonly #kernels: Kernels;
  readonly #image: Address;
  readonly #plane: Address;
  readonly #bytes: Address;
  readonly #noise: Address;
  readonly #rng: Address;
  readonly #pixels: number;
  readonly #planePixels: number;
  readonly #weights = new Map<number, Float64Array>();

  constructor(kernels: Kernels, width: number, dims: number) {
    const { arena } = kernels;
    this.#kernels = kernels;
    this.shape = new Array<number>(dims).fill(width);
    this.#pixels = elements(this.shape);
    this.#planePixels = width * width;
    this.#rng = arena.alloc(STATE_BYTES);
    this.#image = arena.alloc(8 * this.#pixels);
    this.#noise = arena.alloc(8 * this.#planePixels);
    this.#plane = dims === 2 ? this.#image : arena.alloc(8 * this.#planePixels);
    this.#bytes = arena.alloc(this.#planePixels);
  }

  /** A pixel, Gaussian-filtered with mode reflect, divided by its maximum. */
  circle(pixel: ArrayLike<number>, sigma: number): void {
    this.#onePixel(pixel);
    if (sigma > SIGMA_ZERO) {
      const weights = this.#gaussian(sigma);
      this.#filter((axis) => ({ axis, origin: 0, mode: MODE_CODES.reflect, cval: 0, weights }));
    }
    this.#normalize();
  }

  /** A pixel, box-filtered with mode constant, times normal noise drawn from `state`, divided by its maximum. Moves `state` on. */
  square(pixel: ArrayLike<number>, size: number, mean: number, state: StreamState): void {
    const { call } = this.#kernels;
    this.#onePixel(pixel);
    if (size > 1) this.#filter((axis) => ({ axis, origin: 0, mode: MODE_CODES.constant, cval: 0, size: Math.trunc(size) }));
    this.#drawNoise(mean, state);
    for (let at = 0; at < this.#pixels; at += this.#planePixels) {
      call.multiply(this.#image + 8 * at, this.#planePixels, this.#noise);
    }
    this.#normalize();
  }

  /** The share of the painted image's pixels that are greater than `threshold`. */
  area(threshold: number): number {
    return this.#kernels.call.countAbove(this.#image, F64, this.#pixels, threshold) / this.#pixels;
  }

  /** The painted image or volume. */
  copy(): Float64Array {
    return this.#kernels.arena.doubles(this.#image, this.#pixels).slice();
  }

  /** The painted image as grey bytes, 0 to 1 onto 0 to 255, saturated; of a volume, its maximum projection along the first axis. */
  gray(): Uint8Array {
    const { call, arena } = this.#kernels;
    if (this.#plane !== this.#image) {
      call.projectMaximum(this.#image, this.#pixels / this.#planePixels, this.#planePixels, this.#plane);
    }
    call.toGray8(this.#plane, F64, this.#planePixels, 0, 1, this.#bytes);
    return arena.bytes(this.#bytes, this.#planePixels).slice();
  }

  #onePixel(pixel: ArrayLike<number>): void {
    const image = this.#kernels.arena.doubles(this.#image, this.#pixels);
    let index = 0;
    for (const [axis, length] of this.shape.entries()) index = index * length + pixel[axis]!;
    image.fill(0);
    image[index] = 1;
  }

  #gaussian(sigma: number): Float64Array {
    let weights = this.#weights.get(sigma);
    if (weights === undefined) {
      weights = gaussianWeights(this.#kernels, sigma, 0, gaussianRadius(sigma, 4));
      this.#weights.set(sigma, weights);
    }
    return weights;
  }

  #filter(pass: (axis: number) => AxisPass): void {
    for (const axis of this.shape.keys()) {
      runPass(this.#kernels, this.shape, pass(axis), this.#image, F64);
    }
  }

  #drawNoise(mean: number, state: StreamState): void {
    const { call, arena } = this.#kernels;
    arena.bytes(this.#rng, STATE_BYTES).set(state);
    call.fillStandardNormal(this.#rng, this.#noise, this.#planePixels);
    call.affine(this.#noise, this.#planePixels, mean, 1);
    arena.read(this.#rng, state);
  }

  #normalize(): void {
    const { call } = this.#kernels;
    call.divide(this.#image, this.#pixels, call.maximum(this.#image, F64, this.#pixels));
  }
}
