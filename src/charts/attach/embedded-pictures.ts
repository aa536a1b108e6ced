import type { RowPictures } from "../../pictures/row-images.ts";
import { pngDataUri } from "../../png/png.ts";
import { pngHeadSize } from "../../png/png-head.ts";
import { NO_SIZE, type Pictures } from "./placement.ts";

/** The pictures as a chart holds them; each is made once. */
export class EmbeddedPictures implements Pictures {
  readonly length: number;
  readonly #source: RowPictures;
  readonly #uris = new Map<number, string>();

  constructor(source: RowPictures) {
    this.length = source.length;
    this.#source = source;
  }

  #png(row: number): Uint8Array {
    const png = this.#source.png(row);
    if (png instanceof Uint8Array) return png;
    png.catch(() => {});
    throw new TypeError('source: its images come as promises, for which only images: "hover" can wait');
  }

  uri(row: number): string {
    const known = this.#uris.get(row);
    if (known !== undefined) return known;
    const uri = pngDataUri(this.#png(row));
    this.#uris.set(row, uri);
    return uri;
  }

  /** Of the first one: those of a stack are of one size. */
  get size(): { width: number; height: number } {
    return this.length === 0 ? NO_SIZE : pngHeadSize(this.#png(0))!;
  }
}
