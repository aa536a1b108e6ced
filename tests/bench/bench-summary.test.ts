import { describe, expect, it } from "vitest";
import type { CaseResult } from "../../bench/result.ts";
import { disagreement, joined, type MeasuredEntry, summarized } from "../../bench/summary.ts";

const measured = (name: string, rounds: readonly number[], parts: Partial<MeasuredEntry> = {}): MeasuredEntry => ({
  ...{ name, peer: name, mode: "kept", items: 8, exact: true, error: 0, repeats: 1, rounds },
  ...parts,
});

const caseOf = (...entries: MeasuredEntry[]): CaseResult => ({
  case: { kernel: "random", operation: "normal", name: "normal", title: "", dtype: "f64", items: 8, unit: "draw" },
  oracle: "",
  baseline: "ndpeek",
  entries: summarized(entries, "ndpeek"),
  refused: [],
  visits: 1,
});

describe("an entry's summary", () => {
  it("has the ratio of the fastest rounds, of those of each half, and the median of the turns'", () => {
    const [own, other] = caseOf(measured("ndpeek", [1, 4, 2, 2]), measured("other", [6, 3, 9, 8])).entries;
    expect(own!.ratio).toMatchObject({ fastest: 1, halves: [1, 1], median: 1 });
    expect(other!.min).toBe(3);
    expect(other!.ratio).toMatchObject({ fastest: 3, halves: [3, 4], median: (4 + 4.5) / 2 });
  });

  it("counts items where an entry has more of them than its case", () => {
    const { entries } = caseOf(measured("ndpeek", [1]), measured("longer", [24], { items: 64 }));
    expect(entries[1]!.ratio.fastest).toBe(3);
  });

  it("tells ndpeek's share of the largest limit, by the fastest rounds", () => {
    const limit = (detail: string, rounds: number[]) => measured(detail, rounds, { mode: "limit", detail });
    const { entries } = caseOf(measured("ndpeek", [5, 4]), measured("other", [9, 9]), limit("a", [1, 2]), limit("b", [9, 3]));
    expect(entries.map((entry) => entry.limit)).toEqual([{ name: "b", share: 0.75 }, undefined, undefined, undefined]);
  });
});

describe("two visits to a case", () => {
  const first = caseOf(measured("ndpeek", [2, 1]), measured("other", [9, 9]), measured("once", [5, 5]));
  const second = caseOf(measured("ndpeek", [1, 2]), measured("other", [3, 4]), measured("late", [1, 1]));

  it("are one after the other in its rounds, and give one summary", () => {
    const both = joined(first, second);
    expect(both.visits).toBe(2);
    const [own, other, once] = both.entries;
    expect(own!.rounds).toEqual([2, 1, 1, 2]);
    expect(other!.rounds).toEqual([9, 9, 3, 4]);
    expect(other!.ratio).toMatchObject({ fastest: 3, halves: [9, 3] });
    expect(once).toBeUndefined();
    expect(both.refused).toEqual(["once", "late"].map((name) => ({ name, reason: "not timed at each visit" })));
  });

  it("disagree as far as the halves of its least agreeing entry, limits left out", () => {
    expect(disagreement(joined(first, second))).toBe(3);
    expect(disagreement(caseOf(measured("ndpeek", [1, 1]), measured("limit", [1, 9], { mode: "limit", detail: "" })))).toBe(1);
  });
});
