import { decode } from "fast-png";
import { difference } from "../difference.ts";
import type { Entry } from "../entry.ts";
import { timeCalls } from "../measure.ts";
import { PICTURE, PIXELS, picturesIn } from "../pictures.ts";

interface Encoder {
  readonly peer: string;
  readonly detail?: string;
  readonly images: ArrayLike<number>;
  encode(pixels: Uint8Array): Uint8Array;
}

/** The grey levels of a file, however it has them. */
export function grayOf(file: Uint8Array): ArrayLike<number> {
  const { data, channels, width, height } = decode(file);
  if (width !== PICTURE.width || height !== PICTURE.height) {
    throw new RangeError(`png: expected ${PICTURE.width} x ${PICTURE.height} pixels, got ${width} x ${height}`);
  }
  return channels === 1 ? data : data.filter((_, i) => i % channels === 0);
}

/** The pixels of all files, one after the other, as a decoder reads them. */
export function pixelsIn(files: readonly Uint8Array[]): Uint8Array {
  const read = new Uint8Array(files.length * PIXELS);
  for (const [i, file] of files.entries()) read.set(grayOf(file), i * PIXELS);
  return read;
}

export const meanLength = (files: readonly Uint8Array[]): number =>
  files.reduce((sum, { length }) => sum + length, 0) / files.length;

/** An encoder of grey pictures: checked by what a decoder reads from its files, with their size. */
export function pngEntry({ peer, detail, images, encode }: Encoder): Entry {
  const pictures = picturesIn(images as Uint8Array);
  const call = () => pictures.reduce((sum, pixels) => sum + encode(pixels).length, 0);
  return {
    ...{ peer, mode: "whole", bits: "every", ...(detail !== undefined && { detail }) },
    bytes: meanLength(pictures.map(encode)),
    round: (repeats) => timeCalls(call, repeats),
    check: ({ expected, scale }) => difference(pixelsIn(pictures.map(encode)), expected, scale),
  };
}
