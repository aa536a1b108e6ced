// The images of blobs, and the values of a square's window, which is all of it that is not zero.
import {
  Blobs, depthOf, findLines, GENERATOR, PLACES, planeEnd, planeStart, sizeOf, windowValues,
} from "./blob-space";
import { paintCircle } from "./circle";
import { F64 } from "./dtype";
import { allocWide } from "./memory";
import { fillStandardNormal, passStandardNormal, promiseStandardNormal, skipStandardNormal } from "./normal";
import { boxValue, drawWindow, spreadSquare, squareValues, windowStart } from "./square";
import { divide, grayRows, maximum } from "./threshold";

/** Sets `blobs.again` to where the window's rows begin. */
export function standAtWindow(blobs: Blobs, places: usize): void {
  memory.copy(blobs.again, places, GENERATOR);
  memory.copy(blobs.again, places + GENERATOR, PLACES - GENERATOR);
}

/**
 * A square's window to `blobs.plane`, divided by the maximum; false where no value is positive, and the zeros around the window count for the
 * maximum. With `whole` the generator stands where the noise begins, is noted in `places` where the window's rows begin, and is moved past the noise;
 * without, it stands at those rows.
 */
export function drawsValues(blobs: Blobs, rng: usize, square: usize, places: usize, whole: bool): bool {
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

export function paintsSquare(blobs: Blobs, square: usize, places: usize): bool {
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
