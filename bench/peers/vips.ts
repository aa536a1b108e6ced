// libvips, in WebAssembly (wasm-vips) and native (sharp). Both give new arrays; beyond the border both repeat its pixels.
import type { FilterCase } from "../cases.ts";
import { asyncEntryOf, type Entry, entryOf, type Peer } from "../entry.ts";

interface VipsImage {
  gaussblur(sigma: number, options: { precision?: string; min_ampl?: number }): VipsImage;
  writeToMemory(): Float64Array | Float32Array | Uint8Array;
  delete(): void;
}

/** The part of wasm-vips that is called. */
export interface Vips {
  readonly Image: {
    newFromMemory(data: ArrayBufferView, width: number, height: number, bands: number, format: string): VipsImage;
  };
  version(): string;
  concurrency(threads: number): void;
  shutdown(): void;
}

/** A kernel's weights below this share of its middle are cut off: with libvips' 0.2 it would be the Gaussian of another radius. */
const LEAST_WEIGHT = 0.001;
const bytesOf = (data: ArrayLike<number>): Uint8Array => Uint8Array.from(data, (value) => Math.round(255 * value));

function vipsEntry(
  vips: Vips,
  one: FilterCase & { kernel: "gaussian" },
  data: Float64Array | Float32Array,
  bytes: boolean,
): Entry {
  const { width, sigma, dtype } = one;
  const source = bytes ? bytesOf(data) : data;
  const format = bytes ? "uchar" : dtype === "f64" ? "double" : "float";
  const options = bytes ? {} : { precision: "float", min_ampl: LEAST_WEIGHT };
  let made: ArrayLike<number> = source;
  return entryOf({
    ...{ peer: "wasm-vips", mode: "fresh", border: "nearest", output: () => made },
    detail: bytes ? "bytes, its defaults" : "float precision",
    unit: bytes ? 1 / 255 : 1,
    call() {
      const image = vips.Image.newFromMemory(source, width, width, 1, format);
      const blurred = image.gaussblur(sigma, options);
      made = blurred.writeToMemory();
      blurred.delete();
      image.delete();
      return made[7]!;
    },
  });
}

/** Gaussians of single images of floats; its box takes only odd sizes. */
export function vipsPeer(vips: Vips, version: string): Peer {
  vips.concurrency(1);
  return {
    id: "wasm-vips",
    name: "wasm-vips",
    version: `${version} (libvips ${vips.version()})`,
    entries(one, { input }) {
      if (one.kernel !== "gaussian" || !input || input.shape.length !== 2 || input.data instanceof Uint8Array) return [];
      const data = input.data as Float64Array | Float32Array;
      return [false, true].map((bytes) => vipsEntry(vips, one, data, bytes));
    },
    close: () => vips.shutdown(),
  };
}

interface SharpImage {
  blur(options: { sigma: number; precision?: string; minAmplitude?: number }): SharpImage;
  toColourspace(space: string): SharpImage;
  raw(): SharpImage;
  toBuffer(): Promise<Uint8Array>;
}

/** The part of sharp that is called. */
export interface Sharp {
  (data: Uint8Array, options: { raw: { width: number; height: number; channels: number } }): SharpImage;
  concurrency(threads: number): number;
  cache(on: boolean): object;
  readonly versions: { readonly sharp?: string; readonly vips: string };
}

function sharpEntry(sharp: Sharp, width: number, sigma: number, bytes: Uint8Array, precise: boolean): Entry {
  const options = precise ? { sigma, precision: "float", minAmplitude: LEAST_WEIGHT } : { sigma };
  let made: ArrayLike<number> = bytes;
  return asyncEntryOf({
    ...{ peer: "sharp", mode: "fresh", border: "nearest", output: () => made, unit: 1 / 255 },
    detail: precise ? "bytes, float precision" : "bytes, its defaults",
    async call() {
      const image = sharp(bytes, { raw: { width, height: width, channels: 1 } }).blur(options);
      made = await image.toColourspace("b-w").raw().toBuffer();
      return made[7]!;
    },
  });
}

/** Gaussians of single images, as bytes: its blur has no other type. */
export function sharpPeer(sharp: Sharp, version: string): Peer {
  sharp.concurrency(1);
  sharp.cache(false);
  return {
    id: "sharp",
    name: "sharp",
    version: `${version} (libvips ${sharp.versions.vips})`,
    entries(one, { input }) {
      if (one.kernel !== "gaussian" || one.dtype !== "f64" || !input || input.shape.length !== 2) return [];
      const bytes = bytesOf(input.data);
      return [false, true].map((precise) => sharpEntry(sharp, one.width, one.sigma, bytes, precise));
    },
  };
}
