import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CHOICES, hashOf, OPTION_FIELDS, textsOfHash } from "../../../web/session/view-state.ts";

describe("the page's hash", () => {
  test("is empty for what is shown by default, and opens it", () => {
    const { texts, unknown } = textsOfHash("");
    expect(hashOf(texts)).toBe("");
    expect(unknown).toEqual([]);
    expect(texts).toMatchObject({
      rows: "200",
      seed: "altair",
      "image-width": "96",
      "circle-sizes": "0.05,0.1,0.15",
      chart: "repeat",
    });
  });

  test("says what differs, and no more", () => {
    const texts = { ...textsOfHash("").texts, rows: "10000", groups: "a,b", chart: "strip" };
    expect(hashOf(texts)).toBe("#rows=10000&groups=a,b&chart=strip");
    expect(textsOfHash("#rows=10000&groups=a,b&chart=strip")).toEqual({ texts, unknown: [] });
  });

  test("gives back any texts of its fields", () => {
    const fields = [
      ...OPTION_FIELDS.map(({ name }) => [name, fc.string()] as const),
      ...CHOICES.map(({ name, values }) => [name, fc.constantFrom(...values)] as const),
    ];
    fc.assert(
      fc.property(fc.record(Object.fromEntries(fields)), (texts) => {
        expect(textsOfHash(hashOf(texts))).toEqual({ texts, unknown: [] });
      }),
    );
  });

  test("names what it does not know: fields, and values of lists", () => {
    expect(textsOfHash("#row=3&chart=pie&seed=7&constructor=1").unknown).toEqual(['"row"', 'chart="pie"', '"constructor"']);
  });
});
