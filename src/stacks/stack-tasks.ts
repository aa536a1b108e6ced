// What a thread does with a stack in a file. It keeps what it has measured, for other thresholds.

import { type NdArray, sliceAt } from "../base/ndarray.ts";
import { bytesOfBlob, NpyFile } from "../io/npy.ts";
import { npyParts } from "../io/npy-write.ts";
import type { Ndpeek } from "../ndimage/ndpeek.ts";
import { extentOf } from "../pictures/extent.ts";
import { imageShape, planeAt } from "../pictures/image-planes.ts";
import { filterImages, type ImageFilters, thresholdsOf } from "./measure-images.ts";
import { ValueIndex } from "./value-index.ts";

/** Images from `first` to before `end`. */
interface Images {
  readonly first: number;
  readonly end: number;
}

/** What a worker needs before any task. It reads the file itself. */
export interface StackSetup {
  readonly module: WebAssembly.Module;
  readonly file: Blob;
}

export type StackTask =
  /** The array in C order, as a .npy file. */
  | { readonly kind: "reorder" }
  | ({ readonly kind: "extent" } & Images)
  /** To be done once for an image: its values are kept. */
  | ({ readonly kind: "measure"; readonly filters: ImageFilters; readonly threshold: number | "otsu" } & Images)
  /** The areas of all images that this thread has measured. */
  | { readonly kind: "areas"; readonly threshold: number }
  | { readonly kind: "image"; readonly filters: ImageFilters; readonly row: number };

export interface MeasuredImages {
  readonly areas: Float64Array;
  readonly thresholds: Float64Array;
}

export interface StackResults {
  readonly reorder: Blob;
  /** The least and greatest finite value as images are shown; nothing where there is none. */
  readonly extent: readonly [low: number, high: number] | undefined;
  readonly measure: MeasuredImages;
  readonly areas: readonly { readonly first: number; readonly areas: Float64Array }[];
  readonly image: NdArray;
}

export type StackResult = StackResults[StackTask["kind"]];
export type ResultOf<Task extends StackTask> = StackResults[Task["kind"]];

export class StackWork {
  readonly #nd: Ndpeek;
  readonly #file: Promise<NpyFile>;
  readonly #kept: { readonly first: number; readonly index: ValueIndex }[] = [];

  constructor(nd: Ndpeek, file: Blob) {
    this.#nd = nd;
    this.#file = NpyFile.open(bytesOfBlob(file));
    // Whoever asks for a task hears of it.
    this.#file.catch(() => {});
  }

  async do<Task extends StackTask>(task: Task): Promise<ResultOf<Task>> {
    return (await this.#result(task)) as ResultOf<Task>;
  }

  async #result(task: StackTask): Promise<StackResult> {
    const file = await this.#file;
    if (task.kind === "reorder") return new Blob(npyParts(await file.read()));
    if (task.kind === "areas") {
      return this.#kept.map(({ first, index }) => ({ first, areas: index.areasAbove(task.threshold) }));
    }
    if (task.kind === "image") {
      return sliceAt(filterImages(this.#nd, await file.slice(task.row, task.row + 1), task.filters), 0);
    }
    const images = await file.slice(task.first, task.end);
    return task.kind === "extent" ? extentAsShown(images) : this.#measure(images, task);
  }

  #measure(stack: NdArray, { first, filters, threshold }: StackTask & { kind: "measure" }): MeasuredImages {
    const images = filterImages(this.#nd, stack, filters);
    const thresholds = thresholdsOf(this.#nd, images, threshold);
    const areas = this.#nd.areaAboveEach(images, thresholds);
    this.#kept.push({ first, index: new ValueIndex(images) });
    return { areas, thresholds };
  }
}

function extentAsShown(stack: NdArray): StackResults["extent"] {
  const [n = 0, ...axes] = stack.shape;
  const image = imageShape(axes, "stack", n);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < n; i++) {
    const part = extentOf(planeAt(stack, image, i).data);
    if (part.count > 0) [low, high] = [Math.min(low, part.low), Math.max(high, part.high)];
  }
  return low <= high ? [low, high] : undefined;
}
