import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { axisTicks } from "../../../web/inspector/axis-ticks.ts";
import { niceStep } from "../../../web/ui/nice-step.ts";

const texts = (low: number, high: number, width: number): string[] => axisTicks(low, high, width, 12, 7).map(({ text }) => text);

describe("axisTicks", () => {
  test("has both ends and nice values between them", () => {
    expect(texts(0, 1, 400)).toEqual(["0", "0.2", "0.4", "0.6", "0.8", "1"]);
    expect(texts(0, 255, 400)).toEqual(["0", "50", "100", "150", "200", "255"]);
    expect(texts(-0.3127, 1, 400)).toEqual(["−0.3127", "0", "0.5", "1"]);
    expect(texts(3, 3, 400)).toEqual(["3"]);
  });

  test("has fewer where there is less room, and the ends at the least", () => {
    expect(texts(0, 1, 60)).toEqual(["0", "0.5", "1"]);
    expect(texts(1234.5, 1234.625, 60)).toEqual(["1234.5", "1234.625"]);
  });

  test("keeps its texts clear of each other, in their order, and within the room", () => {
    const ends = fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-2, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(ends, fc.integer({ min: 180, max: 500 }), ([low, span], width) => {
        const ticks = axisTicks(low, low + span, width, 12, 7);
        const edges = ticks.map(({ text, centre }) => [centre - 3.5 * text.length, centre + 3.5 * text.length] as const);
        for (const [i, [from, to]] of edges.entries()) {
          expect(from >= -12 - 1e-9 && to <= width + 12 + 1e-9).toBe(true);
          if (i > 0) expect(from).toBeGreaterThan(edges[i - 1]![1]);
        }
        expect(ticks.length).toBeLessThanOrEqual(7);
      }),
    );
  });
});

test("niceStep is 1, 2 or 5 times a power of ten", () => {
  expect([0.001, 0.003, 0.17, 1, 2.1, 7, 12].map(niceStep)).toEqual([0.001, 0.005, 0.2, 1, 5, 10, 20]);
});
