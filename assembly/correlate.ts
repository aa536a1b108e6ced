import { ROW, block } from "./strip";
import { mirroredTile, plainTile } from "./tile";

/** How a kernel of odd length mirrors: 1 symmetric, -1 antisymmetric, 0 neither (ni_filters.c, NI_Correlate1D, SciPy 1.10). */
export function symmetry<T>(weights: usize, size: i32): i32 {
  if ((size & 1) == 0) return 0;
  const half = size >> 1;
  const centre = weights + <usize>half * sizeof<T>();
  let symmetric = true;
  let antisymmetric = true;
  for (let k = 1; k <= half; k++) {
    const left = <f64>load<T>(centre - <usize>k * sizeof<T>());
    const right = <f64>load<T>(centre + <usize>k * sizeof<T>());
    // Written so that a NaN counts as equal, as SciPy's "greater than epsilon" does.
    if (Math.abs(right - left) > f64.EPSILON) symmetric = false;
    if (Math.abs(right + left) > f64.EPSILON) antisymmetric = false;
  }
  return symmetric ? 1 : antisymmetric ? -1 : 0;
}

/** Rows of outputs that `correlateStrip` makes at once: with the last of them it writes up to three rows past the n-th. */
export const TOGETHER: i32 = 4;

/**
 * Correlates each column of the strip, in place: output row i replaces row i, which later outputs do not read. The order of additions is
 * SciPy's: for mirrored kernels the centre first, then the pairs from the outside in; else the last tap first, then from the left.
 */
export function correlateStrip<T>(strip: usize, n: i32, weights: usize, size: i32, mirrored: i32): void {
  if (mirrored > 0) {
    if (sizeof<T>() == 8) symmetricStrip(strip, n, weights, size);
    else symmetricStrip32(strip, n, weights, size);
  } else if (mirrored < 0) {
    antisymmetricStrip<T>(strip, n, weights, size);
  } else {
    plainStrip<T>(strip, n, weights, size);
  }
}

/**
 * Correlates the first `columns` columns of the strip, rounded up to a whole vector, n >= block<T>() outputs of each, turned: the outputs of a
 * column lie side by side, those of the next `pitch` bytes further. Outputs are made by the block: then each line of the cache is written at
 * once, however the columns' places collide.
 */
export function correlateTurned<T>(
  strip: usize, n: i32, columns: i32, to: usize, pitch: usize, weights: usize, size: i32, mirrored: i32,
): void {
  if (mirrored > 0) {
    if (sizeof<T>() == 8) symmetricTurned(strip, n, columns, to, pitch, weights, size);
    else symmetricTurned32(strip, n, columns, to, pitch, weights, size);
  } else if (mirrored < 0) {
    antisymmetricTurned<T>(strip, n, columns, to, pitch, weights, size);
  } else {
    plainTurned<T>(strip, n, columns, to, pitch, weights, size);
  }
}

// One function each, the hottest exported so that the optimiser does not fold them into their caller: engines allot registers by the
// function, and these loops have none to spare.
export function symmetricStrip(strip: usize, n: i32, weights: usize, size: i32): void {
  downStrip<f64>(strip, n, weights, size, 1);
}

export function symmetricStrip32(strip: usize, n: i32, weights: usize, size: i32): void {
  downStrip<f32>(strip, n, weights, size, 1);
}

function antisymmetricStrip<T>(strip: usize, n: i32, weights: usize, size: i32): void {
  downStrip<T>(strip, n, weights, size, -1);
}

function plainStrip<T>(strip: usize, n: i32, weights: usize, size: i32): void {
  downStrip<T>(strip, n, weights, size, 0);
}

export function symmetricTurned(strip: usize, n: i32, columns: i32, to: usize, pitch: usize, weights: usize, size: i32): void {
  byBlock<f64>(strip, n, columns, to, pitch, weights, size, 1);
}

export function symmetricTurned32(strip: usize, n: i32, columns: i32, to: usize, pitch: usize, weights: usize, size: i32): void {
  byBlock<f32>(strip, n, columns, to, pitch, weights, size, 1);
}

function antisymmetricTurned<T>(strip: usize, n: i32, columns: i32, to: usize, pitch: usize, weights: usize, size: i32): void {
  byBlock<T>(strip, n, columns, to, pitch, weights, size, -1);
}

function plainTurned<T>(strip: usize, n: i32, columns: i32, to: usize, pitch: usize, weights: usize, size: i32): void {
  byBlock<T>(strip, n, columns, to, pitch, weights, size, 0);
}

// @ts-ignore: decorator
@inline
function downStrip<T>(strip: usize, n: i32, weights: usize, size: i32, mirrored: i32): void {
  for (let i = 0; i < n; i += TOGETHER, strip += 4 * ROW) {
    for (let at = strip; at < strip + ROW; at += 16) tile<T>(at, weights, size, at, 0, mirrored, false);
  }
}

/** The last block goes back so far that it is whole, and writes some outputs again. */
// @ts-ignore: decorator
@inline
function byBlock<T>(strip: usize, n: i32, columns: i32, to: usize, pitch: usize, weights: usize, size: i32, mirrored: i32): void {
  for (let i = 0; ; i = min(i + block<T>(), n - block<T>())) {
    let from = strip + <usize>i * ROW;
    let at = to + <usize>i * sizeof<T>();
    for (let c = 0; c < columns; c += <i32>(16 / sizeof<T>()), from += 16, at += (16 / sizeof<T>()) * pitch) {
      for (let k: usize = 0; k < 64; k += TOGETHER * sizeof<T>()) {
        tile<T>(from + k * (ROW / sizeof<T>()), weights, size, at + k, pitch, mirrored, true);
      }
    }
    if (i == n - block<T>()) break;
  }
}

// @ts-ignore: decorator
@inline
function tile<T>(from: usize, weights: usize, size: i32, to: usize, pitch: usize, mirrored: i32, turned: bool): void {
  if (mirrored == 0) plainTile<T>(from, weights, size, to, pitch, turned);
  else mirroredTile<T>(from, weights, size, to, pitch, mirrored < 0, turned);
}
