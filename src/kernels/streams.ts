import type { Address } from "./exports.ts";
import type { Kernels } from "./instance.ts";

/** A generator's state outside the arena: the 40 bytes of assembly/pcg64.ts. */
export type StreamState = Uint8Array<ArrayBuffer>;

export const STATE_BYTES = 40;

/** Doubles drawn per call into the arena; a chunk stays in the second-level cache. */
const CHUNK = 16384;

export type Draw = (rng: Address, to: Address, n: number) => void;

/** SeedSequence.get_assembled_entropy pads the entropy to the pool's four words where there is a spawn key. */
export const assembleWords = (words: readonly number[]): Uint32Array =>
  Uint32Array.from([...words, ...new Array<number>(Math.max(0, 4 - words.length)).fill(0)]);

/** The state that SeedSequence(words, spawn_key) gives a PCG64. */
export function seedState({ call, arena }: Kernels, words: readonly number[], spawnKey: readonly number[]): StreamState {
  const assembled = spawnKey.length > 0 ? Uint32Array.of(...assembleWords(words), ...spawnKey) : Uint32Array.from(words);
  return arena.scope(() => {
    const rng = arena.alloc(STATE_BYTES);
    const at = arena.copyIn(assembled);
    arena.require(call.seedGenerator(rng, at, assembled.length));
    return arena.bytes(rng, STATE_BYTES).slice() as StreamState;
  });
}

/** Fills `to` with draws and moves `state` on. */
export function drawInto({ arena }: Kernels, state: StreamState, to: Float64Array, draw: Draw): void {
  arena.scope(() => {
    const rng = arena.copyIn(state);
    const chunk = arena.allocFacing(to, 8 * Math.min(CHUNK, to.length));
    for (let start = 0; start < to.length; start += CHUNK) {
      const count = Math.min(CHUNK, to.length - start);
      draw(rng, chunk, count);
      arena.read(chunk, to, 8 * start, 8 * count);
    }
    arena.read(rng, state);
  });
}

export const drawRandom = ({ call }: Kernels): Draw => call.fillRandom;

export const drawIntegers =
  ({ call }: Kernels, low: bigint, range: bigint): Draw =>
  (rng, to, n) =>
    call.fillIntegers(rng, low, range, to, n);

export const drawStandardNormal = ({ call }: Kernels): Draw => call.fillStandardNormal;

export const drawNormal =
  ({ call }: Kernels, loc: number, scale: number): Draw =>
  (rng, to, n) => {
    call.fillStandardNormal(rng, to, n);
    call.affine(to, n, loc, scale);
  };

/** Goes along a stream of its own, `draws` normals a call, without making numbers of them; returns the call. */
export function skippedDraws(kernels: Kernels, draws: number): () => number {
  const { call, arena } = kernels;
  const state = seedState(kernels, [1, 2, 3, 4], []);
  return () =>
    arena.scope(() => {
      call.skipStandardNormal(arena.copyIn(state), draws);
      return 1;
    });
}
