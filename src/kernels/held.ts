import { withArticle } from "../base/checks.ts";
import { checkElements, isInteger64 } from "../base/dtype.ts";
import { checkArray, checkForm, elements, type NdArray, sameShape, type TypedArray } from "../base/ndarray.ts";
import { dtypeCode, dtypeName, emptyArray, itemSize, namedDtype } from "./dtype.ts";
import type { Address } from "./exports.ts";
import type { Kernels } from "./instance.ts";

/** What kernels take: elements of the caller's, or their address. */
export interface Operand {
  readonly shape: readonly number[];
  readonly dtype: number;
  readonly bytes: number;
  readonly data?: TypedArray | undefined;
  readonly at?: Address | undefined;
}

let operandOfHeld: (held: Held, kernels: Kernels, name: string) => Operand & { at: Address };

/** An array in the kernels' memory, from its making to its `close()`. */
export class Held {
  readonly shape: readonly number[];
  readonly #kernels: Kernels;
  readonly #dtype: number;
  #at: Address | undefined;

  static {
    operandOfHeld = (held, kernels, name) => {
      const at = held.#at;
      if (at === undefined) throw new TypeError(`${name}: expected an open handle, got one that has been closed`);
      if (kernels !== held.#kernels)
        throw new TypeError(`${name}: expected a handle of this instance, got one of another load()`);
      return { shape: held.shape, dtype: held.#dtype, bytes: elements(held.shape) * itemSize(held.#dtype), at };
    };
  }

  /** Its elements are what the memory holds there. */
  constructor(kernels: Kernels, shape: readonly number[], dtype: number) {
    this.shape = Object.freeze([...shape]);
    this.#kernels = kernels;
    this.#dtype = dtype;
    this.#at = kernels.arena.hold(elements(shape) * itemSize(dtype));
  }

  get closed(): boolean {
    return this.#at === undefined;
  }

  /** Copies the elements to `out`, or a new array. */
  read(out?: NdArray): NdArray {
    const from = operandOfHeld(this, this.#kernels, "handle");
    const to = out ?? emptyArray(from.dtype, from.shape);
    this.#kernels.arena.read(from.at, checkLike(this.#kernels, to, from, "out", "the handle's").data!);
    return to;
  }

  /** Replaces the elements. */
  write(input: NdArray): void {
    const to = operandOfHeld(this, this.#kernels, "handle");
    this.#kernels.arena.write(to.at, checkLike(this.#kernels, checkArray(input, "input"), to, "input", "the handle's").data!);
  }

  close(): void {
    if (this.#at !== undefined) this.#kernels.arena.release(this.#at);
    this.#at = undefined;
  }
}

/** An array of the caller's or a held one. */
export type ArraySource = NdArray | Held;

/**
 * Throws unless `value` is an array, or a held one of these kernels that is open. Its elements are
 * not looked at.
 */
export function checkPlace(kernels: Kernels, value: unknown, name: string): Operand {
  if (value instanceof Held) return operandOfHeld(value, kernels, name);
  const array = checkForm(value as NdArray, name);
  return { shape: array.shape, dtype: dtypeCode(array), bytes: array.data.byteLength, data: array.data };
}

/** Throws unless `value` can be read as an array, which a held one always can. */
export function checkSource(kernels: Kernels, value: unknown, name: string): Operand {
  const operand = checkPlace(kernels, value, name);
  if (operand.data) checkElements(operand.data, namedDtype(operand.dtype), `${name}.data`);
  return operand;
}

/** Throws unless `value` can be written, as an array of another one's dtype and shape. */
export function checkLike(kernels: Kernels, value: unknown, like: Operand, name: string, whose: string): Operand {
  const got = checkPlace(kernels, value, name);
  if (got.dtype !== like.dtype) {
    throw new TypeError(`${name}: expected ${whose} dtype (${dtypeName(like.dtype)}), got ${withArticle(dtypeName(got.dtype))}`);
  }
  if (!sameShape(got.shape, like.shape)) {
    throw new RangeError(`${name}: expected shape (${like.shape.join(", ")}), got (${got.shape.join(", ")})`);
  }
  return got;
}

/** Makes a result of the operand's kind and shape and has it filled; a held one is not left behind where that fails. */
export function filled(kernels: Kernels, like: Operand, dtype: number, fill: (to: Operand) => void): ArraySource {
  const { shape, data } = like;
  const made = data ? emptyArray(dtype, shape) : new Held(kernels, shape, dtype);
  try {
    fill(checkPlace(kernels, made, "out"));
  } catch (error) {
    if (made instanceof Held) made.close();
    throw error;
  }
  return made;
}

/**
 * Throws unless a filter's result is of its dtype: integers that doubles do not hold exactly are
 * not given out.
 */
export function checkResult({ arena }: Kernels, { data, at, dtype, shape }: Operand): void {
  const named = namedDtype(dtype);
  if (isInteger64(named)) checkElements(data ?? arena.doubles(at!, elements(shape)), named, "result");
}

/** A held copy of an array. */
export function holdCopy(kernels: Kernels, input: NdArray): Held {
  const array = checkArray(input, "input");
  const held = new Held(kernels, array.shape, dtypeCode(array));
  held.write(array);
  return held;
}
