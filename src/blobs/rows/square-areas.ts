import { BLOB_WORDS, type BlobKernel, PLACES_BYTES } from "./blob-kernel.ts";
import type { BlobRows } from "./blob-rows.ts";

/**
 * The squares' areas at a threshold: by the rows' index where it decides, else by drawing the window's noise again. A row that the index says
 * nothing of is undecided.
 */
export function squareAreas(rows: BlobRows, kernel: BlobKernel, threshold: number): Float64Array {
  if (!rows.isIndexed) return kernel.squareAreas(rows.recipes, threshold);
  const pixels = kernel.shape.reduce((product, length) => product * length, 1);
  const areas = new Float64Array(rows.length);
  const undecided: number[] = [];
  rows.eachIndexed((index, indexRow, start, end) => {
    for (let row = start, at = indexRow; row < end; row++, at++) {
      const values = index.values(at);
      const above = values === 0 ? undefined : index.above(at, threshold);
      // Around its window a square is zero.
      if (above === undefined) undecided.push(row);
      else areas[row] = (above + (threshold < 0 ? pixels - values : 0)) / pixels;
    }
  });
  for (const [i, area] of drawnAgain(rows, kernel, undecided, threshold).entries()) areas[undecided[i]!] = area;
  return areas;
}

function drawnAgain({ recipes }: BlobRows, kernel: BlobKernel, rows: readonly number[], threshold: number): Float64Array {
  const squares = new Uint16Array(rows.length * BLOB_WORDS);
  const places = new Uint8Array(rows.length * PLACES_BYTES);
  for (const [i, row] of rows.entries()) {
    squares.set(recipes.squares.subarray(row * BLOB_WORDS, (row + 1) * BLOB_WORDS), i * BLOB_WORDS);
    places.set(recipes.places.subarray(row * PLACES_BYTES, (row + 1) * PLACES_BYTES), i * PLACES_BYTES);
  }
  return kernel.squareAreas({ squares, places }, threshold);
}
