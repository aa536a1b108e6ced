// Lines that lie one after the other, turned into the columns of a strip.
import { isOwn, loadLine, sizeShift } from "./dtype";
import { ROW, block } from "./strip";

/** Turns `count` lines of n elements, `pitch` bytes apart, into the first columns of the strip: row i is element i of each. */
export function turnLines<T>(from: usize, dtype: i32, pitch: usize, count: i32, n: i32, strip: usize): void {
  const own = isOwn<T>(dtype);
  const turnedLines = own ? count & ~(lanesOfVector<T>() - 1) : 0;
  const turnedElements = own ? n & ~(block<T>() - 1) : 0;
  // A block is a line of the cache: each is read once, however the lines lie.
  for (let i = 0; i < turnedElements; i += block<T>()) {
    for (let c = 0; c < turnedLines; c += lanesOfVector<T>()) {
      const at = from + <usize>c * pitch + <usize>i * sizeof<T>();
      const to = strip + <usize>i * ROW + <usize>c * sizeof<T>();
      if (sizeof<T>() == 8) turnPair(at, pitch, to);
      else turnFour(at, pitch, to);
    }
  }
  const step = <usize>1 << sizeShift(dtype);
  for (let c = 0; c < count; c++) {
    const start = c < turnedLines ? turnedElements : 0;
    const at = from + <usize>c * pitch + <usize>start * step;
    loadLine<T>(dtype, at, step, n - start, strip + <usize>start * ROW + <usize>c * sizeof<T>(), ROW);
  }
}

// @ts-ignore: decorator
@inline
function lanesOfVector<T>(): i32 {
  return <i32>(16 / sizeof<T>());
}

// @ts-ignore: decorator
@inline
function turnPair(at: usize, pitch: usize, to: usize): void {
  for (let k: usize = 0; k < 64; k += 16, to += 2 * ROW) {
    const a = v128.load(at + k);
    const b = v128.load(at + pitch + k);
    v128.store(to, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(to, v128.shuffle<f64>(a, b, 1, 3), ROW);
  }
}

// @ts-ignore: decorator
@inline
function turnFour(at: usize, pitch: usize, to: usize): void {
  for (let k: usize = 0; k < 64; k += 16, to += 4 * ROW) {
    const a = v128.load(at + k);
    const b = v128.load(at + pitch + k);
    const c = v128.load(at + 2 * pitch + k);
    const d = v128.load(at + 3 * pitch + k);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    v128.store(to, v128.shuffle<f64>(ab, cd, 0, 2));
    v128.store(to, v128.shuffle<f64>(ab, cd, 1, 3), ROW);
    const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f64>(ab2, cd2, 0, 2), 2 * ROW);
    v128.store(to, v128.shuffle<f64>(ab2, cd2, 1, 3), 3 * ROW);
  }
}
