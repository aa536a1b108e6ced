// Rows of the tutorial's data set without their images: where the pixels lie and how large the blobs are, drawn from the stream as NumPy draws
// them, and how many pixels exceed a threshold.
import { BIN_BYTES, indexValues } from "./area-index";
import { drawsValues, paintsSquare, standAtWindow } from "./blob-images";
import { BLOB, Blobs, depthOf, findLines, GENERATOR, LAST, PLACES, windowValues } from "./blob-space";
import { countCircle } from "./circle";
import { F64 } from "./dtype";
import { boundedInteger } from "./integers";
import { nextDouble } from "./pcg64";
import { seedGenerator } from "./seed-sequence";
import { countAbove } from "./threshold";

function drawBlob(blobs: Blobs, rng: usize, sizes: i32, to: usize): void {
  for (let axis: usize = 0; axis < <usize>blobs.dims; axis++) store<u16>(to + (axis << 1), <u16>(<f64>blobs.n * nextDouble(rng)));
  store<u16>(to + LAST, <u16>boundedInteger(rng, <u64>(sizes - 1)));
}

/** Draws `count` circles one after the other. */
export function drawCircles(at: usize, rng: usize, count: i32, circles: usize): void {
  const blobs = changetype<Blobs>(at);
  for (const end = circles + <usize>count * BLOB; circles < end; circles += BLOB) drawBlob(blobs, rng, blobs.circleSizes, circles);
}

/** The shares of `count` circles' pixels above the threshold. False when memory is short. */
export function circleAreas(at: usize, circles: usize, count: i32, threshold: f64, areas: usize): bool {
  const blobs = changetype<Blobs>(at);
  for (let i = 0; i < count; i++, circles += BLOB, areas += 8) {
    if (!findLines(blobs, circles)) return false;
    store<f64>(areas, <f64>countCircle(blobs.lines, blobs.dims, blobs.n, threshold, blobs.scratch) / <f64>blobs.pixels);
  }
  return true;
}

/**
 * Draws `count` squares with their noise one after the other, and measures them: to `places` where they are in the stream, to `areas` their
 * shares above the threshold. With an index (see `indexValues`; `ends` is 0 without): to `least` and `ends` a row each, to `lows` all bytes, and to
 * `counts` how many a row has; a row that cannot be indexed has 0. False when memory is short.
 */
export function drawSquares(
  at: usize, rng: usize, count: i32, squares: usize, places: usize, threshold: f64, areas: usize,
  least: usize, ends: usize, lows: usize, counts: usize,
): bool {
  const blobs = changetype<Blobs>(at);
  for (let i = 0; i < count; i++, squares += BLOB, places += PLACES, areas += 8) {
    drawBlob(blobs, rng, blobs.squareSizes, squares);
    memory.copy(places, rng, GENERATOR);
    const above = measureSquare(blobs, rng, squares, places, true, threshold);
    if (above < 0 && !paintsSquare(blobs, squares, places)) return false;
    const exceeding = above < 0 ? countAbove(blobs.image, F64, blobs.pixels, threshold) : above;
    store<f64>(areas, <f64>exceeding / <f64>blobs.pixels);
    if (ends) {
      const values = above < 0 || windowValues(blobs, squares) > 0xffff ? 0 : windowValues(blobs, squares);
      if (values > 0) store<f64>(least, indexValues(blobs.plane, values, ends, lows, blobs.levels));
      store<u32>(counts, values);
      lows += <usize>values;
      least += 8;
      ends += BIN_BYTES;
      counts += 4;
    }
  }
  return true;
}

/** The shares of `count` squares above the threshold, their noise drawn again. False when memory is short. */
export function squareAreas(at: usize, squares: usize, places: usize, count: i32, threshold: f64, areas: usize): bool {
  const blobs = changetype<Blobs>(at);
  for (let i = 0; i < count; i++, squares += BLOB, places += PLACES, areas += 8) {
    standAtWindow(blobs, places);
    let above = measureSquare(blobs, blobs.again, squares, places, false, threshold);
    if (above < 0) {
      if (!paintsSquare(blobs, squares, places)) return false;
      above = countAbove(blobs.image, F64, blobs.pixels, threshold);
    }
    store<f64>(areas, <f64>above / <f64>blobs.pixels);
  }
  return true;
}

/** How many pixels of a square exceed the threshold, as `drawsValues` has them, or -1. */
function measureSquare(blobs: Blobs, rng: usize, square: usize, places: usize, whole: bool, threshold: f64): i32 {
  if (!drawsValues(blobs, rng, square, places, whole)) return -1;
  const values = windowValues(blobs, square);
  const depth = depthOf(blobs, square);
  const around = threshold < 0 ? blobs.pixels - depth * values : 0;
  return around + depth * countAbove(blobs.plane, F64, values, threshold);
}

/** Draws `count` group indices. */
export function drawGroups(rng: usize, groups: i32, count: i32, to: usize): void {
  for (const end = to + (<usize>count << 2); to < end; to += 4) store<u32>(to, <u32>boundedInteger(rng, <u64>(groups - 1)));
}

/**
 * Draws `count` rows from streams of their own, row `first` on: circle, square, group. `words` are the seed's `length` words, padded to four where
 * there are fewer, with room for one behind them. Results as of the functions above. False when memory is short.
 */
export function drawSpawned(
  at: usize, words: usize, length: i32, first: i32, count: i32, groups: i32, circles: usize, squares: usize, places: usize, threshold: f64,
  circleShares: usize, squareShares: usize, groupIndices: usize, least: usize, ends: usize, lows: usize, counts: usize,
): bool {
  const rng = changetype<Blobs>(at).rng;
  let done = true;
  for (let i: usize = 0; i < <usize>count && done; i++) {
    store<u32>(words + (<usize>length << 2), <u32>first + <u32>i);
    done = seedGenerator(rng, words, length + 1);
    drawCircles(at, rng, 1, circles + i * BLOB);
    const row = ends ? ends + i * BIN_BYTES : 0;
    done = done && drawSquares(
      at, rng, 1, squares + i * BLOB, places + i * PLACES, threshold, squareShares + (i << 3),
      least + (i << 3), row, lows, counts + (i << 2),
    );
    if (ends) lows += <usize>load<u32>(counts + (i << 2));
    drawGroups(rng, groups, 1, groupIndices + (i << 2));
  }
  return done && circleAreas(at, circles, count, threshold, circleShares);
}
