// Correlation along a single line, sixteen outputs a step: for arrays of a few long lines, which would leave most of a strip empty.
import { ROW } from "./strip";
import { pair } from "./tile";

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

export function symmetricRow(row: usize, to: usize, n: i32, weights: usize, size: i32): void {
  alongRow<f64>(row, to, n, weights, size, 1);
}

export function symmetricRow32(row: usize, to: usize, n: i32, weights: usize, size: i32): void {
  alongRow<f32>(row, to, n, weights, size, 1);
}

function antisymmetricRow<T>(row: usize, to: usize, n: i32, weights: usize, size: i32): void {
  alongRow<T>(row, to, n, weights, size, -1);
}

function plainRow<T>(row: usize, to: usize, n: i32, weights: usize, size: i32): void {
  alongRow<T>(row, to, n, weights, size, 0);
}

/** A strip's row of outputs a step; the last step goes back so far that it is whole, and writes some of them again. */
// @ts-ignore: decorator
@inline
function alongRow<T>(row: usize, to: usize, n: i32, weights: usize, size: i32, mirrored: i32): void {
  const last = <usize>n * sizeof<T>() - ROW;
  for (let k: usize = 0; ; k = min(k + ROW, last)) {
    if (mirrored == 0) plain128<T>(row + k, to + k, weights, size);
    else mirrored128<T>(row + k, to + k, weights, size, mirrored < 0);
    if (k == last) break;
  }
}

// @ts-ignore: decorator
@inline
function mirrored128<T>(from: usize, to: usize, weights: usize, size: i32, negate: bool): void {
  const half = <usize>(size >> 1);
  const centre = from + half * sizeof<T>();
  const w = v128.load_splat<T>(weights + half * sizeof<T>());
  let a0 = v128.mul<T>(v128.load(centre), w);
  let a1 = v128.mul<T>(v128.load(centre, 16), w);
  let a2 = v128.mul<T>(v128.load(centre, 32), w);
  let a3 = v128.mul<T>(v128.load(centre, 48), w);
  let a4 = v128.mul<T>(v128.load(centre, 64), w);
  let a5 = v128.mul<T>(v128.load(centre, 80), w);
  let a6 = v128.mul<T>(v128.load(centre, 96), w);
  let a7 = v128.mul<T>(v128.load(centre, 112), w);
  for (let left = from, right = from + 2 * half * sizeof<T>(); left < centre; left += sizeof<T>(), right -= sizeof<T>(), weights += sizeof<T>()) {
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
function plain128<T>(from: usize, to: usize, weights: usize, size: i32): void {
  const last = <usize>(size - 1);
  const end = from + last * sizeof<T>();
  const w = v128.load_splat<T>(weights + last * sizeof<T>());
  let a0 = v128.mul<T>(v128.load(end), w);
  let a1 = v128.mul<T>(v128.load(end, 16), w);
  let a2 = v128.mul<T>(v128.load(end, 32), w);
  let a3 = v128.mul<T>(v128.load(end, 48), w);
  let a4 = v128.mul<T>(v128.load(end, 64), w);
  let a5 = v128.mul<T>(v128.load(end, 80), w);
  let a6 = v128.mul<T>(v128.load(end, 96), w);
  let a7 = v128.mul<T>(v128.load(end, 112), w);
  for (let at = from; at < end; at += sizeof<T>(), weights += sizeof<T>()) {
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
