import { base64 } from "../../kernels/base64.ts";
import type { Address } from "../../kernels/exports.ts";
import { AROUND, PngEncoder } from "../../kernels/png-encoder.ts";
import type { BlobSpace } from "./blob-space.ts";
import { BLOB_BYTES, type ImageName, PLACES_BYTES, type Recipes } from "./recipes.ts";
import { emptySheet, type Sheet } from "./tooltip-image.ts";

const IMAGE_LABELS: Readonly<Record<ImageName, string>> = { image1: "im1", image2: "im2" };

/** A sheet in the kernels' memory, which stays there for the next picture. */
interface PlacedSheet {
  readonly sheet: Sheet;
  readonly at: Address;
}

/** Paints the images of rows from their recipes. */
export class BlobPainter {
  readonly #space: BlobSpace;
  readonly #sheets = new Map<string, PlacedSheet>();
  #projection: Address | undefined;
  #encoder: PngEncoder | undefined;

  constructor(space: BlobSpace) {
    this.#space = space;
  }

  /** The image or volume of a recipe's first row. */
  image(recipe: Recipes, name: ImageName): Float64Array {
    const { kernels, pixels } = this.#space;
    const at = this.#paint(recipe, name);
    return kernels.arena.doubles(at, pixels).slice();
  }

  /**
   * A gray PNG of the images of a recipe's first row, side by side, with their labels or not: 0
   * to 1 becomes 0 to 255, saturated. A volume is shown as its maximum
   * projection along the first axis.
   */
  picture(recipe: Recipes, names: readonly ImageName[], labels: boolean): Uint8Array {
    const { sheet, at } = this.#sheet(names, labels);
    for (const [i, name] of names.entries()) this.#drawGray(recipe, name, at + sheet.places[i]!, sheet.width);
    this.#encoder ??= new PngEncoder(this.#space.kernels);
    // In such images the far matches are always worth it.
    return this.#encoder.encodeAt(at, sheet.width, sheet.height, "far");
  }

  /** The bytes in base64, in ASCII. */
  base64(bytes: Uint8Array): Uint8Array {
    return base64(this.#space.kernels, bytes);
  }

  #sheet(names: readonly ImageName[], labels: boolean): PlacedSheet {
    const key = `${names} ${labels}`;
    let known = this.#sheets.get(key);
    if (known === undefined) {
      const { kernels, settings } = this.#space;
      const sheet = emptySheet(names.length, settings.width, labels ? names.map((name) => IMAGE_LABELS[name]) : undefined);
      known = { sheet, at: kernels.arena.alloc(sheet.data.length + 2 * AROUND) + AROUND };
      kernels.arena.write(known.at, sheet.data);
      this.#sheets.set(key, known);
    }
    return known;
  }

  /** An image's rows, `stride` bytes apart. */
  #drawGray(recipe: Recipes, name: ImageName, to: Address, stride: number): void {
    const { kernels, settings, blobs, buffers, plane } = this.#space;
    const { call, arena } = kernels;
    const { width, dims } = settings;
    if (name === "image2") {
      this.#writeSquare(recipe);
      if (call.squareGray(blobs, buffers.fields.squares, buffers.fields.places, to, stride)) return;
    }
    let at = this.#paint(recipe, name);
    if (dims === 3) {
      this.#projection ??= arena.alloc(8 * plane);
      call.projectMaximum(at, width, plane, this.#projection);
      at = this.#projection;
    }
    call.grayRows(at, width, width, to, stride);
  }

  #paint(recipe: Recipes, name: ImageName): Address {
    const { kernels, blobs, buffers } = this.#space;
    const { call, arena } = kernels;
    const { circles, squares, places } = buffers.fields;
    if (name === "image1") {
      arena.write(circles, recipe.circles, 0, BLOB_BYTES);
      return arena.require(call.circleImage(blobs, circles));
    }
    this.#writeSquare(recipe);
    return arena.require(call.squareImage(blobs, squares, places));
  }

  #writeSquare({ squares, places }: Recipes): void {
    const { kernels, buffers } = this.#space;
    kernels.arena.write(buffers.fields.squares, squares, 0, BLOB_BYTES);
    kernels.arena.write(buffers.fields.places, places, 0, PLACES_BYTES);
  }
}
