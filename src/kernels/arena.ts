import type { Address, KernelExports } from "./exports.ts";

/** A row of assembly/strip.ts. */
export const STRIP_BYTES = 128;
/** What a kernel may read past the end of an array. */
export const SLACK = STRIP_BYTES;

/** Zen 3 and 4 copy several times slower where the destination lies a few bytes past the source, modulo a page (glibc bug 30994). */
const PAGE = 4096;
const LINE = 64;

const outOfMemory = (bytes: number): RangeError =>
  new RangeError(`memory: expected at most what WebAssembly can hold (4 GiB), got a request for ${bytes} more bytes`);

/** A block of memory that outlives the call it was made in. */
interface Block {
  readonly at: Address;
  readonly end: Address;
}

/**
 * The linear memory: a bump arena (assembly/memory.ts) for what a call needs, above the blocks that are held between calls. Views are made for
 * one statement and dropped: a later allocation may detach them.
 */
export class Arena {
  readonly #call: KernelExports;
  /** By address. */
  readonly #held: Block[] = [];
  #base: Address | undefined;

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

  /** Room for `bytes` of `data`, with slack, half a page off its place within a page, so that copies to and from it are fast. */
  allocFacing(data: ArrayBufferView, bytes: number): Address {
    const at = this.alloc(bytes + SLACK + PAGE);
    return at + ((data.byteOffset + PAGE / 2 - at) & (PAGE - LINE));
  }

  /** The address, or the success, that a kernel reports; throws where it had no room for what it needed besides. */
  require(done: number): number {
    if (!done) throw new RangeError("memory: what the kernel needs besides does not fit into WebAssembly's 4 GiB");
    return done >>> 0;
  }

  /** A block that stays until it is released, with slack; not within a scope. The lowest gap that is large enough, or the end. */
  hold(bytes: number): Address {
    this.#base ??= this.#call.mark() >>> 0;
    const length = 16 * Math.ceil((bytes + SLACK) / 16);
    let at = this.#base;
    let i = 0;
    while (i < this.#held.length && this.#held[i]!.at - at < length) at = this.#held[i++]!.end;
    if (i === this.#held.length) at = this.alloc(length);
    this.#held.splice(i, 0, { at, end: at + length });
    return at;
  }

  release(at: Address): void {
    const i = this.#held.findIndex((block) => block.at === at);
    this.#held.splice(i, 1);
    if (i === this.#held.length) this.#call.rewind(this.#held.at(-1)?.end ?? this.#base!);
  }

  bytes(at: Address, length: number): Uint8Array {
    return new Uint8Array(this.#call.memory.buffer, at, length);
  }

  doubles(at: Address, length: number): Float64Array {
    return new Float64Array(this.#call.memory.buffer, at, length);
  }

  /** A fresh copy of the data inside the arena, with slack. */
  copyIn(data: ArrayBufferView): Address {
    const at = this.allocFacing(data, data.byteLength);
    this.write(at, data);
    return at;
  }

  /** Copies `length` bytes of the data from `offset` on to an address. */
  write(at: Address, data: ArrayBufferView, offset = 0, length = data.byteLength): void {
    this.bytes(at, length).set(new Uint8Array(data.buffer, data.byteOffset + offset, length));
  }

  /** Copies bytes from an address over `length` bytes of the data from `offset` on. */
  read(at: Address, to: ArrayBufferView, offset = 0, length = to.byteLength): void {
    new Uint8Array(to.buffer, to.byteOffset + offset, length).set(this.bytes(at, length));
  }

  /** Copies within the memory. */
  move(to: Address, from: Address, length: number): void {
    if (to !== from) this.bytes(0, this.#call.memory.buffer.byteLength).copyWithin(to, from, from + length);
  }
}
