import { describe, expect, test } from "vitest";
import { putStamp, type Raster, Stamps } from "../../src/draw/point-stamps.ts";

const raster = (width: number, height: number): Raster => ({ width, height, words: new Int32Array(width * height) });
const channels = (word: number): number[] => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24];
const look = { radius: 3, line: 0, lineColor: [255, 255, 255], opacity: 1 } as const;

describe("a point on the raster", () => {
  test("covers its circle: its alpha sums up to the circle's area, wherever it stands between pixels", () => {
    for (const [x, y] of [
      [0.1, 0.1],
      [0.5, 0.5],
      [0.9, 0.3],
    ] as const) {
      const { words } = new Stamps([[10, 20, 30]], look).at(0, x, y);
      const area = words.reduce((sum, word) => sum + (word >>> 24) / 255, 0);
      expect(Math.abs(area / (Math.PI * 9) - 1)).toBeLessThan(0.02);
      expect(words.filter((word) => word >>> 24 === 255).every((word) => channels(word).join() === "10,20,30,255")).toBe(true);
    }
  });

  test("has its line round it, half of it inside", () => {
    const { side, words } = new Stamps([[0, 0, 0]], { ...look, radius: 4, line: 2 }).at(0, 0.5, 0.5);
    const middle = (side - 1) / 2;
    expect(channels(words[middle * side + middle]!)).toEqual([0, 0, 0, 255]);
    expect(channels(words[middle * side + middle + 4]!).slice(0, 3)).toEqual([255, 255, 255]);
  });

  test("is cut off at the raster's borders and changes no other row", () => {
    const all = raster(9, 9);
    const stamps = new Stamps([[1, 2, 3]], look);
    for (const [column, row] of [
      [0, 0],
      [8, 8],
      [-2, 4],
      [20, 20],
      [4, -40],
    ] as const)
      putStamp(all, stamps.at(0, 0.5, 0.5), column, row);
    expect(channels(all.words[0]!)).toEqual([1, 2, 3, 255]);
    expect(channels(all.words[80]!)).toEqual([1, 2, 3, 255]);
    expect(all.words[4 * 9 + 4]).toBe(0);
    // What hangs over on the left does not come back on the right.
    expect(all.words[4 * 9 + 8]).toBe(0);
  });

  test("is blended with what lies below it as the compositing specification has it, to half a level", () => {
    for (const [below, above] of [
      [1, 0.5],
      [0.5, 0.25],
      [0.1, 0.9],
      [1, 1],
    ] as const) {
      const one = raster(9, 9);
      putStamp(one, new Stamps([[200, 100, 0]], { ...look, opacity: below }).at(0, 0.5, 0.5), 4, 4);
      putStamp(one, new Stamps([[0, 50, 250]], { ...look, opacity: above }).at(0, 0.5, 0.5), 4, 4);
      const [alphaBelow, alphaAbove] = [Math.round(below * 255) / 255, Math.round(above * 255) / 255];
      const alpha = alphaAbove + alphaBelow * (1 - alphaAbove);
      const mixed = [
        [0, 200],
        [50, 100],
        [250, 0],
      ].map(([over, under]) => (over! * alphaAbove + under! * alphaBelow * (1 - alphaAbove)) / alpha);
      const found = channels(one.words[4 * 9 + 4]!);
      for (const [i, wanted] of [...mixed, 255 * alpha].entries())
        expect(Math.abs(found[i]! - wanted)).toBeLessThanOrEqual(0.501);
    }
  });
});
