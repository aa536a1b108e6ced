// Encoders of grey PNGs. Each is checked by what a decoder reads from its files, and tells how large they are.
import { crc32, deflateSync } from "node:zlib";
import { decode, encode } from "fast-png";
import { PNG } from "pngjs";
import { compare, timeCalls } from "../measure.mjs";

const SIDE = 96;
const GAP = 10;
const WIDTH = 2 * SIDE + GAP;
const PIXELS = WIDTH * SIDE;

function beside(left, right) {
  const pixels = new Uint8Array(PIXELS).fill(255);
  for (let y = 0; y < SIDE; y++) {
    pixels.set(left.subarray(y * SIDE, (y + 1) * SIDE), y * WIDTH);
    pixels.set(right.subarray(y * SIDE, (y + 1) * SIDE), y * WIDTH + SIDE + GAP);
  }
  return pixels;
}

/** The images of a case, one after the other. */
export async function picturesOf({ nd, generateBlobs }, { picture, items }) {
  const all = new Uint8Array(items * PIXELS);
  if (picture === "noise") {
    const noise = nd.defaultRng("bench").normal(128, 34, all.length);
    return nd.toGray8({ data: noise, shape: [all.length] }, { vmin: 0, vmax: 255 }).data;
  }
  const set = await generateBlobs({ rows: items + 1, workers: 0 });
  const grey = (row, name) => nd.toGray8(set.image(row, name)).data;
  const [left, right] = { smooth: ["image1", "image1"], row: ["image1", "image2"], noisy: ["image2", "image2"] }[picture];
  for (let i = 0; i < items; i++) all.set(beside(grey(i, left), grey(left === right ? i + 1 : i, right)), i * PIXELS);
  set.close();
  return all;
}

function chunk(type, data) {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length);
  bytes.write(type, 4, "latin1");
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), data.length + 8);
  return bytes;
}

/** The least that one would write oneself: no filter, zlib's fastest. */
function byZlib(pixels) {
  const lines = Buffer.alloc(SIDE * (WIDTH + 1));
  for (let y = 0; y < SIDE; y++) lines.set(pixels.subarray(y * WIDTH, (y + 1) * WIDTH), y * (WIDTH + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH);
  header.writeUInt32BE(SIDE, 4);
  header[8] = 8;
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const body = deflateSync(lines, { level: 1 });
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", body), chunk("IEND", Buffer.alloc(0))]);
}

const byFastPng = (level) => (data) => encode({ width: WIDTH, height: SIDE, channels: 1, depth: 8, data }, { zlib: { level } });
const GREY = { width: WIDTH, height: SIDE, colorType: 0, inputColorType: 0, inputHasAlpha: false };
const byPngjs = (pixels) =>
  PNG.sync.write({ width: WIDTH, height: SIDE, data: Buffer.from(pixels.buffer, pixels.byteOffset, PIXELS) }, GREY);

/** The encoders of this process. `expected` are the images. */
export function pngEntries(encodePng, { kind, items }, expected) {
  if (kind !== "png") return [];
  const images = Array.from({ length: items }, (_, i) => expected.slice(i * PIXELS, (i + 1) * PIXELS));
  const entry = (name, one) => {
    const call = () => images.reduce((sum, pixels) => sum + one(pixels).length, 0);
    return {
      name,
      apart: false,
      bits: "every",
      free() {},
      round: (repeats) => timeCalls(call, repeats),
      bytes: call() / items,
      check(wanted, scale) {
        const read = new Uint8Array(wanted.length);
        for (const [i, pixels] of images.entries()) read.set(decode(one(pixels)).data, i * PIXELS);
        return compare(read, wanted, scale);
      },
    };
  };
  const ours = (level) => (data) => encodePng({ data, shape: [SIDE, WIDTH] }, { level });
  return [
    entry("ndpeek", ours(1)),
    entry("ndpeek, small", ours(9)),
    entry("fast-png, level 1", byFastPng(1)),
    entry("fast-png, level 3", byFastPng(3)),
    entry("fast-png, level 6", byFastPng(6)),
    entry("pngjs", byPngjs),
    entry("node:zlib, level 1", byZlib),
  ];
}
