import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Box, type Point, position, type Size } from "../../src/draw/position.ts";

const GAP = 10;
const MARGIN = 4;

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const within = (card: Box, window: Size): boolean =>
  card.x >= 0 && card.y >= 0 && card.x + card.width <= window.width && card.y + card.height <= window.height;

describe("position", () => {
  const window = { width: 800, height: 600 };
  const card = { width: 220, height: 180 };
  const point = (x: number, y: number): Box => ({ x, y, width: 6, height: 6 });
  const places: [string, Box, Point][] = [
    ["above the point, centred on it", point(400, 400), { x: 293, y: 210 }],
    ["below a point near the upper edge", point(400, 20), { x: 293, y: 36 }],
    ["moved in from the left edge", point(0, 400), { x: MARGIN, y: 210 }],
    ["moved in from the right edge", point(794, 400), { x: 576, y: 210 }],
  ];
  test.each(places)("puts the card %s", (_, anchor, expected) => {
    expect(position(anchor, card, window)).toEqual(expected);
  });

  test("puts the card beside the point in a window too low for above and below", () => {
    const low = { width: 800, height: 200 };
    expect(position(point(400, 100), card, low)).toEqual({ x: 416, y: 13 });
    expect(position(point(700, 100), card, low)).toEqual({ x: 470, y: 13 });
  });

  test("keeps a card that fits above or below inside the window and clear of the point, for any window, card and point", () => {
    const case_ = fc
      .record({ width: fc.integer({ min: 60, max: 2000 }), height: fc.integer({ min: 100, max: 2000 }) })
      .chain((size) =>
        fc.record({
          size: fc.constant(size),
          anchor: fc.record({
            x: fc.integer({ min: 0, max: size.width }),
            y: fc.integer({ min: 0, max: size.height }),
            width: fc.integer({ min: 1, max: 20 }),
            height: fc.integer({ min: 1, max: 20 }),
          }),
          card: fc.record({
            width: fc.integer({ min: 1, max: size.width - 2 * MARGIN }),
            height: fc.integer({ min: 1, max: Math.floor(size.height / 2) - 20 - GAP - MARGIN }),
          }),
        }),
      );
    fc.assert(
      fc.property(case_, ({ size, anchor, card }) => {
        const placed = { ...position(anchor, card, size), ...card };
        expect(within(placed, size)).toBe(true);
        expect(overlaps(placed, anchor)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test("keeps the corner of a card larger than the window in sight", () => {
    expect(position(point(50, 50), { width: 300, height: 300 }, { width: 100, height: 100 })).toEqual({ x: MARGIN, y: MARGIN });
  });
});
