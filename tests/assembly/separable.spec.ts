import { CONSTANT, REFLECT, sourceIndex } from "../../assembly/border";
import { F64, I16, loadDouble, sizeShift, storeLine } from "../../assembly/dtype";
import { alloc, mark, rewind } from "../../assembly/memory";
import { correlateAxis, uniformAxis } from "../../assembly/separable";

const CVAL: f64 = -2.5;

function element(at: usize, dtype: i32, outer: i32, n: i32, inner: i32, o: i32, i: i32, c: i32): f64 {
  if (i < 0) return CVAL;
  return loadDouble(dtype, at + (<usize>((o * n + i) * inner + c) << sizeShift(dtype)));
}

function storeDouble(dtype: i32, at: usize, value: f64): void {
  const start = mark();
  const from = alloc(8);
  store<f64>(from, value);
  storeLine<f64>(dtype, from, 8, 1, at, 8);
  rewind(start);
}

function fillArray(at: usize, dtype: i32, count: i32): void {
  for (let k = 0; k < count; k++) storeDouble(dtype, at + (<usize>k << sizeShift(dtype)), <f64>((k * 7919) % 1013) / (dtype == F64 ? 7 : 1));
}

/** How many elements differ from SciPy's loops written out, line by line. */
function differences(dtype: i32, outer: i32, n: i32, inner: i32, size: i32, mode: i32, symmetric: bool): i32 {
  const start = mark();
  const count = outer * n * inner;
  const from = alloc(<usize>count << sizeShift(dtype));
  const to = alloc(<usize>count << sizeShift(dtype));
  const weights = alloc(<usize>size << 3);
  const scratch = alloc(8);
  fillArray(from, dtype, count);
  for (let k = 0; k < size; k++) {
    const w: f64 = symmetric ? 1.0 / <f64>(3 + abs(k - (size >> 1))) : 1.0 / <f64>(3 + k);
    store<f64>(weights + (<usize>k << 3), w / <f64>size);
  }
  memory.copy(to, from, <usize>count << sizeShift(dtype));
  correlateAxis(to, dtype, outer, n, inner, weights, size, 0, mode, CVAL);
  const half = size >> 1;
  let wrong = 0;
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < inner; c++) {
      for (let i = 0; i < n; i++) {
        let sum: f64;
        if (symmetric && (size & 1)) {
          sum = element(from, dtype, outer, n, inner, o, i, c) * load<f64>(weights + (<usize>half << 3));
          for (let k = half; k > 0; k--) {
            const left = element(from, dtype, outer, n, inner, o, sourceIndex(i - k, n, mode), c);
            const right = element(from, dtype, outer, n, inner, o, sourceIndex(i + k, n, mode), c);
            sum += (left + right) * load<f64>(weights + (<usize>(half - k) << 3));
          }
        } else {
          const last = size - 1;
          sum = element(from, dtype, outer, n, inner, o, sourceIndex(i + last - half, n, mode), c) * load<f64>(weights + (<usize>last << 3));
          for (let k = 0; k < last; k++) {
            sum += element(from, dtype, outer, n, inner, o, sourceIndex(i + k - half, n, mode), c) * load<f64>(weights + (<usize>k << 3));
          }
        }
        storeDouble(dtype, scratch, sum);
        const got = element(to, dtype, outer, n, inner, o, i, c);
        wrong += i32(reinterpret<u64>(got) != reinterpret<u64>(loadDouble(dtype, scratch)));
      }
    }
  }
  rewind(start);
  return wrong;
}

describe("separable", () => {
  test("correlation equals SciPy's loops in every bit for lines of any number, length and stride", () => {
    const shapes: i32[][] = [[1, 40, 1], [3, 5, 1], [17, 9, 1], [1, 12, 16], [2, 7, 20], [3, 1, 5], [5, 4, 3], [1, 2, 33]];
    for (let s = 0; s < shapes.length; s++) {
      for (let size = 1; size <= 11; size++) {
        for (let kind = 0; kind < 8; kind++) {
          const dtype = kind & 1 ? I16 : F64;
          const mode = kind & 2 ? CONSTANT : REFLECT;
          const shape = shapes[s];
          expect(differences(dtype, shape[0], shape[1], shape[2], size, mode, (kind & 4) != 0)).toBe(0);
        }
      }
    }
  });

  test("a long axis in blocks equals SciPy's loops, whatever the extension refers to", () => {
    for (let mode = 0; mode < 5; mode++) {
      expect(differences(F64, 1, 9000, 3, 9, mode, true)).toBe(0);
      expect(differences(I16, 1, 4097, 17, 4, mode, false)).toBe(0);
      expect(differences(F64, 2, 4100, 1, 7, mode, true)).toBe(0);
    }
  });

  test("an axis of length 0 leaves memory alone", () => {
    const start = mark();
    expect(uniformAxis(start, F64, 4, 0, 4, 3, 0, REFLECT, 0)).toBe(true);
    expect(mark()).toBe(start);
  });
});
