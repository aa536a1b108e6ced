import { wrongKind } from "../base/checks.ts";
import type { NdArray, TypedArray } from "../base/ndarray.ts";
import { type ArraySource, type Held, holdCopy } from "../kernels/held.ts";
import type { Kernels } from "../kernels/instance.ts";
import type { GaussianOptions, LineOptions, UniformOptions, WithOut } from "./filter-options.ts";
import * as measures from "./measures.ts";
import * as ndimage from "./ndimage.ts";

/** A filter's options where `out` is a handle. */
export type HandleOptions<Options, T extends TypedArray = TypedArray> = WithOut<Options, ArrayHandle<T>>;

/**
 * An array that stays in the kernels' memory, so that several steps copy the first input and the last result only. Its methods are the functions
 * of `Ndpeek` with the handle for the input; what they answer is a new handle, or the one that `out` names, which may be the same.
 *
 * A handle takes its place until `close()`: the garbage collector does not know of it. All but `close()` throw on a closed one.
 *
 * @example
 * const image = nd.hold({ data: pixels, shape: [2048, 2048] });
 * const smooth = image.gaussianFilter(5);
 * const area = smooth.areaAbove(smooth.otsu());
 * const { data } = smooth.read();
 * image.close();
 * smooth.close();
 */
export interface ArrayHandle<T extends TypedArray = TypedArray> {
  readonly shape: readonly number[];
  readonly closed: boolean;
  /** A copy of the elements, in a new array or in `out`, of the same dtype and shape. */
  read(out?: NdArray<T>): NdArray<T>;
  /** Replaces the elements by those of an array of the same dtype and shape. */
  write(input: NdArray<T>): void;
  /** Gives the memory back; once is enough. */
  close(): void;
  gaussianFilter(sigma: number | readonly number[], options?: HandleOptions<GaussianOptions, T>): ArrayHandle<T>;
  gaussianFilter1d(sigma: number, options?: HandleOptions<LineOptions & ndimage.WeightsOptions, T>): ArrayHandle<T>;
  uniformFilter(size: number | readonly number[], options?: HandleOptions<UniformOptions, T>): ArrayHandle<T>;
  uniformFilter1d(size: number, options?: HandleOptions<LineOptions, T>): ArrayHandle<T>;
  correlate1d(weights: ArrayLike<number>, options?: HandleOptions<LineOptions, T>): ArrayHandle<T>;
  convolve1d(weights: ArrayLike<number>, options?: HandleOptions<LineOptions, T>): ArrayHandle<T>;
  areaAbove(threshold: number): number;
  areaAboveEach(threshold: number | ArrayLike<number>): Float64Array;
  mask(threshold: number): ArrayHandle<Uint8Array>;
  minMax(): [min: number, max: number];
  minMaxEach(): [min: Float64Array, max: Float64Array];
  otsu(options?: { bins?: number }): number;
  otsuEach(options?: { bins?: number }): Float64Array;
  toGray8(options?: { vmin?: number; vmax?: number }): ArrayHandle<Uint8Array>;
}

class HeldHandle implements ArrayHandle {
  readonly #kernels: Kernels;
  readonly #held: Held;

  constructor(kernels: Kernels, held: Held) {
    this.#kernels = kernels;
    this.#held = held;
  }

  get shape(): readonly number[] {
    return this.#held.shape;
  }

  get closed(): boolean {
    return this.#held.closed;
  }

  read(out?: NdArray): NdArray {
    return this.#held.read(out);
  }

  write(input: NdArray): void {
    this.#held.write(input);
  }

  close(): void {
    this.#held.close();
  }

  /** Calls a filter on the held array; `out` goes in as what its handle holds, and comes out as the handle. */
  #filtered<Argument, Options extends { out?: ArraySource }>(
    filter: (kernels: Kernels, input: ArraySource, argument: Argument, options?: Options) => ArraySource,
    argument: Argument,
    options: WithOut<Options, ArrayHandle> | undefined,
  ): ArrayHandle {
    const out = options?.out;
    if (out === undefined) return this.#handleOf(filter(this.#kernels, this.#held, argument, options as Options | undefined));
    if (!(out instanceof HeldHandle)) throw wrongKind("out", "a handle, as the input is one", out);
    const inner = Object.assign(Object.create(Object.getPrototypeOf(options)), options, { out: out.#held });
    filter(this.#kernels, this.#held, argument, inner);
    return out;
  }

  #handleOf<T extends TypedArray>(source: ArraySource): ArrayHandle<T> {
    return new HeldHandle(this.#kernels, source as Held) as ArrayHandle as ArrayHandle<T>;
  }

  gaussianFilter(sigma: number | readonly number[], options?: HandleOptions<GaussianOptions>): ArrayHandle {
    return this.#filtered(ndimage.gaussianFilter, sigma, options);
  }

  gaussianFilter1d(sigma: number, options?: HandleOptions<LineOptions & ndimage.WeightsOptions>): ArrayHandle {
    return this.#filtered(ndimage.gaussianFilter1d, sigma, options);
  }

  uniformFilter(size: number | readonly number[], options?: HandleOptions<UniformOptions>): ArrayHandle {
    return this.#filtered(ndimage.uniformFilter, size, options);
  }

  uniformFilter1d(size: number, options?: HandleOptions<LineOptions>): ArrayHandle {
    return this.#filtered(ndimage.uniformFilter1d, size, options);
  }

  correlate1d(weights: ArrayLike<number>, options?: HandleOptions<LineOptions>): ArrayHandle {
    return this.#filtered(ndimage.correlate1d, weights, options);
  }

  convolve1d(weights: ArrayLike<number>, options?: HandleOptions<LineOptions>): ArrayHandle {
    return this.#filtered(ndimage.convolve1d, weights, options);
  }

  areaAbove(threshold: number): number {
    return measures.areaAbove(this.#kernels, this.#held, threshold);
  }

  areaAboveEach(threshold: number | ArrayLike<number>): Float64Array {
    return measures.areaAboveEach(this.#kernels, this.#held, threshold);
  }

  mask(threshold: number): ArrayHandle<Uint8Array> {
    return this.#handleOf(measures.mask(this.#kernels, this.#held, threshold));
  }

  minMax(): [min: number, max: number] {
    return measures.minMax(this.#kernels, this.#held);
  }

  minMaxEach(): [min: Float64Array, max: Float64Array] {
    return measures.minMaxEach(this.#kernels, this.#held);
  }

  otsu(options?: { bins?: number }): number {
    return measures.otsu(this.#kernels, this.#held, options);
  }

  otsuEach(options?: { bins?: number }): Float64Array {
    return measures.otsuEach(this.#kernels, this.#held, options);
  }

  toGray8(options?: { vmin?: number; vmax?: number }): ArrayHandle<Uint8Array> {
    return this.#handleOf(measures.toGray8(this.#kernels, this.#held, options));
  }
}

/** A handle on a copy of the array. */
export function hold(kernels: Kernels, input: NdArray): ArrayHandle {
  if (input instanceof HeldHandle) throw wrongKind("input", "an array { data, shape }, for a handle holds one already", input);
  return new HeldHandle(kernels, holdCopy(kernels, input));
}
