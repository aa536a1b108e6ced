import fc from "fast-check";
import { scale } from "vega";
import { expect, test } from "vitest";
import { niceEnd } from "../../src/charts/nice-end.ts";

interface Linear {
  domain(ends: number[]): this;
  domain(): number[];
  nice(): this;
}

const vegas = (end: number): number => (scale("linear") as () => Linear)().domain([0, end]).nice().domain()[1]!;

test("the end of a nice axis is that of Vega's scales, bit for bit", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), (end) => {
      expect(niceEnd(end)).toBe(vegas(end));
    }),
    { numRuns: 5000 },
  );
  for (let pixels = 1; pixels <= 96 * 96; pixels++) expect(niceEnd(pixels / (96 * 96))).toBe(vegas(pixels / (96 * 96)));
});
