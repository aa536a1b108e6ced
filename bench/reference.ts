import type { NdArray } from "../src/base/ndarray.ts";
import { type Mode as Border, generateBlobs, type Ndpeek } from "../src/index.ts";
import { type BenchCase, type FilterCase, type ImageCase, SEED } from "./cases.ts";
import type { Reference, Task } from "./entry.ts";
import { picturesOf } from "./pictures.ts";
import { AREAS_AT, areasOf, tableOf } from "./tables.ts";

/** The image or stack that a case filters, uniform on [0, 1); bytes are 256 times as much, truncated. */
export function inputOf(nd: Ndpeek, { width, dtype, images }: ImageCase): NdArray {
  const doubles = nd.defaultRng(SEED).random((images ?? 1) * width * width);
  const shape = images === undefined ? [width, width] : [images, width, width];
  if (dtype === "u8") return { data: Uint8Array.from(doubles, (value) => 256 * value), shape };
  return { data: dtype === "f32" ? Float32Array.from(doubles) : doubles, shape };
}

/** A filter's result in SciPy's arithmetic, with a case's options. */
export function filtered(nd: Ndpeek, one: FilterCase, input: NdArray, options: object): NdArray {
  const chosen = one.images === undefined ? options : { ...options, axes: [1, 2] };
  return one.kernel === "gaussian" ? nd.gaussianFilter(input, one.sigma, chosen) : nd.uniformFilter(input, one.size, chosen);
}

async function tableRows(rows: number): Promise<Float64Array> {
  const set = await generateBlobs({ rows, workers: 0, areaIndex: false });
  try {
    return tableOf(set);
  } finally {
    set.close();
  }
}

async function expectedOf(nd: Ndpeek, one: BenchCase, input: NdArray | undefined): Promise<Task["expected"]> {
  switch (one.kernel) {
    case "gaussian":
    case "box":
      return filtered(nd, one, input!, {}).data as Task["expected"];
    case "threshold": {
      if (one.operation === "mask") return nd.mask(input!, one.threshold).data;
      return one.images === undefined
        ? Float64Array.of(nd.areaAbove(input!, one.threshold))
        : nd.areaAboveEach(input!, one.threshold);
    }
    case "random":
      return one.operation === "normal" ? nd.defaultRng(SEED).standardNormal(one.items) : nd.defaultRng(SEED).random(one.items);
    case "png":
      return picturesOf(nd, one);
    case "rows":
      // The circles come first in the stream: those of a short table are those of a long one.
      if (one.operation === "lengths") return (await tableRows(one.items)).slice(0, one.items);
      if (one.operation === "areas") return areasOf(one.items, AREAS_AT);
      return tableRows(one.items);
    case "program":
      return tableRows(one.items);
    case "page":
      return tableRows(one.rows);
    case "pool": {
      const set = await generateBlobs({ rows: one.items, stream: "spawn", workers: 0, areaIndex: false });
      const values = tableOf(set);
      set.close();
      return values;
    }
  }
}

/** The input and the exact result of a case. */
export async function taskOf(nd: Ndpeek, one: BenchCase): Promise<Task> {
  const input = "width" in one ? inputOf(nd, one) : undefined;
  return { input, expected: await expectedOf(nd, one, input) };
}

const largest = (values: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
};

export function referenceOf(nd: Ndpeek, one: BenchCase, { input, expected }: Task): Reference {
  const others = new Map<Border, ArrayLike<number>>();
  return {
    expected,
    scale: largest(one.kernel === "threshold" ? [1] : (input?.data ?? expected)),
    inBorder(border) {
      const known = others.get(border) ?? filtered(nd, one as FilterCase, input!, { mode: border }).data;
      others.set(border, known);
      return known;
    },
  };
}
