// Encoders of grey PNGs beside ours.
import type { Entry, Peer, Task } from "../entry.ts";
import { PICTURE } from "../pictures.ts";
import { pngEntry } from "./png-entry.ts";

type Encode = (pixels: Uint8Array) => Uint8Array;

const encoderPeer = (id: string, version: string, levels: readonly [detail: string, encode: Encode][]): Peer => ({
  id,
  name: id,
  version,
  entries(one, { expected }: Task): Entry[] {
    if (one.kernel !== "png") return [];
    return levels.map(([detail, encode]) => pngEntry({ peer: id, images: expected, encode, ...(detail !== "" && { detail }) }));
  },
});

export interface FastPng {
  encode(
    image: { width: number; height: number; channels: 1; depth: 8; data: Uint8Array },
    options: { zlib: { level: number } },
  ): Uint8Array;
}

export const fastPngPeer = ({ encode }: FastPng, version: string): Peer =>
  encoderPeer(
    "fast-png",
    version,
    [1, 3, 6].map((level) => [
      `level ${level}`,
      (data) => encode({ ...PICTURE, channels: 1, depth: 8, data }, { zlib: { level } }),
    ]),
  );

/** Node's buffers and zlib, which a page does not have. */
export interface NodeParts {
  readonly Buffer: { from(data: ArrayBufferLike, offset: number, length: number): Uint8Array };
  deflateSync(data: Uint8Array, options: { level: number }): Uint8Array;
  crc32(data: Uint8Array): number;
}

export interface PngJs {
  readonly PNG: { readonly sync: { write(image: object, options: object): Uint8Array } };
}

const GREY = { ...PICTURE, colorType: 0, inputColorType: 0, inputHasAlpha: false };

export const pngJsPeer = ({ PNG }: PngJs, { Buffer }: Pick<NodeParts, "Buffer">, version: string): Peer =>
  encoderPeer("pngjs", version, [
    ["", ({ buffer, byteOffset, length }) => PNG.sync.write({ ...PICTURE, data: Buffer.from(buffer, byteOffset, length) }, GREY)],
  ]);

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

/** The least that one would write oneself: no filter, zlib's fastest. */
function bareFile({ deflateSync, crc32 }: NodeParts, pixels: Uint8Array): Uint8Array {
  const { width, height } = PICTURE;
  const lines = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) lines.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header[8] = 8;
  const chunks: readonly [string, Uint8Array][] = [
    ["IHDR", header],
    ["IDAT", deflateSync(lines, { level: 1 })],
    ["IEND", new Uint8Array()],
  ];
  const file = new Uint8Array(SIGNATURE.length + chunks.reduce((sum, [, { length }]) => sum + length + 12, 0));
  const view = new DataView(file.buffer);
  file.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const [type, data] of chunks) {
    view.setUint32(at, data.length);
    for (let i = 0; i < 4; i++) file[at + 4 + i] = type.charCodeAt(i);
    file.set(data, at + 8);
    view.setUint32(at + 8 + data.length, crc32(file.subarray(at + 4, at + 8 + data.length)));
    at += data.length + 12;
  }
  return file;
}

export const zlibPeer = (parts: NodeParts, version: string): Peer =>
  encoderPeer("node:zlib", version, [["level 1, no filter", (pixels) => bareFile(parts, pixels)]]);
