import { describe, expect, test } from "vitest";
import { load } from "../../src/index.ts";
import { seedFromText, seedWords } from "../../src/random/seed.ts";

describe("seedFromText", () => {
  test.each([
    ["0", 0n],
    ["007", 7n],
    ["340282366920938463463374607431768211456", 2n ** 128n],
    ["1,2,3", [1n, 2n, 3n]],
    ["1, 2", "1, 2"],
    ["altair", "altair"],
    ["-1", "-1"],
    ["1.5", "1.5"],
    ["1,", "1,"],
    ["12a", "12a"],
  ])("takes %o for %o", (text, seed) => {
    expect(seedFromText(text)).toEqual(seed);
  });

  test("refuses an empty text", () => {
    expect(() => seedFromText("")).toThrow(RangeError);
  });
});

describe("seedWords", () => {
  test("are the same seed again, and JSON", async () => {
    const nd = await load();
    for (const seed of ["naïve 🦊", 0, 2 ** 40, 2n ** 127n + 9n, [2n ** 70n, 5, 2 ** 33 + 1]]) {
      const words = JSON.parse(JSON.stringify(seedWords(seed)));
      expect(nd.defaultRng(words).state).toEqual(nd.defaultRng(seed).state);
      expect(nd.defaultRng(words).spawn(2)[1]!.state).toEqual(nd.defaultRng(seed).spawn(2)[1]!.state);
    }
  });
});
