import { describe, expect, test } from "vitest";
import { leastScale } from "../../src/draw/outline-scale.ts";
import { outlineAbove } from "../../src/pictures/mask-outline.ts";

const SIZE = { width: 96, height: 96 };

/** The border of the pixels for which `isAbove` is so. */
function border(isAbove: (x: number, y: number) => boolean): string {
  const data = Uint8Array.from({ length: 96 * 96 }, (_, i) => Number(isAbove(i % 96, Math.floor(i / 96))));
  return outlineAbove({ data }, 96, 96, 0);
}

const disc = (radius: number) => border((x, y) => Math.hypot(x - 48, y - 48) < radius);
/** A block that has something of noise. */
const noise = (side: number) => border((x, y) => x < side && y < side && (x * 7919 + y * 104729 + x * y * 31) % 7 < 4);

describe("a border", () => {
  test("of one shape is seen in any picture, however small the shape is", () => {
    for (const radius of [1.5, 3, 8, 20, 45]) expect(leastScale(disc(radius), SIZE)).toBeLessThanOrEqual(1);
  });

  test("of noise is seen where its pixels are enlarged, also of a small block of it", () => {
    for (const side of [12, 20, 30]) {
      expect(leastScale(noise(side), SIZE)).toBeGreaterThan(1);
      expect(leastScale(noise(side), SIZE)).toBeLessThanOrEqual(2);
    }
    expect(leastScale(noise(96), SIZE)).toBeGreaterThan(2);
  });
});
