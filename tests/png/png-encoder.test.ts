import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import { decode, encode as encodeByFastPng } from "fast-png";
import { PNG } from "pngjs";
import { beforeAll, describe, expect, it } from "vitest";
import { encodePng, generateBlobs, type ImageName, load } from "../../src/index.ts";
import type { Kernels } from "../../src/kernels/instance.ts";
import { PngEncoder, type PngSetting } from "../../src/kernels/png-encoder.ts";
import { instantiate } from "../../src/kernels/source.ts";
import { amount } from "../fixtures/amount.ts";
import { imageOf, type TestImage, testImage } from "../fixtures/png-images.ts";

/** As scripts/dev/test.mjs finds it. */
const pngcheck = process.env.PNGCHECK ?? ["/usr/bin/pngcheck"].find(existsSync);

const SETTINGS: readonly PngSetting[] = ["fast", "small"];
const IMAGES = amount(10_000, 2000);
const GUARD = 64;
const KNOWN = 0xa5;

const encode = ({ data, width, height }: TestImage, setting: PngSetting): Uint8Array =>
  encodePng({ data, shape: [height, width] }, { level: setting === "fast" ? 1 : 9 });

/** The zlib stream: all bytes of the IDAT chunks, one behind the other. */
function streamOf(png: Uint8Array): Buffer {
  const file = Buffer.from(png);
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  return Buffer.concat(parts);
}

/** fast-png finds the same pixels and the checksums of all chunks right; zlib the stream's own checksum, its length, and nothing behind it. */
function expectDecoded(png: Uint8Array, { kind, data, width, height }: TestImage): void {
  const decoded = decode(png, { checkCrc: true });
  const what = `${kind} ${width} x ${height}`;
  expect([what, decoded.width, decoded.height, decoded.channels, decoded.depth]).toEqual([what, width, height, 1, 8]);
  if (Buffer.compare(decoded.data as Uint8Array, data) !== 0) expect.fail(`${what}: other pixels`);
  const stream = streamOf(png);
  const { buffer, engine } = inflateSync(stream, { info: true }) as unknown as {
    buffer: Buffer;
    engine: { bytesWritten: number };
  };
  expect([what, buffer.length, engine.bytesWritten]).toEqual([what, height * (width + 1), stream.length]);
}

describe("8-bit grey PNGs", () => {
  let kernels: Kernels;
  let encoder: PngEncoder;
  let guards: number[];

  beforeAll(async () => {
    kernels = await instantiate();
    const guard = () => {
      const at = kernels.arena.alloc(GUARD);
      kernels.arena.bytes(at, GUARD).fill(KNOWN);
      return at;
    };
    guards = [guard()];
    encoder = new PngEncoder(kernels);
    guards.push(guard());
  });

  it(`of ${IMAGES} random images decode to the same pixels, and nothing is written outside of the workspace`, {
    tags: "long",
    timeout: 120_000,
  }, () => {
    for (let number = 0; number < IMAGES; number++) {
      const image = testImage(number);
      const png = encoder.encode(image, SETTINGS[number & 1]!);
      expectDecoded(png, image);
      for (const at of guards)
        if (!kernels.arena.bytes(at, GUARD).every((byte) => byte === KNOWN)) expect.fail(`image ${number}`);
    }
  });

  it.each([
    ["noise", 4096, 1],
    ["noise", 1, 4096],
    ["blob", 700, 600],
    ["noise", 700, 600],
    ["fibonacci", 400, 500],
    ["sparse", 1025, 300],
    ["grained", 640, 480],
    ["repeating rows", 32_766, 9],
    ["repeating rows", 32_767, 9],
    ["grained", 32_768, 5],
    ["noise", 70_001, 3],
    ["constant", 300_000, 4],
    ["stripes", 65_535, 2],
    ["columns", 40_000, 30],
    ["columns", 25_000, 40],
    ["discs", 500, 400],
    ...([21, 4095, 21_844, 32_765, 32_766, 32_767, 65_534] as const).flatMap((width) =>
      [width, width + 1].map((one) => ["noise", one, Math.ceil(200_000 / one)] as const),
    ),
  ] as const)("of many blocks decode to the same pixels: %s, %i x %i", (kind, width, height) => {
    const image = imageOf(kind, width, height);
    for (const setting of SETTINGS) {
      const png = encode(image, setting);
      expectDecoded(png, image);
      const second = PNG.sync.read(Buffer.from(png), { checkCRC: true }).data;
      expect(
        Buffer.compare(
          second.filter((_, i) => i % 4 === 0),
          image.data,
        ),
      ).toBe(0);
    }
  });

  it("of nothing but 255 have the right checksum: its sums are the largest there are", () => {
    for (const [width, height] of [
      [5552, 1],
      [5600, 3],
      [1000, 130],
    ] as const) {
      const image: TestImage = { kind: "constant", width, height, data: new Uint8Array(width * height).fill(255) };
      for (const setting of SETTINGS) expectDecoded(encode(image, setting), image);
    }
  });

  it("take no more small than fast, but for a few bytes by chance", () => {
    for (let number = 0; number < 2000; number++) {
      const image = testImage(number);
      const [fast, small] = SETTINGS.map((setting) => encode(image, setting).length) as [number, number];
      if (small > 1.001 * fast + 2) expect.fail(`${image.kind} ${image.width} x ${image.height}: ${small} and ${fast}`);
    }
    for (const size of [96, 512, 1024]) {
      for (const kind of ["discs", "labels", "grained", "sparse", "columns"] as const) {
        const image = imageOf(kind, size, size);
        const [fast, small] = SETTINGS.map((setting) => encode(image, setting).length) as [number, number];
        if (small > 1.001 * fast + 2) expect.fail(`${kind} ${size}: ${small} and ${fast}`);
      }
    }
  });

  it.each([
    ["columns", 96, 96],
    ["columns", 512, 512],
    ["columns", 25_000, 40],
    ["columns", 40_000, 30],
    ["repeating rows", 20_000, 40],
    ["repeating rows", 25_000, 40],
    ["repeating rows", 40_000, 30],
    ["grained", 512, 512],
    ["blob", 300, 300],
    ["discs", 512, 512],
  ] as const)(
    "of images that are smooth in one way or repeat take less than unfiltered by zlib: %s, %i x %i",
    (kind, width, height) => {
      const image = imageOf(kind, width, height);
      const lines = new Uint8Array(height * (width + 1));
      for (let y = 0; y < height; y++) lines.set(image.data.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
      expect(encode(image, "small").length).toBeLessThan(1.1 * deflateSync(lines, { level: 6 }).length);
    },
  );

  it("are the same whatever was encoded before", () => {
    const images = [3, 14, 15, 92, 65, 35].map(testImage);
    for (const setting of SETTINGS) {
      const first = images.map((image) => encode(image, setting));
      expect(images.toReversed().map((image) => encode(image, setting))).toEqual(first.toReversed());
    }
  });

  it("take no more than their bytes and what surrounds them where nothing can be gained", () => {
    for (const [width, height] of [
      [1, 1],
      [202, 96],
      [500, 500],
    ] as const) {
      const bytes = height * (width + 1);
      const blocks = Math.ceil(bytes / 32_768);
      for (const setting of SETTINGS) {
        expect(encode(imageOf("noise", width, height), setting).length).toBeLessThanOrEqual(57 + 11 + bytes + 18 * blocks);
      }
    }
  });

  it.each(pngcheck ? [pngcheck] : [])("have no fault that %s finds", (command) => {
    const folder = mkdtempSync(join(tmpdir(), "ndpeek-png-"));
    try {
      for (let number = 0; number < 600; number++) {
        writeFileSync(join(folder, `${number}.png`), encode(testImage(number), SETTINGS[number & 1]!));
      }
      const palette = { data: Uint8Array.from({ length: 4 * 14 }, (_, i) => 17 * i), shape: [14, 4] };
      const { data } = imageOf("labels", 90, 70);
      writeFileSync(join(folder, "indexed.png"), encodePng({ data, shape: [70, 90] }, { palette }));
      const files = readdirSync(folder).map((name) => join(folder, name));
      const said = execFileSync(command, ["-q", ...files], { encoding: "utf8" });
      expect(said.trim()).toMatch(/^(No errors were detected in (\d+) of the \2 (files|images).*)?$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the sizes of the tutorial's images, two beside each other", () => {
  const side = 96;
  const gap = 10;
  const width = 2 * side + gap;
  /** Bytes of Pillow 9.4's files, at its default, of the 60 images below. */
  const PILLOW = { image1: 118_237, image2: 182_980 };
  let images: Record<ImageName, Uint8Array[]>;

  const total = (pixels: readonly Uint8Array[], one: (data: Uint8Array) => Uint8Array): number =>
    pixels.reduce((sum, data) => sum + one(data).length, 0);
  const ours = (level: number) => (data: Uint8Array) => encodePng({ data, shape: [side, width] }, { level });
  const fastPng = (data: Uint8Array) => encodeByFastPng({ width, height: side, channels: 1, depth: 8, data });

  beforeAll(async () => {
    const nd = await load();
    const set = await generateBlobs({ rows: 200 });
    const pair = (name: ImageName, row: number) => {
      const data = new Uint8Array(width * side).fill(255);
      for (const [left, at] of [
        [0, row],
        [side + gap, row + 1],
      ] as const) {
        const grey = nd.toGray8(set.image(at, name)).data;
        for (let y = 0; y < side; y++) data.set(grey.subarray(y * side, (y + 1) * side), y * width + left);
      }
      return data;
    };
    const pairs = (name: ImageName) => Array.from({ length: 60 }, (_, row) => pair(name, row));
    images = { image1: pairs("image1"), image2: pairs("image2") };
  });

  it.each(["image1", "image2"] as const)("are less than Pillow's, small: %s", (name) => {
    expect(total(images[name], ours(9))).toBeLessThan(PILLOW[name]);
  });

  it("are less than fast-png's, fast", () => {
    for (const name of ["image1", "image2"] as const) {
      expect(total(images[name], ours(1))).toBeLessThan(total(images[name], fastPng));
    }
  });
});

describe("indexed PNGs", () => {
  const image = imageOf("labels", 60, 40);
  const pixels = { data: image.data, shape: [40, 60] };

  it.each([3, 4] as const)("have the palette's colours, %i bytes each", (depth) => {
    const palette = { data: Uint8Array.from({ length: depth * 14 }, (_, i) => (i * 37) % 256), shape: [14, depth] };
    for (const level of [0, 1, 9]) {
      const { data } = PNG.sync.read(Buffer.from(encodePng(pixels, { palette, level })), { checkCRC: true });
      const expected = [...image.data].flatMap((index) => {
        const colour = [...palette.data.subarray(depth * index, depth * (index + 1))];
        return depth === 3 ? [...colour, 255] : colour;
      });
      expect([...data]).toEqual(expected);
    }
  });

  it("name no transparency behind the last colour that has some", () => {
    const data = new Uint8Array(4 * 14).fill(255);
    data[4 * 5 + 3] = 7;
    const png = Buffer.from(encodePng(pixels, { palette: { data, shape: [14, 4] } }));
    expect(png.readUInt32BE(png.indexOf("tRNS") - 4)).toBe(6);
    const opaque = { data: data.fill(255), shape: [14, 4] };
    expect(Buffer.from(encodePng(pixels, { palette: opaque })).indexOf("tRNS")).toBe(-1);
  });

  it("refuse what cannot be", () => {
    const palette = (count: number, depth = 3) => ({ data: new Uint8Array(count * depth), shape: [count, depth] });
    expect(() => encodePng(pixels, { palette: palette(257) })).toThrow(
      new RangeError("palette.shape: expected (n, 3) or (n, 4) with n from 1 to 256, got (257, 3)"),
    );
    expect(() => encodePng(pixels, { palette: palette(0) })).toThrow(/^palette\.shape: .*, got \(0, 3\)$/);
    expect(() => encodePng(pixels, { palette: palette(9, 2) })).toThrow(/^palette\.shape: .*, got \(9, 2\)$/);
    expect(() => encodePng(pixels, { palette: palette(13) })).toThrow(
      /^image\.data: expected indices below the palette's 13, got 13 at \(\d+, \d+\)$/,
    );
    expect(() => encodePng({ data: new Uint16Array(1), shape: [1, 1] }, { palette: palette(9) })).toThrow(TypeError);
    expect(() => encodePng({ data: new Uint8Array(3), shape: [1, 1, 3] }, { palette: palette(9) })).toThrow(TypeError);
    expect(() => encodePng(pixels, { palette: { data: new Float64Array(6), shape: [2, 3] } as never })).toThrow(
      /^palette\.data: /,
    );
  });
});
