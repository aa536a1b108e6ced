import { ROW } from "./strip";

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

/** Correlates along a row, at least a strip wide, that is extended past both ends, from its first extended element, to another place. */
export function correlateRow<T>(row: usize, to: usize, n: i32, weights: usize, size: i32, mirrored: i32): void {
  if (mirrored > 0) {
    if (sizeof<T>() == 8) symmetricRow(row, to, n, weights, size);
    else symmetricRow32(row, to, n, weights, size);
  } else if (mirrored < 0) {
    antisymmetricRow<T>(row, to, n, weights, size);
  } else {
    plainRow<T>(row, to, n, weights, size);
  }
}

// One function each, the hottest exported so that the optimiser does not fold them into their caller: engines allot registers by the
// function, and these loops have none to spare.
export function symmetricStrip(strip: usize, n: i32, weights: usize, size: i32): void {
  for (const end = strip + <usize>n * ROW; strip < end; strip += ROW) mirrored128<f64>(strip, strip, weights, size, ROW, false);
}

export function symmetricStrip32(strip: usize, n: i32, weights: usize, size: i32): void {
  for (const end = strip + <usize>n * ROW; strip < end; strip += ROW) mirrored128<f32>(strip, strip, weights, size, ROW, false);
}

function antisymmetricStrip<T>(strip: usize, n: i32, weights: usize, size: i32): void {
  for (const end = strip + <usize>n * ROW; strip < end; strip += ROW) mirrored128<T>(strip, strip, weights, size, ROW, true);
}

function plainStrip<T>(strip: usize, n: i32, weights: usize, size: i32): void {
  for (const end = strip + <usize>n * ROW; strip < end; strip += ROW) plain128<T>(strip, strip, weights, size, ROW);
}

// A strip's row of outputs a step; the last step goes back so far that it is whole, and writes some of them again.
export function symmetricRow(row: usize, to: usize, n: i32, weights: usize, size: i32): void {
  const last = (<usize>n << 3) - ROW;
  for (let k: usize = 0; ; k = min(k + ROW, last)) {
    mirrored128<f64>(row + k, to + k, weights, size, 8, false);
    if (k == last) break;
  }
}

export function symmetricRow32(row: usize, to: usize, n: i32, weights: usize, size: i32): void {
  const last = (<usize>n << 2) - ROW;
  for (let k: usize = 0; ; k = min(k + ROW, last)) {
    mirrored128<f32>(row + k, to + k, weights, size, 4, false);
    if (k == last) break;
  }
}

function antisymmetricRow<T>(row: usize, to: usize, n: i32, weights: usize, size: i32): void {
  const last = <usize>n * sizeof<T>() - ROW;
  for (let k: usize = 0; ; k = min(k + ROW, last)) {
    mirrored128<T>(row + k, to + k, weights, size, sizeof<T>(), true);
    if (k == last) break;
  }
}

function plainRow<T>(row: usize, to: usize, n: i32, weights: usize, size: i32): void {
  const last = <usize>n * sizeof<T>() - ROW;
  for (let k: usize = 0; ; k = min(k + ROW, last)) {
    plain128<T>(row + k, to + k, weights, size, sizeof<T>());
    if (k == last) break;
  }
}

// @ts-ignore: decorator
@inline
function mirrored128<T>(from: usize, to: usize, weights: usize, size: i32, step: usize, negate: bool): void {
  const half = <usize>(size >> 1);
  const centre = from + half * step;
  const w = v128.load_splat<T>(weights + half * sizeof<T>());
  let a0 = v128.mul<T>(v128.load(centre), w);
  let a1 = v128.mul<T>(v128.load(centre, 16), w);
  let a2 = v128.mul<T>(v128.load(centre, 32), w);
  let a3 = v128.mul<T>(v128.load(centre, 48), w);
  let a4 = v128.mul<T>(v128.load(centre, 64), w);
  let a5 = v128.mul<T>(v128.load(centre, 80), w);
  let a6 = v128.mul<T>(v128.load(centre, 96), w);
  let a7 = v128.mul<T>(v128.load(centre, 112), w);
  for (let left = from, right = from + 2 * half * step; left < centre; left += step, right -= step, weights += sizeof<T>()) {
    const wk = v128.load_splat<T>(weights);
    a0 = v128.add<T>(a0, v128.mul<T>(pair<T>(v128.load(left), v128.load(right), negate), wk));
    a1 = v128.add<T>(a1, v128.mul<T>(pair<T>(v128.load(left, 16), v128.load(right, 16), negate), wk));
    a2 = v128.add<T>(a2, v128.mul<T>(pair<T>(v128.load(left, 32), v128.load(right, 32), negate), wk));
    a3 = v128.add<T>(a3, v128.mul<T>(pair<T>(v128.load(left, 48), v128.load(right, 48), negate), wk));
    a4 = v128.add<T>(a4, v128.mul<T>(pair<T>(v128.load(left, 64), v128.load(right, 64), negate), wk));
    a5 = v128.add<T>(a5, v128.mul<T>(pair<T>(v128.load(left, 80), v128.load(right, 80), negate), wk));
    a6 = v128.add<T>(a6, v128.mul<T>(pair<T>(v128.load(left, 96), v128.load(right, 96), negate), wk));
    a7 = v128.add<T>(a7, v128.mul<T>(pair<T>(v128.load(left, 112), v128.load(right, 112), negate), wk));
  }
  store128(to, a0, a1, a2, a3, a4, a5, a6, a7);
}

// @ts-ignore: decorator
@inline
function pair<T>(left: v128, right: v128, negate: bool): v128 {
  return negate ? v128.sub<T>(left, right) : v128.add<T>(left, right);
}

// @ts-ignore: decorator
@inline
function plain128<T>(from: usize, to: usize, weights: usize, size: i32, step: usize): void {
  const last = <usize>(size - 1);
  const end = from + last * step;
  const w = v128.load_splat<T>(weights + last * sizeof<T>());
  let a0 = v128.mul<T>(v128.load(end), w);
  let a1 = v128.mul<T>(v128.load(end, 16), w);
  let a2 = v128.mul<T>(v128.load(end, 32), w);
  let a3 = v128.mul<T>(v128.load(end, 48), w);
  let a4 = v128.mul<T>(v128.load(end, 64), w);
  let a5 = v128.mul<T>(v128.load(end, 80), w);
  let a6 = v128.mul<T>(v128.load(end, 96), w);
  let a7 = v128.mul<T>(v128.load(end, 112), w);
  for (let at = from; at < end; at += step, weights += sizeof<T>()) {
    const wk = v128.load_splat<T>(weights);
    a0 = v128.add<T>(a0, v128.mul<T>(v128.load(at), wk));
    a1 = v128.add<T>(a1, v128.mul<T>(v128.load(at, 16), wk));
    a2 = v128.add<T>(a2, v128.mul<T>(v128.load(at, 32), wk));
    a3 = v128.add<T>(a3, v128.mul<T>(v128.load(at, 48), wk));
    a4 = v128.add<T>(a4, v128.mul<T>(v128.load(at, 64), wk));
    a5 = v128.add<T>(a5, v128.mul<T>(v128.load(at, 80), wk));
    a6 = v128.add<T>(a6, v128.mul<T>(v128.load(at, 96), wk));
    a7 = v128.add<T>(a7, v128.mul<T>(v128.load(at, 112), wk));
  }
  store128(to, a0, a1, a2, a3, a4, a5, a6, a7);
}

// @ts-ignore: decorator
@inline
function store128(to: usize, a0: v128, a1: v128, a2: v128, a3: v128, a4: v128, a5: v128, a6: v128, a7: v128): void {
  v128.store(to, a0);
  v128.store(to, a1, 16);
  v128.store(to, a2, 32);
  v128.store(to, a3, 48);
  v128.store(to, a4, 64);
  v128.store(to, a5, 80);
  v128.store(to, a6, 96);
  v128.store(to, a7, 112);
}
