import type { BlobRecipes } from "./blob-recipes.ts";
import { checkChoice, checkInteger, checkNumber, checkOptions, wrongKind } from "./checks.ts";
import { pngDataUri } from "./data-uri.ts";
import type { BlobPainter } from "./kernels/blob-painter.ts";
import type { NdArray } from "./ndarray.ts";
import type { BlobOptions, BlobSettings } from "./options.ts";
import { encodePng } from "./png.ts";
import { sideBySide } from "./tooltip-image.ts";

export type ImageName = "image1" | "image2";

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

/** The columns that are kept for every row. */
export interface BlobColumns {
  readonly group: readonly string[];
  readonly image1_area: Float64Array;
  readonly image2_area: Float64Array;
}

const IMAGE_LABELS: Readonly<Record<ImageName, string>> = { image1: "im1", image2: "im2" };
const IMAGE_NAMES: readonly ImageName[] = ["image1", "image2"];

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
  readonly options: Required<Omit<BlobOptions, "onProgress" | "signal" | "module" | "workers">>;
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
  /** Every row's areas at another threshold, exact: each image is painted again. */
  areas(threshold: number): { image1_area: Float64Array; image2_area: Float64Array };
  /** The rows from `start` to before `end`, as `Array.prototype.slice` counts. Rows of the result count from 0. */
  slice(start: number, end?: number): BlobSet;
  /** Lets go of the kernels and their memory; slices taken before keep theirs. */
  close(): void;
}

/** A set that paints its images from recipes. */
export class PaintedBlobSet implements BlobSet {
  readonly length: number;
  readonly options: BlobSettings;
  readonly columns: BlobColumns;
  readonly #recipes: BlobRecipes;
  #painter: BlobPainter | undefined;

  constructor(options: BlobSettings, columns: BlobColumns, recipes: BlobRecipes, painter: BlobPainter) {
    this.length = columns.group.length;
    this.options = options;
    this.columns = columns;
    this.#recipes = recipes;
    this.#painter = painter;
  }

  image(row: number, name: ImageName): NdArray<Float64Array> {
    const painter = this.#paint(checkInteger(row, "row", 0, this.length - 1), checkChoice(name, "name", IMAGE_NAMES));
    return { data: painter.copy(), shape: [...painter.shape] };
  }

  png(row: number, options?: ImageOptions): Uint8Array {
    checkInteger(row, "row", 0, this.length - 1);
    const { which = "both", labels = true } = checkOptions(options, "options", ["which", "labels"]);
    checkChoice(which, "which", ["both", ...IMAGE_NAMES]);
    if (typeof labels !== "boolean") throw wrongKind("labels", "true or false", labels);
    const names = which === "both" ? IMAGE_NAMES : [which];
    const images = names.map((name) => this.#paint(row, name).gray());
    const texts = labels ? names.map((name) => IMAGE_LABELS[name]) : undefined;
    return encodePng(sideBySide(images, this.options.width, texts));
  }

  dataUri(row: number, options?: ImageOptions): string {
    return pngDataUri(this.png(row, options));
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
    checkNumber(threshold, "threshold");
    const image1_area = new Float64Array(this.length);
    const image2_area = new Float64Array(this.length);
    for (let row = 0; row < this.length; row++) {
      image1_area[row] = this.#paint(row, "image1").area(threshold);
      image2_area[row] = this.#paint(row, "image2").area(threshold);
    }
    return { image1_area, image2_area };
  }

  slice(start: number, end: number = this.length): BlobSet {
    const from = this.#position(start, "start");
    const to = Math.max(from, this.#position(end, "end"));
    const columns = Object.freeze({
      group: Object.freeze(this.columns.group.slice(from, to)),
      image1_area: this.columns.image1_area.subarray(from, to),
      image2_area: this.columns.image2_area.subarray(from, to),
    });
    return new PaintedBlobSet(this.options, columns, this.#recipes.slice(from, to), this.#open());
  }

  close(): void {
    this.#painter = undefined;
  }

  #open(): BlobPainter {
    if (this.#painter === undefined) throw new Error("the set is closed");
    return this.#painter;
  }

  #paint(row: number, name: ImageName): BlobPainter {
    const painter = this.#open();
    if (name === "image1") {
      const { pixel, sigma } = this.#recipes.circle(row);
      painter.circle(pixel, sigma);
    } else {
      const { pixel, size, state } = this.#recipes.square(row);
      painter.square(pixel, size, this.options.square.mean, state);
    }
    return painter;
  }

  #position(index: number, name: string): number {
    checkInteger(index, name, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    return Math.min(this.length, Math.max(0, index < 0 ? index + this.length : index));
  }
}
