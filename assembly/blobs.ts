// Rows of the tutorial's data set without their images: where the pixels lie and how large the blobs are, drawn from the stream as NumPy draws
// them, and how many pixels exceed a threshold.
import { BIN_BYTES, indexValues } from "./area-index";
import { drawsValues, paintsSquare, standAtWindow } from "./blob-images";
import { BLOB, Blobs, depthOf, findLines, GENERATOR, LAST, PLACES, windowValues } from "./blob-space";
import { countCircle } from "./circle";
import { F64 } from "./dtype";
import { boundedInteger } from "./integers";
import { nextDouble } from "./pcg64";
import { RowBuffers } from "./row-buffers";
import { seedGenerator } from "./seed-sequence";
import { countAbove } from "./threshold";

function drawBlob(blobs: Blobs, rng: usize, sizes: i32, to: usize): void {
  for (let axis: usize = 0; axis < <usize>blobs.dims; axis++) store<u16>(to + (axis << 1), <u16>(<f64>blobs.n * nextDouble(rng)));
  store<u16>(to + LAST, <u16>boundedInteger(rng, <u64>(sizes - 1)));
}

/** Draws `count` circles one after the other. */
export function drawCircles(at: usize, rowsAt: usize, count: i32): void {
  const blobs = changetype<Blobs>(at);
  const rows = changetype<RowBuffers>(rowsAt);
  for (let i: usize = 0; i < <usize>count; i++) drawBlob(blobs, rows.rng, blobs.circleSizes, rows.circles + i * BLOB);
}

/** The shares of `count` circles' pixels above the threshold. False when memory is short. */
export function circleAreas(at: usize, rowsAt: usize, count: i32, threshold: f64): bool {
  const blobs = changetype<Blobs>(at);
  const rows = changetype<RowBuffers>(rowsAt);
  for (let i: usize = 0; i < <usize>count; i++) {
    if (!findLines(blobs, rows.circles + i * BLOB)) return false;
    const above = countCircle(blobs.lines, blobs.dims, blobs.n, threshold, blobs.scratch);
    store<f64>(rows.circleAreas + (i << 3), <f64>above / <f64>blobs.pixels);
  }
  return true;
}

/**
 * Draws `count` squares with their noise one after the other: to `rows.places` where they are in
 * the stream, and to `rows.squareAreas` their shares above the threshold. `indexed` also fills the
 * index of areas. False when memory is short.
 */
export function drawSquares(at: usize, rowsAt: usize, count: i32, indexed: bool): bool {
  const blobs = changetype<Blobs>(at);
  const rows = changetype<RowBuffers>(rowsAt);
  let lows = indexed ? rows.lows : 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    const bytes = drawSquare(blobs, rows, i, lows);
    if (bytes < 0) return false;
    lows += <usize>bytes;
  }
  return true;
}

/**
 * Draws the square of row i and measures it. Unless `lows` is 0, the row's bytes of the index go
 * there. Returns how many these are, 0 for a row that cannot be indexed, -1 when memory is short.
 */
function drawSquare(blobs: Blobs, rows: RowBuffers, i: usize, lows: usize): i32 {
  const square = rows.squares + i * BLOB;
  const places = rows.places + i * PLACES;
  drawBlob(blobs, rows.rng, blobs.squareSizes, square);
  memory.copy(places, rows.rng, GENERATOR);
  const above = measureSquare(blobs, rows.rng, square, places, true, rows.threshold);
  if (above < 0 && !paintsSquare(blobs, square, places)) return -1;
  const exceeding = above < 0 ? countAbove(blobs.image, F64, blobs.pixels, rows.threshold) : above;
  store<f64>(rows.squareAreas + (i << 3), <f64>exceeding / <f64>blobs.pixels);
  if (!lows) return 0;
  const values = above < 0 || windowValues(blobs, square) > 0xffff ? 0 : windowValues(blobs, square);
  if (values > 0) {
    store<f64>(rows.least + (i << 3), indexValues(blobs.plane, values, rows.ends + i * BIN_BYTES, lows, blobs.levels));
  }
  store<u32>(rows.counts + (i << 2), values);
  return values;
}

/** The shares of `count` squares above the threshold, their noise drawn again. False when memory is short. */
export function squareAreas(at: usize, rowsAt: usize, count: i32, threshold: f64): bool {
  const blobs = changetype<Blobs>(at);
  const rows = changetype<RowBuffers>(rowsAt);
  for (let i: usize = 0; i < <usize>count; i++) {
    const square = rows.squares + i * BLOB;
    const places = rows.places + i * PLACES;
    standAtWindow(blobs, places);
    let above = measureSquare(blobs, blobs.again, square, places, false, threshold);
    if (above < 0) {
      if (!paintsSquare(blobs, square, places)) return false;
      above = countAbove(blobs.image, F64, blobs.pixels, threshold);
    }
    store<f64>(rows.squareAreas + (i << 3), <f64>above / <f64>blobs.pixels);
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
export function drawGroups(rowsAt: usize, count: i32): void {
  const rows = changetype<RowBuffers>(rowsAt);
  drawGroupsTo(rows.rng, rows.groupCount, rows.groups, count);
}

function drawGroupsTo(rng: usize, groups: i32, to: usize, count: i32): void {
  for (const end = to + (<usize>count << 2); to < end; to += 4) store<u32>(to, <u32>boundedInteger(rng, <u64>(groups - 1)));
}

/**
 * Draws `count` rows from streams of their own, row `first` on: circle, square, group, and both
 * areas. `indexed` also fills the index of areas. False when memory is short.
 */
export function drawSpawned(at: usize, rowsAt: usize, first: i32, count: i32, indexed: bool): bool {
  const blobs = changetype<Blobs>(at);
  const rows = changetype<RowBuffers>(rowsAt);
  const key = rows.seedWords + (<usize>rows.seedLength << 2);
  let lows = indexed ? rows.lows : 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    store<u32>(key, <u32>first + <u32>i);
    if (!seedGenerator(rows.rng, rows.seedWords, rows.seedLength + 1)) return false;
    drawBlob(blobs, rows.rng, blobs.circleSizes, rows.circles + i * BLOB);
    const bytes = drawSquare(blobs, rows, i, lows);
    if (bytes < 0) return false;
    lows += <usize>bytes;
    drawGroupsTo(rows.rng, rows.groupCount, rows.groups + (i << 2), 1);
  }
  return circleAreas(at, rowsAt, count, rows.threshold);
}
