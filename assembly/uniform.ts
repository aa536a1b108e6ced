import { ROW } from "./strip";

/**
 * Running means down each column of the strip (ni_filters.c, NI_UniformFilter1D, SciPy 1.10): the sum gains the entering minus the leaving
 * element, each output is the sum / size. Output row i goes to row i - 1, whose last reader it is: the strip has one spare row before it.
 */
export function uniformStrip(strip: usize, n: i32, size: i32): void {
  const divisor = f64x2.splat(<f64>size);
  for (let lane: usize = 0; lane < ROW; lane += 64) {
    let leaving = strip + lane;
    let entering = leaving;
    let s0 = f64x2.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let k = 0; k < size; k++, entering += ROW) {
      s0 = f64x2.add(s0, v128.load(entering));
      s1 = f64x2.add(s1, v128.load(entering, 16));
      s2 = f64x2.add(s2, v128.load(entering, 32));
      s3 = f64x2.add(s3, v128.load(entering, 48));
    }
    storeMeans(leaving - ROW, divisor, s0, s1, s2, s3);
    for (let i = 1; i < n; i++, leaving += ROW, entering += ROW) {
      s0 = f64x2.add(s0, f64x2.sub(v128.load(entering), v128.load(leaving)));
      s1 = f64x2.add(s1, f64x2.sub(v128.load(entering, 16), v128.load(leaving, 16)));
      s2 = f64x2.add(s2, f64x2.sub(v128.load(entering, 32), v128.load(leaving, 32)));
      s3 = f64x2.add(s3, f64x2.sub(v128.load(entering, 48), v128.load(leaving, 48)));
      storeMeans(leaving, divisor, s0, s1, s2, s3);
    }
  }
}

// @ts-ignore: decorator
@inline
function storeMeans(at: usize, divisor: v128, s0: v128, s1: v128, s2: v128, s3: v128): void {
  v128.store(at, f64x2.div(s0, divisor));
  v128.store(at, f64x2.div(s1, divisor), 16);
  v128.store(at, f64x2.div(s2, divisor), 32);
  v128.store(at, f64x2.div(s3, divisor), 48);
}
