// A row's recipe: what its images and areas are made from.

/** A blob in assembly/blob-space.ts: three coordinates and the size's index. */
export const BLOB_WORDS = 4;
export const BLOB_BYTES = 2 * BLOB_WORDS;
/** A row's places in the stream. */
export const PLACES_BYTES = 56;

export type ImageName = "image1" | "image2";

/** The recipes of rows, one after the other. */
export interface Recipes {
  readonly circles: Uint16Array;
  readonly squares: Uint16Array;
  readonly places: Uint8Array;
}

/** The recipes of rows from `start` to before `end`; nothing is copied. */
export const sliceRecipes = ({ circles, squares, places }: Recipes, start: number, end: number): Recipes => ({
  circles: circles.subarray(start * BLOB_WORDS, end * BLOB_WORDS),
  squares: squares.subarray(start * BLOB_WORDS, end * BLOB_WORDS),
  places: places.subarray(start * PLACES_BYTES, end * PLACES_BYTES),
});
