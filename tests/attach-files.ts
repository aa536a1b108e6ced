// What the tests of attached pictures are made of: stacks as NumPy saves them, charts beside them, and the pictures read out of what is written.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PNG } from "pngjs";
import type { NdArray } from "../src/index.ts";
import { npyBytes, withHeader } from "./npy-bytes.ts";

export const SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";

/** Writes a text, bytes or JSON into the folder; the file's path. */
export function put(folder: string, name: string, content: string | Uint8Array | object): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  const isText = typeof content === "string" || content instanceof Uint8Array;
  writeFileSync(path, isText ? content : JSON.stringify(content));
  return path;
}

export const putStack = (folder: string, name: string, stack: NdArray): string => put(folder, name, npyBytes(stack));

/** A file of bytes under NumPy's description of them. */
export const putRaw = (
  folder: string,
  name: string,
  descr: string,
  shape: readonly number[],
  data: Uint8Array<ArrayBuffer>,
  fortran = false,
): string =>
  put(
    folder,
    name,
    withHeader(`{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': (${shape.join(", ")},), }`, data),
  );

/** Each image is like no other: its row is in its first pixels. */
export function distinctStack(images: number, height = 3, width = 4): NdArray<Uint8Array> {
  const size = height * width;
  const data = Uint8Array.from({ length: images * size }, (_, i) => (((i / size) | 0) * 7 + (i % size) * 11) & 255);
  for (let row = 0; row < images; row++) data.set([row & 255, row >> 8], row * size);
  return { data, shape: [images, height, width] };
}

export interface Pixels {
  width: number;
  height: number;
  /** RGBA. */
  data: Uint8Array;
}

/** A data URI's pixels, as another decoder has them. */
export function pixelsOf(uri: string): Pixels {
  const prefix = "data:image/png;base64,";
  if (!uri.startsWith(prefix)) throw new Error(`expected a PNG as a data URI, got ${uri.slice(0, 80)}`);
  const { width, height, data } = PNG.sync.read(Buffer.from(uri.slice(prefix.length), "base64"), { checkCRC: true });
  return { width, height, data: new Uint8Array(data) };
}

/** One channel's values, of pixels that are opaque. */
export const channelOf = ({ data }: Pixels, channel = 0): number[] =>
  Array.from({ length: data.length / 4 }, (_, i) => (data[4 * i + 3] === 255 ? data[4 * i + channel]! : -1));

/** The values of grey and opaque pixels, -1 for all others. */
export const greysOf = (pixels: Pixels): number[] => {
  const [red, green, blue] = [0, 1, 2].map((channel) => channelOf(pixels, channel)) as [number[], number[], number[]];
  return red.map((value, i) => (value === green[i] && value === blue[i] ? value : -1));
};

export const imageOf = ({ data, shape }: NdArray, row: number): number[] => {
  const size = data.length / shape[0]!;
  return [...data.subarray(row * size, (row + 1) * size)];
};

/** Points in a row that a pointer finds. */
export const points = (n: number, more: object = {}): object => ({
  $schema: SCHEMA,
  width: 300,
  height: 100,
  data: { values: Array.from({ length: n }, (_, i) => ({ id: i, x: i, y: i % 2, g: i % 2 ? "b" : "a" })) },
  mark: { type: "circle", size: 200, opacity: 1 },
  encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
  ...more,
});

/** All rows of a written spec that have a picture, in their order. */
export function pictureRows(spec: object): { row: Record<string, unknown>; image: string }[] {
  const found: { row: Record<string, unknown>; image: string }[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const inner of value) walk(inner);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    const row = value as Record<string, unknown>;
    if (typeof row.image === "string" && row.image.startsWith("data:")) found.push({ row, image: row.image });
    else for (const inner of Object.values(row)) walk(inner);
  };
  walk(spec);
  return found;
}
