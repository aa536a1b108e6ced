import type { BlobRows } from "./blob-rows.ts";
import type { BlobSampler } from "./blob-sampler.ts";
import { BLOB_WORDS, PLACES_BYTES } from "./recipes.ts";

/**
 * The squares' areas at a threshold: by the rows' index where it decides, else by drawing the window's noise again. A row that the index says
 * nothing of is undecided.
 */
export function squareAreas(rows: BlobRows, sampler: BlobSampler, threshold: number): Float64Array {
  if (!rows.isIndexed) return sampler.squareAreas(rows.recipes, threshold);
  const { pixels } = sampler;
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
  for (const [i, area] of drawnAgain(rows, sampler, undecided, threshold).entries()) areas[undecided[i]!] = area;
  return areas;
}

function drawnAgain({ recipes }: BlobRows, sampler: BlobSampler, rows: readonly number[], threshold: number): Float64Array {
  const squares = new Uint16Array(rows.length * BLOB_WORDS);
  const places = new Uint8Array(rows.length * PLACES_BYTES);
  for (const [i, row] of rows.entries()) {
    squares.set(recipes.squares.subarray(row * BLOB_WORDS, (row + 1) * BLOB_WORDS), i * BLOB_WORDS);
    places.set(recipes.places.subarray(row * PLACES_BYTES, (row + 1) * PLACES_BYTES), i * PLACES_BYTES);
  }
  return sampler.squareAreas({ squares, places }, threshold);
}
