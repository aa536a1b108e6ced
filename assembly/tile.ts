// The inner loops of a correlation down a strip: four outputs of one vector of lanes at a time. An element once loaded serves all four, so a
// tap costs one load where an output by itself would take two. Two steps a round, with a way out between them: there the engine ends a block,
// and does not bring the second step's loads forward until registers run out.
import { ROW } from "./strip";

/**
 * Correlation by `size` weights, odd, that mirror (`negate`: with the sign changed). `from` is the first tap of the first output; outputs go
 * down the strip from `to`, or turned (see `storeTurned`).
 */
// @ts-ignore: decorator
@inline
export function mirroredTile<T>(from: usize, weights: usize, size: i32, to: usize, pitch: usize, negate: bool, turned: bool): void {
  const half = <usize>(size >> 1);
  const centre = from + half * ROW;
  const w = v128.load_splat<T>(weights + half * sizeof<T>());
  let a = v128.mul<T>(v128.load(centre), w);
  let b = v128.mul<T>(v128.load(centre, ROW), w);
  let c = v128.mul<T>(v128.load(centre, 2 * ROW), w);
  let d = v128.mul<T>(v128.load(centre, 3 * ROW), w);
  if (half) {
    // At distance k from the centre the first output adds l0 and p, the second l1 and r1, the third l2 and r2, the fourth m and r3.
    let left = from;
    let right = centre + half * ROW;
    let l0 = v128.load(left);
    let l1 = v128.load(left, ROW);
    let l2 = v128.load(left, 2 * ROW);
    let r1 = v128.load(right, ROW);
    let r2 = v128.load(right, 2 * ROW);
    let r3 = v128.load(right, 3 * ROW);
    const last = centre - ROW;
    while (true) {
      let wk = v128.load_splat<T>(weights);
      const p = v128.load(right);
      const m = v128.load(left, 3 * ROW);
      a = v128.add<T>(a, v128.mul<T>(pair<T>(l0, p, negate), wk));
      b = v128.add<T>(b, v128.mul<T>(pair<T>(l1, r1, negate), wk));
      c = v128.add<T>(c, v128.mul<T>(pair<T>(l2, r2, negate), wk));
      d = v128.add<T>(d, v128.mul<T>(pair<T>(m, r3, negate), wk));
      if (left == last) break;
      left += 2 * ROW;
      right -= 2 * ROW;
      wk = v128.load_splat<T>(weights, sizeof<T>());
      weights += 2 * sizeof<T>();
      const q = v128.load(right, ROW);
      const o = v128.load(left, 2 * ROW);
      a = v128.add<T>(a, v128.mul<T>(pair<T>(l1, q, negate), wk));
      b = v128.add<T>(b, v128.mul<T>(pair<T>(l2, p, negate), wk));
      c = v128.add<T>(c, v128.mul<T>(pair<T>(m, r1, negate), wk));
      d = v128.add<T>(d, v128.mul<T>(pair<T>(o, r2, negate), wk));
      if (left == centre) break;
      l0 = l2;
      l1 = m;
      l2 = o;
      r3 = r1;
      r2 = p;
      r1 = q;
    }
  }
  storeTile<T>(to, pitch, a, b, c, d, turned);
}

// @ts-ignore: decorator
@inline
export function pair<T>(left: v128, right: v128, negate: bool): v128 {
  return negate ? v128.sub<T>(left, right) : v128.add<T>(left, right);
}

/** Correlation by any `size` weights: the last tap first, then from the first on (ni_filters.c, NI_Correlate1D, SciPy 1.10). */
// @ts-ignore: decorator
@inline
export function plainTile<T>(from: usize, weights: usize, size: i32, to: usize, pitch: usize, turned: bool): void {
  const last = <usize>(size - 1);
  const end = from + last * ROW;
  const w = v128.load_splat<T>(weights + last * sizeof<T>());
  let a = v128.mul<T>(v128.load(end), w);
  let b = v128.mul<T>(v128.load(end, ROW), w);
  let c = v128.mul<T>(v128.load(end, 2 * ROW), w);
  let d = v128.mul<T>(v128.load(end, 3 * ROW), w);
  let x0 = v128.load(from);
  let x1 = v128.load(from, ROW);
  let x2 = v128.load(from, 2 * ROW);
  for (; from < end; from += ROW, weights += sizeof<T>()) {
    const wk = v128.load_splat<T>(weights);
    const x3 = v128.load(from, 3 * ROW);
    a = v128.add<T>(a, v128.mul<T>(x0, wk));
    b = v128.add<T>(b, v128.mul<T>(x1, wk));
    c = v128.add<T>(c, v128.mul<T>(x2, wk));
    d = v128.add<T>(d, v128.mul<T>(x3, wk));
    x0 = x1;
    x1 = x2;
    x2 = x3;
  }
  storeTile<T>(to, pitch, a, b, c, d, turned);
}

// @ts-ignore: decorator
@inline
function storeTile<T>(to: usize, pitch: usize, a: v128, b: v128, c: v128, d: v128, turned: bool): void {
  if (turned) {
    storeTurned<T>(to, pitch, a, b, c, d);
  } else {
    v128.store(to, a);
    v128.store(to, b, ROW);
    v128.store(to, c, 2 * ROW);
    v128.store(to, d, 3 * ROW);
  }
}

/** Four vectors as columns: lane j of each goes to the four elements at `to + j * pitch`. */
// @ts-ignore: decorator
@inline
function storeTurned<T>(to: usize, pitch: usize, a: v128, b: v128, c: v128, d: v128): void {
  if (sizeof<T>() == 8) {
    v128.store(to, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(to, v128.shuffle<f64>(c, d, 0, 2), 16);
    to += pitch;
    v128.store(to, v128.shuffle<f64>(a, b, 1, 3));
    v128.store(to, v128.shuffle<f64>(c, d, 1, 3), 16);
  } else {
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    v128.store(to, v128.shuffle<f64>(ab, cd, 0, 2));
    v128.store(to + pitch, v128.shuffle<f64>(ab, cd, 1, 3));
    to += 2 * pitch;
    const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f64>(ab2, cd2, 0, 2));
    v128.store(to + pitch, v128.shuffle<f64>(ab2, cd2, 1, 3));
  }
}
