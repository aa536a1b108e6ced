import { checkInteger, checkNumber, show, wrongKind, wrongValue } from "../base/checks.ts";
import type { Kernels } from "../kernels/instance.ts";
import {
  type Draw,
  drawIntegers,
  drawInto,
  drawNormal,
  drawRandom,
  drawStandardNormal,
  type StreamState,
  seedState,
} from "../kernels/streams.ts";
import { type Seed, seedWords } from "./seed.ts";

/** A PCG64's state as NumPy's `bit_generator.state` shows it: 128-bit state and increment, and the buffered half word. */
export interface Pcg64State {
  state: bigint;
  inc: bigint;
  hasUint32: boolean;
  uinteger: number;
}

/**
 * NumPy's `Generator` over PCG64, draw for draw (NumPy 1.24). Methods draw one value, or `n` values as a fresh array; those that
 * draw numbers take a Float64Array for `n`, which they fill and return.
 *
 * @example
 * const rng = (await load()).defaultRng("altair");
 * rng.random(2); // rng.random(2) of np.random.default_rng([ord(c) for c in "altair"])
 */
export interface Generator {
  /** Uniform doubles on [0, 1). */
  random(): number;
  random(n: number | Float64Array): Float64Array;
  /** Integers from `low` to `high - 1`; both must be safe integers, `low` < `high`. */
  integers(low: number, high: number): number;
  integers(low: number, high: number, n: number | Float64Array): Float64Array;
  /** Normals with mean 0 and standard deviation 1. */
  standardNormal(): number;
  standardNormal(n: number | Float64Array): Float64Array;
  /** Normals with mean `loc` (0) and standard deviation `scale` (1, >= 0). */
  normal(loc?: number, scale?: number): number;
  normal(loc: number, scale: number, n: number | Float64Array): Float64Array;
  /** Items of a list, with replacement, all equally likely. */
  choice<T>(values: readonly T[]): T;
  choice<T>(values: readonly T[], n: number): T[];
  /** `n` independent generators, as `SeedSequence.spawn` gives them; a second call goes on counting. */
  spawn(n: number): Generator[];
  /** The stream's position; assigning it moves the stream there. */
  state: Pcg64State;
}

const COUNT_LIMIT = 2 ** 31 - 1;

/** How many values, or the array to fill. */
type Wanted = number | Float64Array;

const checkCount = (n: unknown): number => checkInteger(n, "n", 0, COUNT_LIMIT);

function roomFor(n: unknown): Float64Array {
  if (n instanceof Float64Array) return n;
  if (typeof n === "object") throw wrongKind("n", `an integer from 0 to ${COUNT_LIMIT} or a Float64Array to fill`, n);
  return new Float64Array(checkCount(n));
}

function checkSafeInteger(value: unknown, name: string): number {
  if (typeof value !== "number") throw wrongKind(name, "a safe integer", value);
  if (!Number.isSafeInteger(value)) throw wrongValue(name, "a safe integer", value);
  return value;
}

class Pcg64Generator implements Generator {
  readonly #kernels: Kernels;
  readonly #words: readonly number[];
  readonly #spawnKey: readonly number[];
  readonly #bytes: StreamState;
  #spawned = 0;

  constructor(kernels: Kernels, words: readonly number[], spawnKey: readonly number[]) {
    this.#kernels = kernels;
    this.#words = words;
    this.#spawnKey = spawnKey;
    this.#bytes = seedState(kernels, words, spawnKey);
  }

  #draw(draw: Draw, n?: Wanted): number | Float64Array {
    const values = n === undefined ? new Float64Array(1) : roomFor(n);
    drawInto(this.#kernels, this.#bytes, values, draw);
    return n === undefined ? values[0]! : values;
  }

  random(): number;
  random(n: Wanted): Float64Array;
  random(n?: Wanted): number | Float64Array {
    return this.#draw(drawRandom(this.#kernels), n);
  }

  integers(low: number, high: number): number;
  integers(low: number, high: number, n: Wanted): Float64Array;
  integers(low: number, high: number, n?: Wanted): number | Float64Array {
    checkSafeInteger(low, "low");
    checkSafeInteger(high, "high");
    if (high <= low) throw new RangeError(`high: expected an integer > low (${low}), got ${high}`);
    return this.#draw(drawIntegers(this.#kernels, BigInt(low), BigInt(high) - 1n - BigInt(low)), n);
  }

  standardNormal(): number;
  standardNormal(n: Wanted): Float64Array;
  standardNormal(n?: Wanted): number | Float64Array {
    return this.#draw(drawStandardNormal(this.#kernels), n);
  }

  normal(loc?: number, scale?: number): number;
  normal(loc: number, scale: number, n: Wanted): Float64Array;
  normal(loc = 0, scale = 1, n?: Wanted): number | Float64Array {
    checkNumber(loc, "loc");
    checkNumber(scale, "scale", 0);
    return this.#draw(drawNormal(this.#kernels, loc, scale), n);
  }

  choice<T>(values: readonly T[]): T;
  choice<T>(values: readonly T[], n: number): T[];
  choice<T>(values: readonly T[], n?: number): T | T[] {
    if (!Array.isArray(values)) throw wrongKind("values", "a non-empty list", values);
    if (values.length === 0) throw wrongValue("values", "a non-empty list", values);
    if (n === undefined) return values[this.integers(0, values.length)]!;
    return Array.from(this.integers(0, values.length, checkCount(n)), (index) => values[index]!);
  }

  spawn(n: number): Generator[] {
    const first = this.#spawned;
    this.#spawned += checkCount(n);
    return Array.from({ length: n }, (_, i) => new Pcg64Generator(this.#kernels, this.#words, [...this.#spawnKey, first + i]));
  }

  get state(): Pcg64State {
    const view = new DataView(this.#bytes.buffer);
    const pair = (at: number) => view.getBigUint64(at, true) | (view.getBigUint64(at + 8, true) << 64n);
    return { state: pair(0), inc: pair(16), hasUint32: view.getUint32(32, true) !== 0, uinteger: view.getUint32(36, true) };
  }

  set state(next: Pcg64State) {
    const checked = checkState(next);
    const view = new DataView(this.#bytes.buffer);
    for (const [at, value] of [
      [0, checked.state],
      [16, checked.inc],
    ] as const) {
      view.setBigUint64(at, BigInt.asUintN(64, value), true);
      view.setBigUint64(at + 8, value >> 64n, true);
    }
    view.setUint32(32, checked.hasUint32 ? 1 : 0, true);
    view.setUint32(36, checked.uinteger, true);
  }
}

function checkState(value: Pcg64State): Pcg64State {
  if (typeof value !== "object" || value === null) throw wrongKind("state", "{ state, inc, hasUint32, uinteger }", value);
  for (const name of ["state", "inc"] as const) {
    const word = value[name];
    if (typeof word !== "bigint") throw wrongKind(`state.${name}`, "a bigint", word);
    if (word < 0n || word >> 128n !== 0n) throw new RangeError(`state.${name}: expected 0 to 2^128 - 1, got ${show(word)}`);
  }
  if ((value.inc & 1n) === 0n) throw new RangeError(`state.inc: expected an odd number, got ${value.inc}`);
  if (typeof value.hasUint32 !== "boolean") throw wrongKind("state.hasUint32", "a boolean", value.hasUint32);
  const { uinteger } = value;
  if (!Number.isInteger(uinteger) || uinteger < 0 || uinteger > 0xffffffff) {
    throw new RangeError(`state.uinteger: expected an integer from 0 to 4294967295, got ${show(uinteger)}`);
  }
  return value;
}

/** `np.random.default_rng(seed)`. */
export function defaultRng(kernels: Kernels, seed: Seed): Generator {
  return new Pcg64Generator(kernels, seedWords(seed), []);
}
