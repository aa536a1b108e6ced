import { checkChoice, checkInteger, checkOptions, checkThreshold, wrongKind } from "../base/checks.ts";
import type { NdArray } from "../base/ndarray.ts";
import type { BlobOptions } from "./options.ts";
import type { BlobKernel } from "./rows/blob-kernel.ts";
import { dataUriOf, IMAGE_NAMES, type ImageName, type PictureMaker, pictureOf } from "./rows/blob-picture.ts";
import type { BlobRows } from "./rows/blob-rows.ts";
import type { BlobSettings } from "./rows/settings.ts";
import { squareAreas } from "./rows/square-areas.ts";

export type { ImageName } from "./rows/blob-picture.ts";

export interface ImageOptions {
  /** Both images with the tutorial's 10-pixel white gap between them (default), or one. */
  which?: "both" | ImageName;
  /** Draw "im1" and "im2" in a caption above the images (default), where the width has room for it; `false` gives the pixels alone. */
  labels?: boolean;
}

/** One row of the tutorial's table. `row` counts within its set. */
export interface BlobRow {
  row: number;
  group: string;
  image1_area: number;
  image2_area: number;
  /** Data URI of both images. */
  image?: string;
  image1_base64?: string;
  image2_base64?: string;
}

/** The columns that are kept for every row: the set's own, to be read. Those of a slice are views on them. */
export interface BlobColumns {
  readonly group: readonly string[];
  readonly image1_area: Float64Array;
  readonly image2_area: Float64Array;
}

/**
 * A generated data set. It keeps each row's recipe and areas and no pixels: images are recomputed exactly when asked for. After `close`
 * the columns stay and whatever needs pixels throws.
 *
 * @example
 * const set = await generateBlobs({ rows: 3 });
 * set.image(0, "image1").shape; // [96, 96]
 * set.close();
 */
export interface BlobSet {
  readonly length: number;
  /** The options that made the whole set, defaults filled in. */
  readonly options: Required<Omit<BlobOptions, "onProgress" | "onRows" | "signal" | "module" | "workers" | "pool" | "areaIndex">>;
  readonly columns: BlobColumns;
  /**
   * The row's image as doubles, `width` pixels a side, divided by its maximum as NumPy divides: where that is zero, 0 / 0 is NaN and a
   * negative pixel infinite, its sign that of the zero (+0 where one of the maxima is; NumPy's choice among zeros of both signs depends
   * on their order).
   */
  image(row: number, name: ImageName): NdArray<Float64Array>;
  /** The row's tooltip image as a grey PNG; of volumes the maximum projection. NaN and negative pixels are black. */
  png(row: number, options?: ImageOptions): Uint8Array;
  /** The same PNG as `data:image/png;base64,…`. */
  dataUri(row: number, options?: ImageOptions): string;
  /** The rows as objects; `images`: `"both"` adds `image`, `"single"` adds `image1_base64` and `image2_base64`. Default `"none"`. */
  rows(options?: { images?: "none" | "both" | "single"; labels?: boolean }): BlobRow[];
  /**
   * Every row's areas at another threshold, exact. With an index (`areaIndex`) a few microseconds a row; without, the noise of every square is
   * drawn again, some twenty.
   */
  areas(threshold: number): { image1_area: Float64Array; image2_area: Float64Array };
  /** The rows from `start` to before `end`, as `Array.prototype.slice` counts. Rows of the result count from 0. */
  slice(start: number, end?: number): BlobSet;
  /** Lets go of the kernels and their memory; slices taken before keep theirs. */
  close(): void;
}

let rowsOfSet: (set: BlobSet) => BlobRows | undefined;

/** What the set keeps of its rows; nothing where another copy of this library has made it. */
export const keptRows = (set: BlobSet): BlobRows | undefined => rowsOfSet(set);

/** The same of a set of this copy's. */
export const rowsOf = (set: BlobSet): BlobRows => rowsOfSet(set)!;

/** A set that paints its images from recipes. */
export class RecipeBlobSet implements BlobSet {
  readonly length: number;
  readonly options: BlobSettings;
  readonly columns: BlobColumns;
  readonly #rows: BlobRows;
  #kernel: BlobKernel | undefined;

  static {
    rowsOfSet = (set) => (#rows in set ? set.#rows : undefined);
  }

  constructor(options: BlobSettings, rows: BlobRows, kernel: BlobKernel) {
    this.length = rows.length;
    this.options = options;
    let names: readonly string[] | undefined;
    this.columns = Object.freeze({
      get group() {
        names ??= Object.freeze(Array.from(rows.groups, (index) => options.groups[index]!));
        return names;
      },
      image1_area: rows.image1_area,
      image2_area: rows.image2_area,
    });
    this.#rows = rows;
    this.#kernel = kernel;
  }

  image(row: number, name: ImageName): NdArray<Float64Array> {
    const recipe = this.#recipe(row);
    const kernel = this.#open();
    return { data: kernel.painter.image(recipe, checkChoice(name, "name", IMAGE_NAMES)), shape: [...kernel.shape] };
  }

  png(row: number, options?: ImageOptions): Uint8Array {
    return this.#picture(pictureOf, row, options);
  }

  dataUri(row: number, options?: ImageOptions): string {
    return this.#picture(dataUriOf, row, options);
  }

  #picture<T>(make: PictureMaker<T>, row: number, options: ImageOptions | undefined): T {
    const recipe = this.#recipe(row);
    const { which = "both", labels = true } = checkOptions(options, "options", ["which", "labels"]);
    checkChoice(which, "which", ["both", ...IMAGE_NAMES]);
    if (typeof labels !== "boolean") throw wrongKind("labels", "true or false", labels);
    return make(this.#open().painter, recipe, which, labels);
  }

  rows(options?: { images?: "none" | "both" | "single"; labels?: boolean }): BlobRow[] {
    const { images = "none", labels = true } = checkOptions(options, "options", ["images", "labels"]);
    checkChoice(images, "images", ["none", "both", "single"]);
    return Array.from({ length: this.length }, (_, row) => ({
      row,
      group: this.columns.group[row]!,
      image1_area: this.columns.image1_area[row]!,
      image2_area: this.columns.image2_area[row]!,
      ...(images === "both" && { image: this.dataUri(row, { labels }) }),
      ...(images === "single" && {
        image1_base64: this.dataUri(row, { which: "image1", labels }),
        image2_base64: this.dataUri(row, { which: "image2", labels }),
      }),
    }));
  }

  areas(threshold: number): { image1_area: Float64Array; image2_area: Float64Array } {
    checkThreshold(threshold);
    const { sampler } = this.#open();
    return {
      image1_area: sampler.circleAreas(this.#rows.recipes.circles, threshold),
      image2_area: squareAreas(this.#rows, sampler, threshold),
    };
  }

  slice(start: number, end: number = this.length): BlobSet {
    const from = this.#position(start, "start");
    const to = Math.max(from, this.#position(end, "end"));
    return new RecipeBlobSet(this.options, this.#rows.slice(from, to), this.#open());
  }

  close(): void {
    this.#kernel = undefined;
  }

  #open(): BlobKernel {
    if (this.#kernel === undefined) throw new Error("the set is closed");
    return this.#kernel;
  }

  #recipe(row: number) {
    checkInteger(row, "row", 0, this.length - 1);
    return this.#rows.recipesOf(row, row + 1);
  }

  #position(index: number, name: string): number {
    if (Math.abs(index) !== Number.POSITIVE_INFINITY) {
      checkInteger(index, name, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    }
    return Math.min(this.length, Math.max(0, index < 0 ? index + this.length : index));
  }
}
