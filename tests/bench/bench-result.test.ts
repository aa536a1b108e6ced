import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { changesOf } from "../../bench/changes.ts";
import { changesText } from "../../bench/report/changes-text.ts";
import { readmeTable, withTable } from "../../bench/report/readme-table.ts";
import { isNoisy, spreadText, timeText } from "../../bench/report/words.ts";
import { type BenchResult, type EntryResult, parseResult, resultJson } from "../../bench/result.ts";
import { median, medianInterval } from "../../bench/statistics.ts";

const FILE = "bench/results/node.json";
const text = readFileSync(FILE, "utf8");
const committed = parseResult(FILE, text);

/** The same run on a machine that is `machine` times as slow, where ndpeek's entries of a case are `own` times as slow beside. */
function slower(result: BenchResult, machine: number, own = 1, caseName = ""): BenchResult {
  const times = (entry: EntryResult, factor: number): EntryResult => {
    const rounds = entry.rounds.map((seconds, i) => seconds * factor * (1 + 0.001 * (i % 2)));
    return { ...entry, rounds, median: median(rounds), interval: medianInterval(rounds), min: Math.min(...rounds) };
  };
  const cases = result.cases.map((one) => ({
    ...one,
    entries: one.entries.map((entry) =>
      times(entry, entry.peer === "ndpeek" && one.case.name === caseName ? machine * own : machine),
    ),
  }));
  return { ...result, cases };
}

/** Rounds as alike as on a machine that does nothing else. */
function quiet(result: BenchResult): BenchResult {
  const calm = ({ rounds, ...entry }: EntryResult): EntryResult => {
    const alike = rounds.map((_, i) => entry.median * (1 + 0.02 * (i % 2)));
    return { ...entry, rounds: alike, median: median(alike), interval: medianInterval(alike), min: Math.min(...alike) };
  };
  return { ...result, cases: result.cases.map((one) => ({ ...one, entries: one.entries.map(calm) })) };
}

describe("a result file", () => {
  it("is read as it was written", () => {
    expect(resultJson(committed)).toBe(text);
    expect(parseResult("again", resultJson(committed))).toEqual(committed);
  });

  it.each([
    ["[1, 2", /^x\.json: expected a result of ndpeek bench --json, got a text that is not JSON$/],
    ["[1, 2]", /got other JSON$/],
    ['{"format": "ndpeek-bench", "version": 1}', /got version 1 of the format, not 2$/],
    ['{"format": "ndpeek-bench", "version": 2}', /got one with parts missing or of another kind$/],
  ])("that is %s is refused", (content, says) => {
    expect(() => parseResult("x.json", content)).toThrow(says);
  });

  it.each([
    ["a time is a text", "cases.0.entries.0.median", "1"],
    ["a time is negative", "cases.0.entries.0.rounds.0", -1],
    ["there are no rounds", "cases.0.entries.0.rounds", []],
    ["half of a ratio is missing", "cases.0.entries.0.ratio.halves", [1]],
    ["an interval is missing", "cases.1.entries.0.interval", undefined],
    ["a kernel is unknown", "cases.0.case.kernel", "__proto__"],
    ["a type is unknown", "cases.0.case.dtype", "f16"],
    ["the machine is missing", "environment", undefined],
    ["copies are no list", "environment.roofline.copy", 3],
  ])("is refused where %s", (_, path, value) => {
    const spoilt = JSON.parse(text);
    const keys = path.split(".");
    const last = keys.pop()!;
    keys.reduce((at, key) => at[key], spoilt)[last] = value;
    expect(() => parseResult("x.json", JSON.stringify(spoilt))).toThrow(/parts missing or of another kind/);
  });
});

describe("two results", () => {
  const before = quiet(committed);

  it("of the same run have no change, and agree", () => {
    const { changes, drift, agreement } = changesOf(before, before);
    expect(changes.some(({ beyondNoise }) => beyondNoise)).toBe(false);
    expect(drift).toBe(1);
    expect(agreement!.within).toBe(agreement!.count);
    expect(agreement!.withinByMedians).toBe(agreement!.count);
    expect(agreement!.largest).toBe(1);
  });

  it("of a machine that became slower have no change, for everyone tells how much slower it was", () => {
    const { changes, drift } = changesOf(before, slower(before, 1.4));
    expect(drift).toBeCloseTo(1.4, 2);
    expect(changes.filter(({ beyondNoise }) => beyondNoise)).toEqual([]);
  });

  it("mark what alone became slower, and what alone became faster", () => {
    for (const [own, word] of [
      [1.2, "slower"],
      [0.8, "faster"],
    ] as const) {
      const changes = changesOf(before, slower(before, 1.4, own, "box-512"));
      const marked = changes.changes.filter(({ beyondNoise }) => beyondNoise);
      expect(new Set(marked.map(({ caseName }) => caseName))).toEqual(new Set(["box-512"]));
      expect(marked.every(({ own }) => own)).toBe(true);
      for (const { factor } of marked) expect(factor).toBeCloseTo(own, 2);
      expect(changesText(changes)).toMatch(new RegExp(`^${word} +box-512 +ndpeek `, "m"));
    }
  });

  it("mark nothing that lies within what the halves say", () => {
    const rounds = [1, 1.1, 1.2, 1.3, 1.4, 1.5];
    const wide = (result: BenchResult): BenchResult => ({
      ...result,
      cases: result.cases.map((one) => ({
        ...one,
        entries: one.entries.map((entry) => {
          const own = rounds.map((factor) => factor * entry.median);
          return { ...entry, rounds: own, min: Math.min(...own) };
        }),
      })),
    });
    const { changes } = changesOf(wide(before), wide(slower(before, 1, 1.2, "box-512")));
    expect(changes.some(({ beyondNoise }) => beyondNoise)).toBe(false);
  });

  it("tell which cases only one of both has, and how far the ratios are apart", () => {
    const [first, ...others] = before.cases;
    const apart = before.cases.map((one) => ({
      ...one,
      entries: one.entries.map((entry) =>
        one.case.name === "box-512" && entry.name === "opencv-js"
          ? { ...entry, ratio: { ...entry.ratio, fastest: entry.ratio.fastest * 1.5 } }
          : entry,
      ),
    }));
    expect(changesOf(before, { ...before, cases: others }).unmatched).toEqual([first!.case.name]);
    const { agreement } = changesOf(before, { ...before, cases: apart });
    expect(agreement!.largest).toBeCloseTo(1.5, 10);
    expect(agreement!.where).toBe("box-512, opencv-js");
    expect(agreement!.within).toBe(agreement!.count - 1);
    expect(agreement!.withinByMedians).toBe(agreement!.count);
  });
});

describe("the README's table of speeds", () => {
  it("is as scripts/bench/speed-table.mjs makes it of the result file in the repository", () => {
    const readme = readFileSync("README.md", "utf8");
    expect(committed.complete).toBe(true);
    expect(withTable(readme, readmeTable(committed, FILE))).toBe(readme);
  });

  it("has a line for each case that is compared, with the machine and the command", () => {
    const table = readmeTable(committed, FILE);
    expect(table).toMatch(/^\| Gaussian σ 5, 2048² \| [\d.]+ ms \|/m);
    expect(table).toContain(committed.environment.cpu);
    expect(table).toContain("`npm run bench`");
  });

  it("needs its place marked", () => {
    expect(() => withTable("# no marks", "")).toThrow(/README\.md: expected/);
  });
});

describe("words", () => {
  it.each([
    [2.5, "2.50 s"],
    [0.0331, "33.1 ms"],
    [0.1664, "166 ms"],
    [1.5e-4, "150 µs"],
    [9e-10, "0.900 ns"],
  ])("%f seconds are %s", (seconds, words) => {
    expect(timeText(seconds)).toBe(words);
  });

  it("an interval is told by its farther end", () => {
    expect(spreadText(10, { low: 9.9, high: 10.5, level: 0.95 })).toBe("±5 %");
    expect(spreadText(10, { low: 9.96, high: 10, level: 0.95 })).toBe("±0.4 %");
    expect(spreadText(10, { low: 10, high: 10, level: 0 })).toBe("–");
  });

  it("a ratio is noisy where its halves are more than a tenth apart, or its rounds are few", () => {
    const ratio = { ...committed.cases[0]!.entries[0]!.ratio, fastest: 2 };
    const rounds = [1, 1, 1, 1];
    expect(isNoisy({ rounds, ratio: { ...ratio, halves: [2, 2.3] } })).toBe(true);
    expect(isNoisy({ rounds, ratio: { ...ratio, halves: [2.3, 2] } })).toBe(true);
    expect(isNoisy({ rounds, ratio: { ...ratio, halves: [2.1, 2] } })).toBe(false);
    expect(isNoisy({ rounds: [1, 1, 1], ratio: { ...ratio, halves: [2.1, 2] } })).toBe(true);
  });
});
