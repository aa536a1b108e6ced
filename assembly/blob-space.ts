// What rows are drawn with and from: sizes, lines, buffers, and where a blob lies. A blob is four u16: the pixel's coordinates (two or three) and,
// last, the index of its size. A row's places in the stream are 56 bytes: the generator where its noise begins (40), and the state, less its
// increment, where the window's rows begin.
import { allocLine, foldLine, lineStride } from "./folded-line";
import { alloc, allocWide, mark, rewind } from "./memory";
import { windowEnd, windowStart } from "./square";

export const GENERATOR: usize = 40;
export const PLACES: usize = 56;
export const BLOB: usize = 8;
export const LAST: usize = 6;

/** Folded lines are kept, one for each size and pixel, where they take no more than this together. */
const KEPT_BYTES: u64 = 1 << 23;

@unmanaged
export class Blobs {
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
  /** A generator for what is drawn again. */
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
  blobs.again = alloc(GENERATOR);
  blobs.plane = allocWide((plane + 2) << 3);
  blobs.levels = allocWide(plane << 1);
  const whole =
    blobs.gaussians && blobs.boxes && blobs.lines && blobs.spare && blobs.scratch && blobs.again && blobs.plane && blobs.levels;
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
export function findLines(blobs: Blobs, circle: usize): bool {
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

/** The window in the plane of the noise: the last two axes of the image or volume. */
// @ts-ignore: decorator
@inline
export function planeStart(blobs: Blobs, square: usize, axis: i32): i32 {
  return windowStart(pixelOf(blobs, square, axis), sizeOf(blobs, square));
}

// @ts-ignore: decorator
@inline
export function planeEnd(blobs: Blobs, square: usize, axis: i32): i32 {
  return windowEnd(pixelOf(blobs, square, axis), sizeOf(blobs, square), blobs.n);
}

export function pixelOf(blobs: Blobs, square: usize, axis: i32): i32 {
  return <i32>load<u16>(square + (<usize>(blobs.dims - 2 + axis) << 1));
}

export function sizeOf(blobs: Blobs, square: usize): i32 {
  return load<i32>(blobs.boxes + (<usize>load<u16>(square + LAST) << 2));
}

/** Planes that the window spans: those of a volume along its first axis. */
export function depthOf(blobs: Blobs, square: usize): i32 {
  if (blobs.dims == 2) return 1;
  const pixel = <i32>load<u16>(square);
  const size = sizeOf(blobs, square);
  return windowEnd(pixel, size, blobs.n) - windowStart(pixel, size);
}

export function windowValues(blobs: Blobs, square: usize): i32 {
  return (planeEnd(blobs, square, 0) - planeStart(blobs, square, 0)) * (planeEnd(blobs, square, 1) - planeStart(blobs, square, 1));
}
