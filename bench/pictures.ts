import { generateBlobs, type ImageName, type Ndpeek } from "../src/index.ts";
import { type PngCase, SEED } from "./cases.ts";

const SIDE = 96;
const GAP = 10;

/** Of each picture, in pixels. */
export const PICTURE = { width: 2 * SIDE + GAP, height: SIDE } as const;
export const PIXELS = PICTURE.width * PICTURE.height;

/** The tutorial's two images with the white gap between them. */
function beside(left: Uint8Array, right: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(PIXELS).fill(255);
  for (let y = 0; y < SIDE; y++) {
    pixels.set(left.subarray(y * SIDE, (y + 1) * SIDE), y * PICTURE.width);
    pixels.set(right.subarray(y * SIDE, (y + 1) * SIDE), y * PICTURE.width + SIDE + GAP);
  }
  return pixels;
}

const SIDES: Readonly<Record<Exclude<PngCase["operation"], "noise">, readonly [ImageName, ImageName]>> = {
  smooth: ["image1", "image1"],
  row: ["image1", "image2"],
  noisy: ["image2", "image2"],
};

/** The images of a case, one after the other. */
export async function picturesOf(nd: Ndpeek, { operation, items }: PngCase): Promise<Uint8Array> {
  const all = new Uint8Array(items * PIXELS);
  if (operation === "noise") {
    const noise = nd.defaultRng(SEED).normal(128, 34, all.length);
    return nd.toGray8({ data: noise, shape: [all.length] }, { vmin: 0, vmax: 255 }).data;
  }
  const set = await generateBlobs({ rows: items + 1, workers: 0 });
  const grey = (row: number, name: ImageName) => nd.toGray8(set.image(row, name)).data;
  const [left, right] = SIDES[operation];
  for (let i = 0; i < items; i++) all.set(beside(grey(i, left), grey(left === right ? i + 1 : i, right)), i * PIXELS);
  set.close();
  return all;
}

/** The images apart. */
export const picturesIn = (all: Uint8Array): Uint8Array[] =>
  Array.from({ length: all.length / PIXELS }, (_, i) => all.slice(i * PIXELS, (i + 1) * PIXELS));
