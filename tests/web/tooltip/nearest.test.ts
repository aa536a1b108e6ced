import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxInDirection, type Direction, nearestBox } from "../../../web/tooltip/nearest.ts";

const DIRECTIONS: readonly Direction[] = ["left", "right", "up", "down"];

const squares = (middles: readonly (readonly [number, number])[], half = 2): Float64Array =>
  Float64Array.from(middles.flatMap(([x, y]) => [x - half, y - half, x + half, y + half]));

const all = (boxes: Float64Array): Uint8Array => new Uint8Array(boxes.length / 4).fill(1);

describe("nearestBox", () => {
  const boxes = squares([
    [10, 10],
    [30, 10],
    [30, 40],
  ]);

  test.each([
    ["within a box", { x: 11, y: 9 }, 0],
    ["beside a box", { x: 22, y: 10 }, 1],
    ["between two boxes, nearer to one", { x: 21, y: 10 }, 1],
    ["out of reach", { x: 10, y: 40 }, -1],
    ["just within reach", { x: 30, y: 52 }, 2],
    ["just out of reach", { x: 30, y: 52.001 }, -1],
    ["out of reach across a corner", { x: 39.2, y: 49.2 }, -1],
  ])("finds a box from a point %s", (_, point, found) => {
    expect(nearestBox(boxes, all(boxes), point, 10)).toBe(found);
  });

  test("takes the later of two boxes on one place, and no box that is no candidate", () => {
    const pile = squares([
      [10, 10],
      [10, 10],
      [12, 10],
    ]);
    expect(nearestBox(pile, all(pile), { x: 8, y: 10 }, 10)).toBe(1);
    expect(nearestBox(pile, Uint8Array.of(1, 0, 1), { x: 8, y: 10 }, 10)).toBe(0);
  });

  test("agrees with a look at all distances, for any boxes", () => {
    const side = fc.integer({ min: 0, max: 60 });
    const boxes = fc.array(fc.tuple(side, side, fc.nat(9), fc.nat(9)), { maxLength: 30 });
    fc.assert(
      fc.property(boxes, side, side, fc.integer({ min: 1, max: 20 }), (list, x, y, reach) => {
        const flat = Float64Array.from(list.flatMap(([left, top, width, height]) => [left, top, left + width, top + height]));
        const distances = list.map(([left, top, width, height]) =>
          Math.hypot(Math.max(left - x, 0, x - left - width), Math.max(top - y, 0, y - top - height)),
        );
        const least = Math.min(...distances);
        const found = nearestBox(flat, all(flat), { x, y }, reach);
        if (least > reach) expect(found).toBe(-1);
        else expect(distances[found]).toBe(least);
      }),
    );
  });
});

describe("boxInDirection", () => {
  const cross = squares([
    [50, 50],
    [80, 55],
    [20, 45],
    [55, 10],
    [45, 90],
    [200, 52],
  ]);

  test.each([
    ["right", 1],
    ["left", 2],
    ["up", 3],
    ["down", 4],
  ] as const)("goes to the nearest box to the %s", (direction, found) => {
    expect(boxInDirection(cross, 0, direction)).toBe(found);
  });

  test("goes straight from cell to cell of a grid", () => {
    const grid = squares(Array.from({ length: 25 }, (_, i) => [10 * (i % 5), 10 * Math.floor(i / 5)] as const));
    const next = DIRECTIONS.map((direction) => boxInDirection(grid, 12, direction));
    expect(next).toEqual([11, 13, 7, 17]);
  });

  test("stays where nothing lies ahead", () => {
    expect(boxInDirection(cross, 5, "right")).toBe(-1);
    expect(boxInDirection(squares([[1, 1]]), 0, "up")).toBe(-1);
  });

  test("goes through boxes on one place in their order", () => {
    const pile = squares(Array.from({ length: 4 }, () => [7, 7] as const));
    expect([0, 1, 2, 3].map((i) => boxInDirection(pile, i, "right"))).toEqual([1, 2, 3, -1]);
    expect([0, 1, 2, 3].map((i) => boxInDirection(pile, i, "left"))).toEqual([-1, 0, 1, 2]);
  });

  function reachable(boxes: Float64Array, start: number): Set<number> {
    const seen = new Set([start]);
    for (const from of seen) {
      for (const direction of DIRECTIONS) {
        const next = boxInDirection(boxes, from, direction);
        if (next >= 0) seen.add(next);
      }
    }
    return seen;
  }

  test.each([
    ["scattered", 1000],
    ["in rows and columns, one on the other", 5],
    ["on a line", 0],
  ])("reaches every box from every other: %s", (_, height) => {
    const place = fc.tuple(fc.nat(height === 1000 ? 1000 : 6), fc.nat(height));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 40 }), (middles) => {
        const boxes = squares(middles);
        for (let start = 0; start < middles.length; start++) expect(reachable(boxes, start).size).toBe(middles.length);
      }),
      { numRuns: 300 },
    );
  });
});
