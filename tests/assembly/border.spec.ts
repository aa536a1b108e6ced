import { CONSTANT, MIRROR, NEAREST, REFLECT, WRAP, sourceIndex } from "../../assembly/border";

/** The indices of positions -7..10 of a line of n elements. */
function pattern(n: i32, mode: i32): i32[] {
  const indices = new Array<i32>();
  for (let i = -7; i <= 10; i++) indices.push(sourceIndex(i, n, mode));
  return indices;
}

describe("border", () => {
  test("each mode goes on past the ends of (0 1 2 3) as SciPy draws it", () => {
    expect(pattern(4, NEAREST)).toStrictEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3]);
    expect(pattern(4, WRAP)).toStrictEqual([1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2]);
    expect(pattern(4, REFLECT)).toStrictEqual([1, 2, 3, 3, 2, 1, 0, 0, 1, 2, 3, 3, 2, 1, 0, 0, 1, 2]);
    expect(pattern(4, MIRROR)).toStrictEqual([1, 0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2]);
    expect(pattern(4, CONSTANT)).toStrictEqual([-1, -1, -1, -1, -1, -1, -1, 0, 1, 2, 3, -1, -1, -1, -1, -1, -1, -1]);
  });

  test("a line of one element stands for itself everywhere, but for the constant", () => {
    for (let i = -9; i < 9; i++) {
      expect(sourceIndex(i, 1, NEAREST)).toBe(0);
      expect(sourceIndex(i, 1, WRAP)).toBe(0);
      expect(sourceIndex(i, 1, REFLECT)).toBe(0);
      expect(sourceIndex(i, 1, MIRROR)).toBe(0);
      expect(sourceIndex(i, 1, CONSTANT)).toBe(i == 0 ? 0 : -1);
    }
  });
});
