import { PNG } from "pngjs";
import { beforeAll, describe, expect, it } from "vitest";
import { sliceAt } from "../../src/base/ndarray.ts";
import { load, type NdArray, type Ndpeek } from "../../src/index.ts";
import { colourMap } from "../../src/pictures/colour-maps.ts";
import { extentOf } from "../../src/pictures/extent.ts";
import { percentilesOf } from "../../src/pictures/percentile.ts";
import type { PixelOptions } from "../../src/pictures/pixel-options.ts";
import { type ImageSource, type RowPictureOptions, rowPictures } from "../../src/pictures/row-images.ts";
import { arrayOf, type Dtype } from "../golden/input.ts";
import { type Digest, difference, golden, sha256 } from "../golden/read.ts";

interface PictureCase {
  dtype: Dtype;
  shape: number[];
  seed: number;
  low: number;
  high: number;
  poison: [number, string][];
  options: PixelOptions;
  rgba: (Digest & { shape: number[] })[];
}

interface PercentileCase {
  dtype: Dtype;
  n: number;
  seed: number;
  kind: "even" | "skewed" | "levels";
  low: number;
  high: number;
  at: number[];
  percentiles: number[];
}

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

const elementsOf = (dtype: Dtype, values: Float64Array) =>
  arrayOf(dtype).from(dtype.startsWith("f") ? values : values.map(Math.floor));

/** As `source` of tests/golden/pictures.py. */
function made({ dtype, shape, seed, low, high, poison }: PictureCase): NdArray {
  const n = shape.reduce((product, length) => product * length, 1);
  const random = nd.defaultRng(seed).random(n);
  const data = elementsOf(
    dtype,
    random.map((u) => low + u * (high - low)),
  );
  for (const [at, value] of poison) data[at] = Number(value);
  return { data, shape };
}

/** RGBA as another decoder reads them. */
function decoded(png: Uint8Array): { width: number; height: number; data: Uint8Array } {
  const { width, height, data } = PNG.sync.read(Buffer.from(png), { checkCRC: true });
  return { width, height, data: new Uint8Array(data) };
}

const pngAt = (source: ImageSource, options: RowPictureOptions = {}, row = 0): Uint8Array =>
  rowPictures([source], options).png(row) as Uint8Array;

const pixelsAt = (source: ImageSource, options: RowPictureOptions = {}, row = 0) => decoded(pngAt(source, options, row));

const lineOf = (...values: number[]): NdArray<Float64Array> => ({
  data: Float64Array.from(values),
  shape: [1, 1, values.length],
});

/** PNG 11.2.1: 0 grey, 2 RGB, 3 indexed, 6 RGBA. */
const colourType = (png: Uint8Array): number => png[25]!;

describe("a stack's pictures", () => {
  it("have matplotlib's colours, for every map, element type, range, percentile, gamma, shape and width", () => {
    const wrong = golden<PictureCase>("pictures").flatMap((one) => {
      const pictures = rowPictures([made(one)], one.options);
      return one.rgba.flatMap((expected, row) => {
        const { width, height, data } = decoded(pictures.png(row) as Uint8Array);
        const text = `${one.dtype} ${one.shape} ${JSON.stringify(one.options)} [${row}]`;
        const [h, w] = expected.shape;
        if (h !== height || w !== width) return [`${text}: ${height} × ${width}, expected ${h} × ${w}`];
        const found = difference(data, expected);
        return found ? [`${text}: ${found}`] : [];
      });
    });
    expect(wrong).toEqual([]);
  });

  it("of 64-bit integers are those of other integers: values, colours as bytes, enlarged and reduced", () => {
    const values = nd.defaultRng(8).integers(-20, 280, 2 * 6 * 8 * 3);
    for (const shape of [
      [2, 6, 8, 3],
      [2, 18, 8],
      [6, 3, 4, 4],
      [2, 6, 3, 8],
    ]) {
      const narrow = { data: Int32Array.from(values), shape };
      const wide: NdArray = { data: values, shape, dtype: "int64" };
      for (const options of [{}, { imageWidth: 3 }, { imageWidth: 16 }, { percentile: [5, 95] }, { range: "image" }] as const) {
        expect(pngAt(wide, options, 1)).toEqual(pngAt(narrow, options, 1));
        const image = (row: number) => sliceAt(wide, row);
        expect(pngAt({ length: shape[0]!, image }, options, 1)).toEqual(
          pngAt({ length: shape[0]!, image: (row) => sliceAt(narrow, row) }, options, 1),
        );
      }
    }
  });

  it("are refused for elements that their dtype does not have", () => {
    const half: NdArray = { data: Float64Array.of(1, 0.5), shape: [1, 1, 2], dtype: "int64" };
    const message = (name: string) =>
      `${name}.data: expected integers from -2^53 to 2^53 for dtype int64, got 0.5 at flat index 1`;
    expect(() => pngAt(half)).toThrow(message("source"));
    expect(() => pngAt({ length: 1, image: () => sliceAt(half, 0) })).toThrow(message("source.image(0)"));
  });

  it("are the same from a function that gives the images, at once or later, each with its own range", async () => {
    const one = golden<PictureCase>("pictures").find(({ options }) => options.range === "image")!;
    const { data, shape } = made(one);
    const [length = 0, ...axes] = shape;
    const size = data.length / length;
    const image = (row: number) => ({ data: data.subarray(row * size, (row + 1) * size), shape: axes });
    const whole = rowPictures([{ data, shape }], one.options);
    expect(rowPictures([{ length, image }], { ...one.options }).png(1)).toEqual(whole.png(1));
    const later = rowPictures([{ length, image: async (row: number) => image(row) }], one.options).png(1);
    expect(later).toBeInstanceOf(Promise);
    expect(await later).toEqual(whole.png(1));
  });

  it("are of the subarray that is given, which stays as it is", () => {
    const data = Float32Array.from({ length: 40 }, (_, i) => Math.sin(i));
    const before = data.slice();
    const within = { data: data.subarray(4, 34), shape: [2, 3, 5] };
    expect(pngAt(within, {}, 1)).toEqual(pngAt({ data: data.slice(4, 34), shape: [2, 3, 5] }, {}, 1));
    expect(data).toEqual(before);
  });

  it("have the bytes of a Uint8Array as they are, until something is said about the range", () => {
    const stack = { data: Uint8Array.from({ length: 256 }, (_, i) => i), shape: [1, 16, 16] };
    const greys = (options: PixelOptions) => [...pixelsAt(stack, options).data].filter((_, i) => i % 4 === 0);
    expect(greys({})).toEqual([...stack.data]);
    const few = { data: Uint8Array.of(10, 20), shape: [1, 1, 2] };
    expect([...pixelsAt(few).data]).toEqual([10, 10, 10, 255, 20, 20, 20, 255]);
    for (const options of [{ range: "stack" }, { range: "image" }, { percentile: [0, 100] }] as const) {
      expect([...pixelsAt(few, options).data]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
    }
  });

  it("of one value are of the lowest colour, as matplotlib's; what is beyond a given end is of the end's colour", () => {
    const low = [68, 1, 84, 255];
    const high = [253, 231, 36, 255];
    expect([...pixelsAt(lineOf(7, 7), { cmap: "viridis" }).data]).toEqual([...low, ...low]);
    expect([...pixelsAt(lineOf(7, 8), { cmap: "viridis", vmin: 9 }).data]).toEqual([...low, ...low]);
    expect([...pixelsAt(lineOf(7, 8), { cmap: "viridis", vmax: 3 }).data]).toEqual([...high, ...high]);
    expect([...pixelsAt(lineOf(1e308, -1e308, 0), { cmap: "gray" }).data].filter((_, i) => i % 4 === 0)).toEqual([255, 0, 128]);
  });

  it("show NaN in a colour that the map has not, and infinities as the ends", () => {
    const stack = lineOf(Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 1);
    for (const cmap of ["gray", "viridis", "magma", "cividis"] as const) {
      const { data } = pixelsAt(stack, { cmap });
      const pixel = (i: number) => [...data.subarray(4 * i, 4 * i + 4)];
      expect(pixel(0)).toEqual(cmap === "magma" ? [0, 255, 255, 255] : [255, 0, 255, 255]);
      expect(pixel(1)).toEqual(pixel(3));
      expect(pixel(2)).toEqual(pixel(4));
      const own = Array.from({ length: 256 }, (_, level) => [...colourMap(cmap).table.subarray(3 * level, 3 * level + 3), 255]);
      expect(own).not.toContainEqual(pixel(0));
    }
    const nothing = lineOf(Number.NaN, Number.NaN);
    expect([...pixelsAt(nothing).data]).toEqual([255, 0, 255, 255, 255, 0, 255, 255]);
  });

  it("with all 256 levels, NaN, a gap and captions are indexed, and no channel is off by more than one", () => {
    const ramp = { data: Float64Array.from({ length: 64 * 64 }, (_, i) => i), shape: [1, 64, 64] };
    ramp.data[9] = Number.NaN;
    for (const cmap of ["gray", "viridis", "magma", "cividis"] as const) {
      const png = rowPictures([ramp, ramp], { cmap, labels: ["a", "b"] }).png(0) as Uint8Array;
      expect(colourType(png)).toBe(3);
      const { data, width, height } = decoded(png);
      const { table } = colourMap(cmap);
      let off = 0;
      for (let i = 0; i < 64 * 64; i++) {
        const level = Math.min(255, Math.floor((i / 4095) * 256));
        const at = 4 * ((height - 64 + Math.floor(i / 64)) * width + (i % 64));
        const expected = i === 9 ? [...colourMap(cmap).table.subarray(768, 771)] : table.subarray(3 * level, 3 * level + 3);
        let changed = 0;
        for (let c = 0; c < 3; c++) changed = Math.max(changed, Math.abs(data[at + c]! - expected[c]!));
        expect(changed).toBeLessThanOrEqual(1);
        off += changed > 0 ? 1 : 0;
      }
      // A level is sixteen pixels.
      expect(off).toBeLessThanOrEqual({ gray: 1, viridis: 1, magma: 3, cividis: 0 }[cmap] * 16);
    }
  });

  it("are grey PNGs in gray, without NaN, and with a palette of no more than what is there in other maps", () => {
    const stack = lineOf(0, 1, 2, 2);
    expect(colourType(pngAt(stack))).toBe(0);
    const png = Buffer.from(pngAt(stack, { cmap: "viridis" }));
    expect(colourType(png)).toBe(3);
    expect(png.readUInt32BE(png.indexOf("PLTE") - 4)).toBe(9);
    expect(colourType(pngAt({ data: new Float32Array(12), shape: [1, 2, 2, 3] }))).toBe(2);
    expect(colourType(pngAt({ data: new Float32Array(16), shape: [1, 2, 2, 4] }))).toBe(6);
  });
});

describe("a row's pictures", () => {
  const square = (value: number, width: number): NdArray => ({
    data: new Uint8Array(width * width).fill(value),
    shape: [1, width, width],
  });

  it("stand side by side, 10 white pixels between them, under captions that cover none of their pixels", () => {
    const { width, height, data } = pixelsAtRow([square(9, 40), square(99, 30)], { labels: ["left", "right"] });
    expect([width, height]).toEqual([80, 53]);
    const at = (x: number, y: number) => data[4 * (y * width + x)]!;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (y < 13) expect([0, 255]).toContain(at(x, y));
        else if (x < 40) expect(at(x, y)).toBe(9);
        else if (x < 50) expect(at(x, y)).toBe(255);
        else expect(at(x, y)).toBe(y < 43 ? 99 : 255);
      }
    }
    const ink = (from: number, to: number) =>
      data.filter((v, i) => i % 4 === 0 && v === 0 && (i / 4) % 80 >= from && (i / 4) % 80 < to).length;
    expect(ink(0, 40)).toBeGreaterThan(15);
    expect(ink(40, 50)).toBe(0);
    expect(ink(50, 80)).toBeGreaterThan(15);
  });

  const pixelsAtRow = (sources: readonly ImageSource[], options: RowPictureOptions = {}) =>
    decoded(rowPictures(sources, options).png(0) as Uint8Array);

  it("have captions that are cut where they do not fit, and none where no letter does", () => {
    expect(pixelsAtRow([square(9, 40), square(9, 40)], { labels: ["a very long name", "a very long one"] })).toEqual(
      pixelsAtRow([square(9, 40), square(9, 40)], { labels: ["a very l…", "a very l…"] }),
    );
    expect(pixelsAtRow([square(9, 4)], { labels: ["a"] }).height).toBe(4);
  });

  it("have captions whose accents may be left out, and boxes for letters that are not there", () => {
    const caption = (text: string) => sha256(pixelsAtRow([square(9, 60)], { labels: [text] }).data);
    expect(caption("ž")).toBe(caption("z"));
    expect(caption("é")).not.toBe(caption("e"));
    expect(caption("µ")).not.toBe(caption("図"));
    expect(caption("図")).toBe(caption("漢"));
    expect(caption("e\u0301")).toBe(caption("é"));
  });

  it("are of colours as soon as one of them is, with the maps' colours as they were", () => {
    const rgba = { data: Uint8Array.of(1, 2, 3, 4), shape: [1, 1, 1, 4] };
    const rgb = { data: Uint8Array.of(5, 6, 7), shape: [1, 1, 1, 3] };
    const { data } = pixelsAtRow([rgba, lineOf(3), rgb], { cmap: "magma" });
    const pixel = (x: number) => [...data.subarray(4 * x, 4 * x + 4)];
    expect([pixel(0), pixel(5), pixel(11), pixel(22)]).toEqual([
      [1, 2, 3, 4],
      [255, 255, 255, 255],
      [0, 0, 3, 255],
      [5, 6, 7, 255],
    ]);
    const opaque = rowPictures([rgb, lineOf(3)], {}).png(0) as Uint8Array;
    expect(colourType(opaque)).toBe(2);
  });

  it("apart have no captions, but their labels and sizes", () => {
    const pictures = rowPictures([square(9, 4), square(5, 3)], { labels: ["a", "b"], imageWidth: 8 }).pictures(0);
    expect(pictures).toMatchObject([
      { label: "a", width: 8, height: 8 },
      { label: "b", width: 8, height: 8 },
    ]);
    for (const { png, width } of pictures as { png: Uint8Array; width: number }[]) expect(decoded(png).width).toBe(width);
  });
});

describe("percentiles", () => {
  it.each(golden<PercentileCase>("percentiles"))("of $n $kind $dtype are np.percentile's bit for bit", (one) => {
    const { dtype, n, seed, kind, low, high, at, percentiles } = one;
    const shares = nd
      .defaultRng(seed)
      .random(n)
      .map((u) => {
        if (kind === "even") return u;
        return kind === "skewed" ? u * u * (u * u) * (u * u * (u * u)) : Math.floor(u * 7) / 7;
      });
    const values = elementsOf(
      dtype,
      shares.map((w) => low + w * (high - low)),
    );
    expect(percentilesOf(values, extentOf(values), at)).toEqual(percentiles);
  });

  it("pass over what is not finite, whatever the scale", () => {
    const n = 30_000;
    for (const scale of [1, 1.7e308, 5e-324 * 3, 1e-300]) {
      const data = Float64Array.from({ length: n }, (_, i) => (((i * 7919) % n) / n - 0.5) * 2 * scale);
      const sorted = data.slice().sort();
      for (let i = 0; i < 99; i += 3)
        data[i * 100] = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][(i % 9) / 3]!;
      const finite = data.filter(Number.isFinite).sort();
      const ranks = [0, 100];
      expect(percentilesOf(data, extentOf(data), ranks)).toEqual([finite[0], finite.at(-1)]);
      const middle = percentilesOf(data, extentOf(data), [50])[0]!;
      expect(middle).toBeGreaterThanOrEqual(sorted[n / 2 - 200]!);
      expect(middle).toBeLessThanOrEqual(sorted[n / 2 + 200]!);
    }
  });
});
