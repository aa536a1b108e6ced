import fc from "fast-check";
import { expect, it } from "vitest";
import { nearest } from "../../src/base/checks.ts";
import { editDistance } from "../../src/base/edit-distance.ts";

/** By the definition, which tries every edit. */
function slowDistance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const [restA, restB] = [a.slice(1), b.slice(1)];
  if (a[0] === b[0]) return slowDistance(restA, restB);
  return 1 + Math.min(slowDistance(restA, b), slowDistance(a, restB), slowDistance(restA, restB));
}

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });

it("editDistance is the least number of edits", () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(slowDistance(a, b));
    }),
  );
});

const text = fc.string({ unit: "binary", maxLength: 12 });

it("editDistance is a metric, of any text", () => {
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      expect(editDistance(a, a)).toBe(0);
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
    }),
  );
});

it.each([
  ["kitten", "sitting", 3],
  ["", "abc", 3],
  ["spwan", "spawn", 2],
])("editDistance of %s and %s is %i", (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

it("nearest names the first of the nearest words, and none that is far or where there are none", () => {
  expect(nearest("moed", ["mode", "axis", "node"])).toBe(' (did you mean "mode"?)');
  expect(nearest("xylophone", ["mode", "axis"])).toBe("");
  expect(nearest("mode", [])).toBe("");
});
