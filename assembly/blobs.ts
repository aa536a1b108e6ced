// Rows of the tutorial's data set without their images: where the pixels lie and how large the blobs are, drawn from the stream as NumPy draws
// them, and how many pixels exceed a threshold. A blob is four u16: the pixel's coordinates (two or three) and, last, the index of its size. A row's
// places in the stream are 56 bytes: the generator where its noise begins (40), and the state, less its increment, where the window's rows begin.
import { BIN_BYTES, indexValues } from "./area-index";
import { countCircle, paintCircle } from "./circle";
import { allocLine, foldLine, lineStride } from "./folded-line";
import { boundedInteger } from "./integers";
import { alloc, allocWide, mark, rewind } from "./memory";
import { fillStandardNormal, passStandardNormal, promiseStandardNormal, skipStandardNormal } from "./normal";
import { nextDouble } from "./pcg64";
import { seedGenerator } from "./seed-sequence";
import { boxValue, drawWindow, spreadSquare, squareValues, windowEnd, windowStart } from "./square";
import { countAbove, divide, grayRows, maximum } from "./threshold";
import { F64 } from "./dtype";

const GENERATOR: usize = 40;
const PLACES: usize = 56;
const BLOB: usize = 8;
const LAST: usize = 6;

/** Folded lines are kept, one for each size and pixel, where they take no more than this together. */
const KEPT_BYTES: u64 = 1 << 23;

@unmanaged
class Blobs {
  n: i32;
  dims: i32;
  /** n to the power of dims. */
  pixels: i32;
  mean: f64;
  /** By circle size: the weights' address and the radius. */
  gaussians: usize;
  circleSizes: i32;
  /** By square size, in pixels. */
  boxes: usize;
  squareSizes: i32;
  /** Addresses of folded lines by size and pixel, 0 where there is none yet; 0 where they are not kept. */
  known: usize;
  /** Lines that are not kept, one an axis, and the addresses of those at work. */
  spare: usize;
  lines: usize;
  /** A line of values. */
  scratch: usize;
  /** A generator of its own, and one for what is drawn again. */
  rng: usize;
  again: usize;
  /** The values of a window, or a plane of noise. */
  plane: usize;
  levels: usize;
  /** An image or volume, once one was asked for. */
  image: usize;
}

/** 0 when memory is short. All of it is there to stay. */
export function openBlobs(n: i32, dims: i32, mean: f64, circleSizes: i32, squareSizes: i32): usize {
  const start = mark();
  const at = alloc(offsetof<Blobs>());
  if (at == 0) return 0;
  const blobs = changetype<Blobs>(at);
  blobs.n = n;
  blobs.dims = dims;
  blobs.pixels = dims == 3 ? n * n * n : n * n;
  blobs.mean = mean;
  blobs.circleSizes = circleSizes;
  blobs.squareSizes = squareSizes;
  blobs.image = 0;
  const plane = <u64>n * <u64>n;
  blobs.gaussians = allocWide(<u64>circleSizes << 3);
  blobs.boxes = allocWide(<u64>squareSizes << 2);
  blobs.lines = alloc(16);
  blobs.spare = alloc(16);
  blobs.scratch = allocWide(lineStride(n));
  blobs.rng = alloc(GENERATOR);
  blobs.again = alloc(GENERATOR);
  blobs.plane = allocWide((plane + 2) << 3);
  blobs.levels = allocWide(plane << 1);
  const whole =
    blobs.gaussians && blobs.boxes && blobs.lines && blobs.spare && blobs.scratch && blobs.rng && blobs.again && blobs.plane && blobs.levels;
  if (!whole) {
    rewind(start);
    return 0;
  }
  memory.fill(blobs.spare, 0, 16);
  return at;
}

/** The weights stay where they are. */
export function setCircleSize(at: usize, index: i32, weights: usize, radius: i32): void {
  const entry = changetype<Blobs>(at).gaussians + (<usize>index << 3);
  store<u32>(entry, <u32>weights);
  store<i32>(entry, radius, 4);
}

export function setSquareSize(at: usize, index: i32, size: i32): void {
  store<i32>(changetype<Blobs>(at).boxes + (<usize>index << 2), size);
}

/** Makes room for folded lines, once the circles' sizes are set. False when memory is short. */
export function prepareLines(at: usize): bool {
  const blobs = changetype<Blobs>(at);
  let widest = 0;
  for (let i: usize = 0; i < <usize>blobs.circleSizes; i++) widest = max(widest, load<i32>(blobs.gaussians + (i << 3), 4));
  const start = mark();
  const one = allocLine(blobs.n, widest);
  const bytes = <u64>(mark() - start);
  rewind(start);
  if (one == 0) return false;
  const count = <u64>blobs.circleSizes * <u64>blobs.n;
  blobs.known = 0;
  if (count * bytes <= KEPT_BYTES) {
    blobs.known = allocWide(count << 2);
    if (blobs.known == 0) return false;
    memory.fill(blobs.known, 0, <usize>count << 2);
    return true;
  }
  for (let axis: usize = 0; axis < <usize>blobs.dims; axis++) {
    const line = allocLine(blobs.n, widest);
    if (line == 0) return false;
    store<u32>(blobs.spare + (axis << 2), <u32>line);
  }
  return true;
}

/** Sets `blobs.lines` to the folded lines of a circle. False when memory is short. */
function findLines(blobs: Blobs, circle: usize): bool {
  const size = <i32>load<u16>(circle + LAST);
  const entry = blobs.gaussians + (<usize>size << 3);
  const weights = <usize>load<u32>(entry);
  const radius = load<i32>(entry, 4);
  for (let axis: usize = 0; axis < <usize>blobs.dims; axis++) {
    const pixel = <i32>load<u16>(circle + (axis << 1));
    const place = blobs.known ? blobs.known + (<usize>(size * blobs.n + pixel) << 2) : blobs.spare + (axis << 2);
    let line = <usize>load<u32>(place);
    if (!blobs.known || !line) {
      if (!line) line = allocLine(blobs.n, radius);
      if (!line) return false;
      foldLine(line, blobs.n, pixel, weights, radius);
      store<u32>(place, <u32>line);
    }
    store<u32>(blobs.lines + (axis << 2), <u32>line);
  }
  return true;
}

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

/** Sets `blobs.again` to where the window's rows begin. */
function standAtWindow(blobs: Blobs, places: usize): void {
  memory.copy(blobs.again, places, GENERATOR);
  memory.copy(blobs.again, places + GENERATOR, PLACES - GENERATOR);
}

/** The window in the plane of the noise: the last two axes of the image or volume. */
// @ts-ignore: decorator
@inline
function planeStart(blobs: Blobs, square: usize, axis: i32): i32 {
  return windowStart(pixelOf(blobs, square, axis), sizeOf(blobs, square));
}

// @ts-ignore: decorator
@inline
function planeEnd(blobs: Blobs, square: usize, axis: i32): i32 {
  return windowEnd(pixelOf(blobs, square, axis), sizeOf(blobs, square), blobs.n);
}

function pixelOf(blobs: Blobs, square: usize, axis: i32): i32 {
  return <i32>load<u16>(square + (<usize>(blobs.dims - 2 + axis) << 1));
}

function sizeOf(blobs: Blobs, square: usize): i32 {
  return load<i32>(blobs.boxes + (<usize>load<u16>(square + LAST) << 2));
}

/** Planes that the window spans: those of a volume along its first axis. */
function depthOf(blobs: Blobs, square: usize): i32 {
  if (blobs.dims == 2) return 1;
  const pixel = <i32>load<u16>(square);
  const size = sizeOf(blobs, square);
  return windowEnd(pixel, size, blobs.n) - windowStart(pixel, size);
}

function windowValues(blobs: Blobs, square: usize): i32 {
  return (planeEnd(blobs, square, 0) - planeStart(blobs, square, 0)) * (planeEnd(blobs, square, 1) - planeStart(blobs, square, 1));
}

/**
 * A square's window to `blobs.plane`, divided by the maximum; false where no value is positive, and the zeros around the window count for the
 * maximum. With `whole` the generator stands where the noise begins, is noted in `places` where the window's rows begin, and is moved past the noise;
 * without, it stands at those rows.
 */
function drawsValues(blobs: Blobs, rng: usize, square: usize, places: usize, whole: bool): bool {
  const n = blobs.n;
  const top = planeStart(blobs, square, 0);
  const bottom = planeEnd(blobs, square, 0);
  if (whole) {
    skipStandardNormal(rng, top * n);
    memory.copy(places + GENERATOR, rng, PLACES - GENERATOR);
  }
  promiseStandardNormal(((whole ? n : bottom) - top) * n);
  drawWindow(rng, n, top, bottom, planeStart(blobs, square, 1), planeEnd(blobs, square, 1), blobs.plane);
  if (whole) passStandardNormal(rng, (n - bottom) * n);
  const values = windowValues(blobs, square);
  const largest = squareValues(blobs.plane, values, boxValue(sizeOf(blobs, square), blobs.dims), blobs.mean);
  if (!(largest > 0)) return false;
  divide(blobs.plane, values, largest);
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

/** The image or volume of a circle, in the memory until the next one; 0 when that is short. */
export function circleImage(at: usize, circle: usize): usize {
  const blobs = changetype<Blobs>(at);
  if (!hasImage(blobs) || !findLines(blobs, circle)) return 0;
  paintCircle(blobs.lines, blobs.dims, blobs.n, blobs.image, blobs.scratch);
  return blobs.image;
}

/** The same of a square. */
export function squareImage(at: usize, square: usize, places: usize): usize {
  const blobs = changetype<Blobs>(at);
  return paintsSquare(blobs, square, places) ? blobs.image : 0;
}

/**
 * A square's grey levels, of a volume those of its maximum projection: n rows of bytes, `stride` bytes apart, of which only the window's are drawn.
 * False where no value is positive: what is around the window is not black then.
 */
export function squareGray(at: usize, square: usize, places: usize, to: usize, stride: i32): bool {
  const blobs = changetype<Blobs>(at);
  const n = blobs.n;
  standAtWindow(blobs, places);
  if (!drawsValues(blobs, blobs.again, square, places, false)) return false;
  for (let row = 0; row < n; row++) memory.fill(to + <usize>(row * stride), 0, <usize>n);
  const top = planeStart(blobs, square, 0);
  const left = planeStart(blobs, square, 1);
  const columns = planeEnd(blobs, square, 1) - left;
  grayRows(blobs.plane, columns, planeEnd(blobs, square, 0) - top, to + <usize>(top * stride + left), stride);
  return true;
}

function hasImage(blobs: Blobs): bool {
  if (!blobs.image) blobs.image = allocWide((<u64>blobs.pixels + 2) << 3);
  return blobs.image != 0;
}

function paintsSquare(blobs: Blobs, square: usize, places: usize): bool {
  if (!hasImage(blobs)) return false;
  const n = blobs.n;
  const plane = n * n;
  const value = boxValue(sizeOf(blobs, square), blobs.dims);
  const top = planeStart(blobs, square, 0);
  const bottom = planeEnd(blobs, square, 0);
  const left = planeStart(blobs, square, 1);
  const right = planeEnd(blobs, square, 1);
  const first = blobs.dims == 2 ? 0 : windowStart(<i32>load<u16>(square), sizeOf(blobs, square));
  const depth = depthOf(blobs, square);
  memory.copy(blobs.again, places, GENERATOR);
  fillStandardNormal(blobs.again, blobs.plane, plane);
  for (let d = 0, to = blobs.image; d < blobs.pixels / plane; d++, to += <usize>plane << 3) {
    memory.copy(to, blobs.plane, <usize>plane << 3);
    spreadSquare(to, n, top, bottom, left, right, d >= first && d < first + depth ? value : 0, blobs.mean);
  }
  divide(blobs.image, blobs.pixels, maximum(blobs.image, F64, blobs.pixels));
  return true;
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
