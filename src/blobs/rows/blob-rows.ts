import { AreaIndex } from "./area-index.ts";
import type { DrawnRows } from "./blob-sampler.ts";
import { BLOB_WORDS, PLACES_BYTES, type Recipes, sliceRecipes } from "./recipes.ts";

/** Rows that were drawn together, and what answers for their areas. */
interface IndexedPart {
  readonly first: number;
  readonly index: AreaIndex;
}

/** What a set keeps of its rows: recipes, areas, groups; and an index for areas, part by part as it was made. No pixels. */
export class BlobRows {
  readonly length: number;
  readonly recipes: Recipes;
  readonly image1_area: Float64Array;
  readonly image2_area: Float64Array;
  readonly groups: Uint32Array;
  readonly #parts: IndexedPart[];
  /** Where these rows begin among those of the parts. */
  readonly #offset: number;

  private constructor(
    recipes: Recipes,
    areas: readonly [Float64Array, Float64Array],
    groups: Uint32Array,
    parts: IndexedPart[],
    offset: number,
  ) {
    this.length = groups.length;
    this.recipes = recipes;
    [this.image1_area, this.image2_area] = areas;
    this.groups = groups;
    this.#parts = parts;
    this.#offset = offset;
  }

  static empty(rows: number): BlobRows {
    const recipes = {
      circles: new Uint16Array(rows * BLOB_WORDS),
      squares: new Uint16Array(rows * BLOB_WORDS),
      places: new Uint8Array(rows * PLACES_BYTES),
    };
    return new BlobRows(recipes, [new Float64Array(rows), new Float64Array(rows)], new Uint32Array(rows), [], 0);
  }

  setCircles(first: number, circles: Uint16Array): void {
    this.recipes.circles.set(circles, first * BLOB_WORDS);
  }

  /** Parts may come in any order. */
  setDrawn(first: number, { circles, squares, places, image1_area, image2_area, index }: DrawnRows): void {
    this.setCircles(first, circles);
    this.recipes.squares.set(squares, first * BLOB_WORDS);
    this.recipes.places.set(places, first * PLACES_BYTES);
    this.image1_area.set(image1_area, first);
    this.image2_area.set(image2_area, first);
    if (!index) return;
    const at = this.#parts.findLastIndex((part) => part.first < first) + 1;
    this.#parts.splice(at, 0, { first, index: new AreaIndex(index) });
  }

  setGroups(first: number, groups: Uint32Array): void {
    this.groups.set(groups, first);
  }

  recipesOf(start: number, end: number): Recipes {
    return sliceRecipes(this.recipes, start, end);
  }

  /** Calls `visit` with each run of rows that one index answers for: the index, its row for the first of them, and the rows. */
  eachIndexed(visit: (index: AreaIndex, indexRow: number, start: number, end: number) => void): void {
    for (const [i, { first, index }] of this.#parts.entries()) {
      const start = Math.max(0, first - this.#offset);
      const end = Math.min(this.length, (this.#parts[i + 1]?.first ?? Number.POSITIVE_INFINITY) - this.#offset);
      if (start < end) visit(index, start + this.#offset - first, start, end);
    }
  }

  get isIndexed(): boolean {
    return this.#parts.length > 0;
  }

  /** The same rows from `start` to before `end`; nothing is copied. */
  slice(start: number, end: number): BlobRows {
    const areas = [this.image1_area.subarray(start, end), this.image2_area.subarray(start, end)] as const;
    return new BlobRows(this.recipesOf(start, end), areas, this.groups.subarray(start, end), this.#parts, this.#offset + start);
  }
}
