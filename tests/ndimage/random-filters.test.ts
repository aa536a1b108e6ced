import { beforeAll, describe, expect, it } from "vitest";
import { load, type Ndpeek } from "../../src/index.ts";
import { arrayOf, dtypes } from "../golden/input.ts";
import { describeCase, type RandomCase, runCase } from "../golden/random-filters.ts";
import { type Digest, difference, golden } from "../golden/read.ts";

const cases = golden<RandomCase & Digest>("random-filters");
const filters = [...new Set(cases.map(({ filter }) => filter))];

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

describe("the filters on random arguments", () => {
  it.each(filters)("%s agrees with SciPy in every bit", (filter) => {
    const wrong = cases
      .filter((entry) => entry.filter === filter)
      .flatMap((entry) => {
        const { data, shape } = runCase(nd, entry);
        const kind = data instanceof arrayOf(entry.dtype) && `${shape}` === `${entry.shape}` ? undefined : "wrong dtype or shape";
        const what = kind ?? difference(data, entry);
        return what === undefined ? [] : [`${describeCase(entry)}: ${what}`];
      });
    expect(wrong).toEqual([]);
  });

  it("are held against at least 2,000 cases of given weights and 400 Gaussians", () => {
    const gaussians = cases.filter(({ filter }) => filter.startsWith("gaussian")).length;
    expect(gaussians).toBeGreaterThanOrEqual(400);
    expect(cases.length - gaussians).toBeGreaterThanOrEqual(2000);
  });

  it("are held against every mode, dtype and rank up to 8, axes of length 0 and 1, and windows longer than their line", () => {
    const modes = ["reflect", "constant", "nearest", "mirror", "wrap", "grid-constant", "grid-mirror", "grid-wrap"];
    for (const filter of filters) {
      const mine = cases.filter((entry) => entry.filter === filter);
      expect(new Set(mine.flatMap(({ options }) => options.mode))).toEqual(new Set(modes));
      expect(new Set(mine.map(({ dtype }) => dtype))).toEqual(new Set(dtypes));
      expect([...new Set(mine.map(({ shape }) => shape.length))].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      for (const length of [0, 1]) expect(mine.some(({ shape }) => shape.includes(length))).toBe(true);
    }
    const longer = cases.filter(({ shape, first, options }) => {
      const line = shape.at(options.axis ?? 0)!;
      return typeof first === "object" && "kind" in first && line > 0 && first.length > line;
    });
    expect(longer.length).toBeGreaterThan(100);
  });
});
