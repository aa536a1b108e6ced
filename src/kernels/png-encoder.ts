import { joinBytes } from "../base/join-bytes.ts";
import { base64 } from "./base64.ts";
import type { Address } from "./exports.ts";
import type { Kernels } from "./instance.ts";

/** PNG third edition, 11.2.1. */
const GREYSCALE = 0;
const INDEXED = 3;
/** Chunk types as little-endian words. */
const PLTE = 0x45544c50;
const TRNS = 0x534e5274;
export const OPAQUE = 255;

/** Which matches it takes: those close by; far ones too; or whichever of the two is less. The places are the settings of assembly/png/encode.ts. */
const SETTINGS = ["fast", "far", "small"] as const;
export type PngSetting = (typeof SETTINGS)[number];

/** Colours of an index, three bytes each, and how opaque they are. */
export interface Palette {
  readonly colours: Uint8Array;
  readonly alphas: Uint8Array;
}

export interface Pixels {
  /** A byte a pixel, line by line. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly palette?: Palette | undefined;
}

/** Bytes of pixels that are copied in at once. */
const BAND = 1 << 16;
/** What the encoder may read before and behind pixels. */
export const AROUND = 16;

/** 8-bit PNGs, grey or indexed, by assembly/png. The workspace belongs to the scope that the encoder was made in, or is there to stay. */
export class PngEncoder {
  readonly #kernels: Kernels;
  readonly #workspace: Address;

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
    this.#workspace = kernels.arena.alloc(kernels.call.pngWorkspace());
  }

  /** Grey pixels that lie in the kernels' memory, with `AROUND` bytes around them; no line is longer than a piece. */
  encodeAt(pixels: Address, width: number, height: number, setting: PngSetting): Uint8Array {
    const parts = this.#begin(width, height, undefined, setting);
    this.#putRows(parts, pixels, width, height, false);
    return this.#end(parts);
  }

  /** Pixels of the caller's, copied in band by band. */
  encode(pixels: Pixels, setting: PngSetting): Uint8Array {
    const { width, height, palette } = pixels;
    return this.#kernels.arena.scope(() => {
      const parts = this.#begin(width, height, palette, setting);
      if (width <= this.#kernels.call.pngPiece()) this.#putBands(parts, pixels);
      else this.#putPieces(parts, pixels);
      return this.#end(parts);
    });
  }

  /** The bytes in base64, in ASCII. */
  base64(bytes: Uint8Array): Uint8Array {
    return base64(this.#kernels, bytes);
  }

  #begin(width: number, height: number, palette: Palette | undefined, setting: PngSetting): Uint8Array[] {
    const { call, arena } = this.#kernels;
    call.beginPng(this.#workspace, width, height, palette ? INDEXED : GREYSCALE, SETTINGS.indexOf(setting));
    if (palette) {
      const { colours, alphas } = palette;
      call.putPngChunk(this.#workspace, PLTE, arena.copyIn(colours), colours.length);
      // 11.3.1.1: those that are not sent are opaque.
      const sent = alphas.findLastIndex((alpha) => alpha !== OPAQUE) + 1;
      if (sent > 0) call.putPngChunk(this.#workspace, TRNS, arena.copyIn(alphas), sent);
    }
    return [];
  }

  #putBands(parts: Uint8Array[], { data, width, height }: Pixels): void {
    const { arena } = this.#kernels;
    const most = Math.max(1, Math.floor(BAND / width));
    const band = arena.alloc(2 * AROUND + (Math.min(most, height) + 1) * width) + AROUND;
    for (let y = 0; y < height; y += most) {
      const rows = Math.min(most, height - y);
      const above = y > 0 ? 1 : 0;
      arena.write(band, data, (y - above) * width, (rows + above) * width);
      this.#putRows(parts, band + above * width, width, rows, above === 1);
    }
  }

  #putRows(parts: Uint8Array[], pixels: Address, width: number, rows: number, hasAbove: boolean): void {
    const { call } = this.#kernels;
    for (let row = 0; row < rows; ) {
      row += call.putPngRows(this.#workspace, pixels + row * width, rows - row, hasAbove || row > 0);
      if (call.pngHasBlock(this.#workspace)) this.#take(parts);
    }
  }

  #putPieces(parts: Uint8Array[], { data, width, height }: Pixels): void {
    const { call, arena } = this.#kernels;
    const most = call.pngPiece();
    const above = arena.alloc(2 * AROUND + most) + AROUND;
    const piece = arena.alloc(2 * AROUND + most) + AROUND;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x += most) {
        const n = Math.min(most, width - x);
        const left = x > 0 ? 1 : 0;
        const from = y * width + x - left;
        arena.write(piece - left, data, from, n + left);
        if (y > 0) arena.write(above - left, data, from - width, n + left);
        call.putPngPiece(this.#workspace, piece, y > 0 ? above : 0, n);
        if (call.pngHasBlock(this.#workspace)) this.#take(parts);
      }
    }
  }

  /** What is finished comes out. */
  #take(parts: Uint8Array[]): void {
    const { call, arena } = this.#kernels;
    const from = call.pngOut(this.#workspace) >>> 0;
    parts.push(arena.bytes(from, (call.takePng(this.#workspace) >>> 0) - from).slice());
  }

  #end(parts: Uint8Array[]): Uint8Array {
    this.#kernels.call.endPng(this.#workspace);
    this.#take(parts);
    return parts.length === 1 ? parts[0]! : joinBytes(parts);
  }
}
