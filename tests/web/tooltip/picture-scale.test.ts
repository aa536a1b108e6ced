import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Box, position, type Size } from "../../../src/draw/position.ts";
import { isPair, type PictureGrid, pictureLayout, wantedScale } from "../../../web/tooltip/picture-scale.ts";

const CAPTION = 11;
const FIELDS = { width: 150, height: 74 };
const PARTS = { fields: FIELDS, frame: 18, gap: 8 };
const ANCHOR = { width: 8, height: 8 };

const LABEL = { width: 60, height: 18 };
const GAP = 8;

const gridOf = (cell: Size, count = 1, columns = count): PictureGrid => ({
  cell,
  count,
  columns,
  label: count > 1 ? LABEL : { width: 0, height: 0 },
  gap: GAP,
  scale: wantedScale(cell, count),
});

const single = (width: number): Size => ({ width, height: width + CAPTION });
const pair = (width: number): Size => ({ width: 2 * width + 10, height: width + CAPTION });

describe("wantedScale", () => {
  test.each([
    ["a captioned image of 96 pixels", single(96), 2],
    ["an image of 96 pixels", { width: 96, height: 96 }, 2],
    ["a captioned pair of 96 pixels", pair(96), 1],
    ["an image of 8 pixels", { width: 8, height: 8 }, 8],
    ["a pair of 8 pixels, whose gap is wider than its images", { width: 26, height: 8 }, 4],
    ["a single pixel", { width: 1, height: 1 }, 8],
    ["a captioned pair of 32 pixels", pair(32), 2],
    ["a captioned image of 300 pixels", single(300), 320 / 311],
    ["a captioned pair of 300 pixels", pair(300), 320 / 610],
    ["a large image", { width: 4000, height: 1000 }, 320 / 4000],
    ["a tall image", { width: 20, height: 100 }, 3],
  ])("of %s is found by its width", (_, size, scale) => {
    expect(wantedScale(size)).toBe(scale >= 1 ? Math.floor(scale) : scale);
  });

  test("of several pictures is smaller than of one, and of a width that is asked for as near to it as whole pixels get", () => {
    expect(wantedScale({ width: 96, height: 96 }, 2)).toBe(1);
    expect(wantedScale({ width: 20, height: 20 }, 9)).toBe(5);
    expect(wantedScale({ width: 96, height: 96 }, 2, 300)).toBe(3);
    expect(wantedScale({ width: 96, height: 96 }, 1, 48)).toBe(0.5);
    expect(wantedScale({ width: 4, height: 4 }, 1, 200)).toBe(50);
  });
});

describe("isPair", () => {
  test.each([
    [pair(96), true],
    [{ width: 26, height: 8 }, true],
    [single(96), false],
    [{ width: 96, height: 96 }, false],
    [{ width: 10, height: 1 }, false],
  ])("takes %o for two images: %s", (size, expected) => {
    expect(isPair(size)).toBe(expected);
  });
});

describe("pictureLayout", () => {
  test.each([
    ["a high window", pair(96), { width: 900, height: 600 }, { scale: 1, beside: false }],
    ["a low window, beside its fields", pair(96), { width: 640, height: 360 }, { scale: 1, beside: true }],
    ["a narrow window", pair(96), { width: 320, height: 568 }, { scale: 1, beside: false }],
    ["a high window, enlarged", single(96), { width: 900, height: 700 }, { scale: 2, beside: false }],
    ["a narrow window, not enlarged", single(96), { width: 360, height: 568 }, { scale: 1, beside: false }],
    ["a window too low for a card above or below", single(96), { width: 900, height: 340 }, { scale: 2, beside: false }],
  ])("shows a picture in %s", (_, picture, window, expected) => {
    expect(pictureLayout(gridOf(picture), PARTS, ANCHOR, window)).toEqual({ ...expected, columns: 1 });
  });

  const square = { width: 96, height: 96 };
  test.each([
    ["two of a row side by side", gridOf(square, 2), { width: 900, height: 600 }, { scale: 1, columns: 2, beside: false }],
    ["two of a row in a narrow window", gridOf(square, 2), { width: 240, height: 640 }, { scale: 1, columns: 2, beside: false }],
    [
      "two of a row where only one has room",
      gridOf(square, 2),
      { width: 190, height: 760 },
      { scale: 1, columns: 1, beside: false },
    ],
    ["nine in a square", gridOf(square, 9, 3), { width: 1200, height: 1000 }, { scale: 1, columns: 3, beside: false }],
    ["nine in a low window", gridOf(square, 9, 3), { width: 1400, height: 320 }, { scale: 1, columns: 9, beside: true }],
    [
      "a hundred in a window too small for them in as many columns as it has",
      { ...gridOf(square, 100, 10), label: { width: 40, height: 18 } },
      { width: 320, height: 480 },
      { scale: 0.25, columns: 6, beside: false },
    ],
    [
      "two of a row under each other where their labels have no room",
      { ...gridOf({ width: 20, height: 20 }, 2), label: { width: 120, height: 18 } },
      { width: 260, height: 640 },
      { scale: 3, columns: 1, beside: false },
    ],
  ])("shows %s", (_, grid, window, expected) => {
    expect(pictureLayout(grid, PARTS, ANCHOR, window)).toEqual(expected);
  });

  const sides = (min: number, max: number) => fc.record({ width: fc.integer({ min, max }), height: fc.integer({ min, max }) });

  test("gives a card that stays in the window and off the point, for any window, picture and point; enlarges by whole factors", () => {
    const cases = fc
      .record({ window: sides(320, 2000), picture: sides(1, 5000), anchor: sides(1, 20), count: fc.integer({ min: 1, max: 4 }) })
      .chain((given) =>
        fc.record({
          window: fc.constant(given.window),
          picture: fc.constant(given.picture),
          count: fc.constant(given.count),
          anchor: fc.record({
            x: fc.integer({ min: 0, max: given.window.width - given.anchor.width }),
            y: fc.integer({ min: 0, max: given.window.height - given.anchor.height }),
            width: fc.constant(given.anchor.width),
            height: fc.constant(given.anchor.height),
          }),
        }),
      );
    fc.assert(
      fc.property(cases, ({ window, picture, anchor, count }) => {
        const grid = gridOf(picture, count);
        const { scale, columns, beside } = pictureLayout(grid, PARTS, anchor, window);
        const rows = Math.ceil(count / columns);
        const width = columns * (Math.max(picture.width * scale, grid.label.width) + GAP) - GAP;
        const height = rows * (picture.height * scale + grid.label.height + GAP) - GAP;
        const { fields, frame, gap } = PARTS;
        const card = beside
          ? { width: width + gap + fields.width + frame, height: Math.max(height, fields.height) + frame }
          : { width: Math.max(width, fields.width) + frame, height: height + gap + fields.height + frame };
        const placed: Box = { ...position(anchor, card, window), ...card };
        expect(scale > 0 && (scale < 1 || Number.isInteger(scale))).toBe(true);
        expect(placed.x).toBeGreaterThanOrEqual(0);
        expect(placed.y).toBeGreaterThanOrEqual(0);
        expect(placed.x + placed.width).toBeLessThanOrEqual(window.width);
        expect(placed.y + placed.height).toBeLessThanOrEqual(window.height);
        const apart =
          placed.x >= anchor.x + anchor.width ||
          anchor.x >= placed.x + placed.width ||
          placed.y >= anchor.y + anchor.height ||
          anchor.y >= placed.y + placed.height;
        expect(apart).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
