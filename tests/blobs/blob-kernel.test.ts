import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type BlobOptions, blobSettings } from "../../src/blobs/options.ts";
import { BlobKernel } from "../../src/blobs/rows/blob-kernel.ts";
import { BLOB_WORDS, PLACES_BYTES, sliceRecipes } from "../../src/blobs/rows/recipes.ts";
import type { BlobSettings } from "../../src/blobs/rows/settings.ts";
import { load, type NdArray, type Ndpeek } from "../../src/index.ts";
import { instantiate } from "../../src/kernels/source.ts";
import { sha256 } from "../golden/read.ts";

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

const kernelOf = async (settings: BlobSettings): Promise<BlobKernel> => new BlobKernel(await instantiate(), settings);

/** The image or volume with one pixel set. */
function onePixel(pixel: readonly number[], width: number): NdArray<Float64Array> {
  const shape = pixel.map(() => width);
  const data = new Float64Array(width ** pixel.length);
  data[pixel.reduce((at, x) => at * width + x, 0)] = 1;
  return { data, shape };
}

function overMaximum(data: Float64Array): Float64Array {
  const { 1: most } = nd.minMax({ data, shape: [data.length] });
  return data.map((x) => x / most);
}

/** All pixels of an image or volume. */
const positions = (width: number, dims: number): number[][] =>
  Array.from({ length: width ** dims }, (_, at) =>
    Array.from({ length: dims }, (_, axis) => Math.floor(at / width ** (dims - 1 - axis)) % width),
  );

const THRESHOLDS = [-0.5, -0, 0, 1e-300, 0.003, 0.25, 0.4, 0.9, 1 - 2 ** -53, 1, 1.5];

const share = (data: Float64Array, threshold: number): number => data.filter((x) => x > threshold).length / data.length;

describe("a circle without its image", () => {
  const sigmas = [0, 1e-16, 0.05, 0.3, 0.5, 0.9, 1.7, 3, 7, 20, 71];
  it.each([
    [1, 2],
    [2, 2],
    [3, 2],
    [5, 2],
    [8, 2],
    [13, 2],
    [1, 3],
    [2, 3],
    [5, 3],
  ] as const)("is the filtered pixel in every bit, for every pixel of width %i in %i dimensions", async (width, dims) => {
    const settings = blobSettings({
      width,
      dims,
      circle: { sizes: sigmas.map((sigma) => sigma / width).filter((s) => s <= 16) },
    });
    const { sampler, painter } = await kernelOf(settings);
    for (const [size, part] of settings.circle.sizes.entries()) {
      for (const pixel of positions(width, dims)) {
        const expected = overMaximum(nd.gaussianFilter(onePixel(pixel, width), part * width).data);
        const circles = Uint16Array.of(...pixel, ...new Array(BLOB_WORDS - 1 - dims).fill(0), size);
        const recipe = { circles, squares: new Uint16Array(BLOB_WORDS), places: new Uint8Array(PLACES_BYTES) };
        expect(sha256(painter.image(recipe, "image1"))).toBe(sha256(expected));
        for (const threshold of [...THRESHOLDS, expected[0]!, expected[expected.length >> 1]!]) {
          expect([threshold, sampler.circleAreas(circles, threshold)[0]]).toEqual([threshold, share(expected, threshold)]);
        }
      }
    }
  });

  it("of a large image is the filtered pixel too", async () => {
    const settings = blobSettings({ width: 301, circle: { sizes: [0.02, 0.15, 1.1] } });
    const { sampler, painter } = await kernelOf(settings);
    for (const [pixel, size] of [
      [[0, 300], 1],
      [[150, 2], 0],
      [[7, 77], 2],
    ] as const) {
      const expected = overMaximum(nd.gaussianFilter(onePixel(pixel, 301), settings.circle.sizes[size]! * 301).data);
      const circles = Uint16Array.of(...pixel, 0, size);
      const recipe = { circles, squares: new Uint16Array(BLOB_WORDS), places: new Uint8Array(PLACES_BYTES) };
      expect(sha256(painter.image(recipe, "image1"))).toBe(sha256(expected));
      for (const t of THRESHOLDS) expect(sampler.circleAreas(circles, t)[0]).toBe(share(expected, t));
    }
  });
});

describe("a square without its image", () => {
  /** The dense way, of the state that the row's noise begins with. */
  function dense(settings: BlobSettings, square: Uint16Array, places: Uint8Array): Float64Array {
    const { width, dims } = settings;
    const size = Math.trunc(settings.square.sizes[square[3]!]! * width);
    const pixel = onePixel([...square.subarray(0, dims)], width);
    const box = size > 1 ? nd.uniformFilter(pixel, size, { mode: "constant" }) : pixel;
    const rng = nd.defaultRng(0);
    const view = new DataView(places.buffer, places.byteOffset);
    const pair = (at: number) => view.getBigUint64(at, true) | (view.getBigUint64(at + 8, true) << 64n);
    rng.state = { state: pair(0), inc: pair(16), hasUint32: view.getUint32(32, true) !== 0, uinteger: view.getUint32(36, true) };
    const noise = rng.normal(settings.square.mean, 1, width * width);
    return overMaximum(box.data.map((x, i) => x * noise[i % noise.length]!));
  }

  const cases: BlobOptions[] = [
    { width: 1, rows: 30 },
    { width: 2, rows: 60, square: { sizes: [0, 0.5, 1, 1.5, 3] } },
    { width: 3, rows: 150, square: { sizes: [0.1, 0.4, 0.7, 1, 2] } },
    { width: 5, rows: 400, square: { sizes: [0.2, 0.4, 0.6, 0.8, 1], mean: 1 } },
    { width: 8, rows: 400, square: { sizes: [0.25, 0.5, 0.9, 1.2], mean: 0 } },
    { width: 6, rows: 200, square: { sizes: [0.5, 3], mean: -60 } },
    { width: 4, rows: 700, dims: 3, square: { sizes: [0.25, 0.5, 0.8, 1.3], mean: 0.5 } },
    { width: 3, rows: 300, dims: 3, square: { sizes: [0.4, 1], mean: -9 } },
    { width: 64, rows: 12, stream: "spawn" },
  ];
  it.each(cases)("is the box-filtered pixel times noise in every bit, at every pixel there is: %o", async (options) => {
    const settings = blobSettings({ threshold: 0.35, ...options });
    const { sampler, painter } = await kernelOf(settings);
    const state = sampler.seed();
    const { rows, stream } = settings;
    const drawn = stream === "spawn" ? sampler.drawSpawned(0, rows, false) : sampler.drawSquares(state, rows, false);
    const { squares, places, image2_area } = drawn;
    const seen = new Set<string>();
    const thresholds = THRESHOLDS.map((t) => [t, sampler.squareAreas({ squares, places }, t)] as const);
    for (let row = 0; row < rows; row++) {
      const recipe = sliceRecipes({ circles: squares, squares, places }, row, row + 1);
      const expected = dense(settings, recipe.squares, recipe.places);
      seen.add(recipe.squares.subarray(0, settings.dims).join());
      expect(sha256(painter.image(recipe, "image2"))).toBe(sha256(expected));
      expect(image2_area[row]).toBe(share(expected, settings.threshold));
      for (const [t, areas] of thresholds) expect([row, t, areas[row]]).toEqual([row, t, share(expected, t)]);
    }
    if (settings.width <= 5) expect(seen.size).toBe(settings.width ** settings.dims);
  });
});

describe("skipping draws", () => {
  it("leaves the stream where drawing them would, whatever their number", async () => {
    const { call, arena } = await instantiate();
    const rng = arena.alloc(40);
    const words = arena.copyIn(Uint32Array.of(7, 8, 9));
    const room = arena.alloc(8 * 50_000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000 }), fc.nat(2 ** 31), (n, seed) => {
        arena.write(words, Uint32Array.of(seed));
        call.seedGenerator(rng, words, 1);
        call.fillStandardNormal(rng, room, n);
        const drawn = arena.bytes(rng, 40).slice();
        call.seedGenerator(rng, words, 1);
        call.skipStandardNormal(rng, n);
        expect(arena.bytes(rng, 40).slice()).toEqual(drawn);
      }),
      { numRuns: 60 },
    );
  });
});
