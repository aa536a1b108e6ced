import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { load, type Mode, type NdArray, type Ndpeek } from "../../src/index.ts";
import { arrayOf, type Dtype, dtypes, input } from "../golden/input.ts";
import { sha256 } from "../golden/read.ts";

const modes: Mode[] = ["reflect", "constant", "nearest", "mirror", "wrap"];

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

type Filter = (array: NdArray, axes: readonly number[], out?: NdArray) => NdArray;

interface Sweep {
  dtype: Dtype;
  shape: number[];
  seed: number;
  filter: Filter;
}

const pair = <T>(item: fc.Arbitrary<T>) => fc.tuple(item, item);

/** Both axes of images of any dtype: Gaussians of any order, in double or single precision, and boxes of any origin. */
function sweeps(sides: { height: number; width: number; images: number }): fc.Arbitrary<Sweep> {
  const gaussian = fc
    .record({
      sigma: pair(fc.double({ min: 0.2, max: 6, noNaN: true })),
      order: pair(fc.constantFrom(0, 0, 1, 2)),
      mode: pair(fc.constantFrom(...modes)),
      cval: fc.constantFrom(0, 3),
      precision: fc.constantFrom("double" as const, "single" as const),
    })
    .map(({ sigma, order, mode, ...more }): Filter => {
      const of = <T>(values: readonly [T, T], axes: readonly number[]) => axes.map((axis) => values[axis - 1]!);
      return (array, axes, out) => {
        const options = { axes, order: of(order, axes), mode: of(mode, axes), ...more, ...(out && { out }) };
        return nd.gaussianFilter(array, of(sigma, axes), options);
      };
    });
  const box = fc
    .record({
      size: pair(fc.integer({ min: 2, max: 45 })),
      shift: pair(fc.double({ min: 0, max: 1, noNaN: true })),
      mode: pair(fc.constantFrom(...modes)),
      cval: fc.constantFrom(0, 3),
    })
    .map(({ size, shift, mode, cval }): Filter => {
      const origin = size.map((n, i) => Math.round(shift[i]! * (n - 1)) - Math.floor(n / 2));
      const of = <T>(values: readonly T[], axes: readonly number[]) => axes.map((axis) => values[axis - 1]!);
      return (array, axes, out) => {
        const options = { axes, origin: of(origin, axes), mode: of(mode, axes), cval, ...(out && { out }) };
        return nd.uniformFilter(array, of(size, axes), options);
      };
    });
  return fc.record({
    dtype: fc.constantFrom(...dtypes),
    shape: fc
      .tuple(
        fc.integer({ min: 1, max: sides.images }),
        fc.integer({ min: 1, max: sides.height }),
        fc.integer({ min: 1, max: sides.width }),
      )
      .map((shape) => [...shape]),
    seed: fc.nat(1000),
    filter: fc.oneof(gaussian, box),
  });
}

const copyOf = ({ data, shape }: NdArray): NdArray => ({ data: data.slice(), shape });

describe("a sweep over both axes of an image", () => {
  it("has the bits of one axis after the other, whatever the dtype, shape and mode", () => {
    fc.assert(
      fc.property(sweeps({ height: 150, width: 90, images: 3 }), ({ dtype, shape, seed, filter }) => {
        const array = input(nd, dtype, shape, seed);
        const before = sha256(array.data);
        const apart = filter(filter(array, [1]), [2]);
        const both = filter(array, [1, 2]);
        expect(sha256(both.data)).toBe(sha256(apart.data));
        expect(both.data.constructor).toBe(array.data.constructor);
        expect(sha256(array.data)).toBe(before);
      }),
      { numRuns: 400 },
    );
  });

  it("gives the same bits into the input itself, into memory that overlaps it, and by handles", () => {
    fc.assert(
      fc.property(
        sweeps({ height: 60, width: 60, images: 3 }),
        fc.integer({ min: -200, max: 200 }),
        ({ dtype, shape, seed, filter }, shift) => {
          const array = input(nd, dtype, shape, seed);
          const expected = sha256(filter(array, [1, 2]).data);

          const itself = copyOf(array);
          expect(filter(itself, [1, 2], itself)).toBe(itself);
          expect(sha256(itself.data)).toBe(expected);

          const room = new (arrayOf(dtype))(array.data.length + Math.abs(shift));
          const from = { data: room.subarray(Math.max(0, shift)).subarray(0, array.data.length), shape };
          const to = { data: room.subarray(Math.max(0, -shift)).subarray(0, array.data.length), shape };
          from.data.set(array.data);
          filter(from, [1, 2], to);
          expect(sha256(to.data)).toBe(expected);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each(modes)("of a large image, row by row through a ring, has the same bits in place under %s", (mode) => {
    for (const dtype of ["f8", "f4", "u2"] as const) {
      const array = input(nd, dtype, [700, 1000], 7);
      const filters: Filter[] = [
        (from, axes, out) => nd.gaussianFilter(from, 4, { axes, mode, cval: 2, ...(out && { out }) }),
        (from, axes, out) => nd.uniformFilter(from, 38, { axes, origin: 9, mode, cval: 2, ...(out && { out }) }),
      ];
      for (const filter of filters) {
        const expected = sha256(filter(filter(array, [0]), [1]).data);
        const itself = copyOf(array);
        filter(itself, [0, 1], itself);
        expect(sha256(itself.data)).toBe(expected);
        expect(sha256(filter(array, [0, 1]).data)).toBe(expected);
      }
    }
  });

  it("of a large image into memory that lies a row off has the same bits", () => {
    const [rows, columns] = [500, 700];
    const room = input(nd, "f8", [rows + 1, columns], 8).data as Float64Array;
    const shape = [rows, columns];
    const array = { data: room.slice(0, rows * columns), shape };
    const expected = sha256(nd.uniformFilter(array, 9).data);
    nd.uniformFilter({ data: room.subarray(0, rows * columns), shape }, 9, { out: { data: room.subarray(columns), shape } });
    expect(sha256(room.subarray(columns))).toBe(expected);
  });

  it("of a stack in one call has the bits of image after image", () => {
    const stack = input(nd, "f4", [40, 33, 48], 9) as NdArray<Float32Array>;
    const size = 33 * 48;
    const whole = nd.gaussianFilter(stack, [1.5, 2], { axes: [1, 2] });
    for (let i = 0; i < 40; i++) {
      const image = { data: stack.data.subarray(i * size, (i + 1) * size), shape: [33, 48] };
      expect(sha256(nd.gaussianFilter(image, [1.5, 2]).data)).toBe(sha256(whole.data.slice(i * size, (i + 1) * size)));
    }
  });
});
