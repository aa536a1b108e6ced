import { compile, type ModuleSource } from "./source.ts";

/** An address in the linear memory; it never leaves this folder. */
export type Address = number;

type CorrelateAxis = (
  at: Address,
  dtype: number,
  outer: number,
  n: number,
  inner: number,
  weights: Address,
  size: number,
  origin: number,
  mode: number,
  cval: number,
) => number;

type CorrelatePlane = (
  from: Address,
  to: Address,
  rows: number,
  columns: number,
  weights0: Address,
  size0: number,
  origin0: number,
  mode0: number,
  weights1: Address,
  size1: number,
  origin1: number,
  mode1: number,
  cval: number,
) => number;

/** What assembly/index.ts exports. A `boolean` result is 0 when memory is short. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  alloc(bytes: number): Address;
  mark(): Address;
  rewind(to: Address): void;
  readonly correlateAxis: CorrelateAxis;
  readonly correlateAxis32: CorrelateAxis;
  readonly correlatePlane: CorrelatePlane;
  readonly correlatePlane32: CorrelatePlane;
  uniformAxis(
    at: Address,
    dtype: number,
    outer: number,
    n: number,
    inner: number,
    size: number,
    origin: number,
    mode: number,
    cval: number,
  ): number;
  uniformPlane(
    from: Address,
    to: Address,
    rows: number,
    columns: number,
    size0: number,
    origin0: number,
    mode0: number,
    size1: number,
    origin1: number,
    mode1: number,
    cval: number,
  ): number;
  gaussianWeights(sigma: number, order: number, radius: number, to: Address): number;
  countAbove(at: Address, dtype: number, n: number, threshold: number): number;
  mask(at: Address, dtype: number, n: number, threshold: number, to: Address): void;
  maximum(at: Address, dtype: number, n: number): number;
  minimum(at: Address, dtype: number, n: number): number;
  divide(at: Address, n: number, divisor: number): void;
  multiply(at: Address, n: number, by: Address): void;
  projectMaximum(at: Address, depth: number, n: number, to: Address): void;
  toGray8(at: Address, dtype: number, n: number, low: number, high: number, to: Address): void;
  seedGenerator(rng: Address, words: Address, count: number): number;
  fillRandom(rng: Address, to: Address, n: number): void;
  fillIntegers(rng: Address, low: bigint, range: bigint, to: Address, n: number): void;
  fillStandardNormal(rng: Address, to: Address, n: number): void;
  affine(at: Address, n: number, loc: number, scale: number): void;
}

export interface Kernels {
  readonly call: KernelExports;
  readonly arena: Arena;
}

const outOfMemory = (bytes: number): RangeError =>
  new RangeError(`memory: expected at most what WebAssembly can hold (4 GiB), got a request for ${bytes} more bytes`);

/** The bump arena of assembly/memory.ts. Views are made for one statement and dropped: a later allocation may detach them. */
export class Arena {
  readonly #call: KernelExports;

  constructor(call: KernelExports) {
    this.#call = call;
  }

  /** Runs `body` and gives back all that it allocated. */
  scope<T>(body: () => T): T {
    const start = this.#call.mark() >>> 0;
    try {
      return body();
    } finally {
      this.#call.rewind(start);
    }
  }

  alloc(bytes: number): Address {
    const at = bytes < 2 ** 32 ? this.#call.alloc(bytes) >>> 0 : 0;
    if (at === 0) throw outOfMemory(bytes);
    return at;
  }

  /** Throws unless a kernel that needed scratch memory reported success. */
  require(done: number): void {
    if (!done) throw new RangeError("memory: a filter's scratch strip does not fit into WebAssembly's 4 GiB");
  }

  bytes(at: Address, length: number): Uint8Array {
    return new Uint8Array(this.#call.memory.buffer, at, length);
  }

  doubles(at: Address, length: number): Float64Array {
    return new Float64Array(this.#call.memory.buffer, at, length);
  }

  /** A fresh copy of the data inside the arena. */
  copyIn(data: ArrayBufferView): Address {
    const at = this.alloc(data.byteLength);
    this.bytes(at, data.byteLength).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return at;
  }

  copyOut(at: Address, to: ArrayBufferView): void {
    new Uint8Array(to.buffer, to.byteOffset, to.byteLength).set(this.bytes(at, to.byteLength));
  }
}

/** One instance of the kernels, with a memory of its own. */
export async function instantiate(source?: ModuleSource): Promise<Kernels> {
  const instance = await WebAssembly.instantiate(await compile(source), {});
  const call = instance.exports as unknown as KernelExports;
  if (typeof call.correlatePlane32 !== "function") throw new TypeError("module: expected this version of ndpeek's kernels");
  return { call, arena: new Arena(call) };
}
