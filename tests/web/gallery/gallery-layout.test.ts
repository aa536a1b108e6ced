import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { between, galleryLayout, placeOf, stepFrom, thumbnailScale, thumbnailSize } from "../../../web/gallery/gallery-layout.ts";

const PICTURE = { width: 96, height: 96 };
const CAPTION = 18;
const layouts = fc.record({
  count: fc.integer({ min: 1, max: 200 }),
  width: fc.integer({ min: 120, max: 1400 }),
  picture: fc.record({ width: fc.integer({ min: 64, max: 96 }), height: fc.integer({ min: 32, max: 96 }) }),
});

describe("thumbnails", () => {
  test("are enlarged by whole factors and reduced to 96 pixels", () => {
    expect([10, 24, 40, 64, 96, 192].map((side) => thumbnailScale({ width: side, height: side }) * side)).toEqual([
      90, 96, 80, 64, 96, 96,
    ]);
    expect(thumbnailSize({ width: 400, height: 100 })).toEqual({ width: 96, height: 32 });
    expect(thumbnailSize({ width: 50, height: 50 })).toEqual({ width: 64, height: 50 });
  });

  test("do not touch, and stand within the container's width and the sheet's height", () => {
    fc.assert(
      fc.property(layouts, ({ count, width, picture }) => {
        const layout = galleryLayout(count, width, picture, CAPTION);
        const places = Array.from({ length: count }, (_, index) => placeOf(index, layout));
        for (const [i, { x, y }] of places.entries()) {
          expect(x >= 6 && x + picture.width <= width - 6).toBe(true);
          expect(y >= 6 && y + picture.height + CAPTION <= layout.height - 6).toBe(true);
          const next = places[i + 1];
          if (next && next.y === y) expect(next.x - x).toBeGreaterThanOrEqual(picture.width + 8);
          else if (next) expect(next.y - y).toBeGreaterThanOrEqual(picture.height + CAPTION + 12);
        }
      }),
    );
  });

  test("between two heights are those that an eye would find there", () => {
    fc.assert(
      fc.property(layouts, fc.double({ min: 0, max: 1, noNaN: true }), ({ count, width, picture }, part) => {
        const layout = galleryLayout(count, width, picture, CAPTION);
        const top = part * layout.height;
        const bottom = top + 300;
        const { first, end } = between(top, bottom, count, layout);
        for (let index = 0; index < count; index++) {
          const { y } = placeOf(index, layout);
          if (y + picture.height + CAPTION > top && y < bottom) expect(index >= first && index < end).toBe(true);
          if (y + layout.pitch.height < top || y > bottom) expect(index >= first && index < end).toBe(false);
        }
      }),
    );
  });

  test("of a 320 pixels wide container stand three in a line", () => {
    expect(galleryLayout(10, 320, PICTURE, CAPTION).columns).toBe(3);
  });
});

describe("stepFrom", () => {
  // 0 1 2 3
  // 4 5 6 7
  // 8 9
  const step = (index: number, key: string): number | undefined => stepFrom(index, key, 10, 4, 2);

  test.each([
    [0, "ArrowRight", 1],
    [3, "ArrowRight", 4],
    [9, "ArrowRight", 9],
    [4, "ArrowLeft", 3],
    [0, "ArrowLeft", 0],
    [1, "ArrowDown", 5],
    [5, "ArrowDown", 9],
    [7, "ArrowDown", 9],
    [9, "ArrowDown", 9],
    [9, "ArrowUp", 5],
    [2, "ArrowUp", 2],
    [1, "PageDown", 9],
    [3, "PageDown", 9],
    [9, "PageUp", 1],
    [6, "PageUp", 2],
    [5, "Home", 0],
    [5, "End", 9],
  ])("leads from %i by %s to %i", (from, key, to) => {
    expect(step(from, key)).toBe(to);
  });

  test("leads nowhere by other keys", () => {
    expect(step(5, "a")).toBeUndefined();
  });
});
