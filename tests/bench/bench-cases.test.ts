import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BenchCase, CASES, KERNELS } from "../../bench/cases.ts";
import { chooseCases, kernelsOf } from "../../bench/choice.ts";
import { type Effort, effortOf } from "../../bench/effort.ts";
import { type Entry, entryOf, type Peer } from "../../bench/entry.ts";
import { loadLimits } from "../../bench/limit-exports.ts";
import { limitPeer } from "../../bench/peers/limits.ts";
import { ndpeekPeer } from "../../bench/peers/ndpeek.ts";
import { plainPeer } from "../../bench/peers/plain.ts";
import { chartsOf } from "../../bench/report/charts.ts";
import { headlinesOf, labelOf } from "../../bench/report/headline.ts";
import { caseText } from "../../bench/report/text.ts";
import type { CaseResult } from "../../bench/result.ts";
import { runCase } from "../../bench/run-case.ts";
import { load, type Ndpeek } from "../../src/index.ts";
import { instantiate } from "../../src/kernels/source.ts";

const BRIEF: Effort = { ...effortOf({ rounds: 2 }), warmSeconds: 0, roundSeconds: 0, callSeconds: 60 };
const named = (name: string): BenchCase => CASES.find((one) => one.name === name)!;

let nd: Ndpeek;
let peers: Peer[];

beforeAll(async () => {
  nd = await load();
  peers = [ndpeekPeer(nd, "test"), plainPeer(nd), limitPeer(await loadLimits(), await instantiate())];
});

let poolRun: Promise<CaseResult> | undefined;
const runPool = (): Promise<CaseResult> => {
  poolRun ??= run("pool-table");
  return poolRun;
};

const run = (name: string, others: readonly Peer[] = []): Promise<CaseResult> =>
  runCase({ nd, peers: [...peers, ...others], oracle: async () => "told by this test", effort: BRIEF }, named(name));

/** Someone's way to do a case, by what it makes of the exact result. */
const stranger = (
  make: (exact: Float64Array) => ArrayLike<number>,
  parts: Partial<Pick<Entry, "bits" | "border">> = {},
): Peer => ({
  id: "stranger",
  name: "stranger",
  version: "1",
  entries: (_, { expected }) => [
    entryOf({ peer: "stranger", mode: "kept", call: () => 1, output: () => make(expected as Float64Array), ...parts }),
  ],
});

describe("the cases", () => {
  it("have names of their own, and cover every kernel, sizes from 96 to 4096 and all types without --full", () => {
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
    const usual = chooseCases({ host: "node" });
    expect(new Set(usual.map(({ kernel }) => kernel))).toEqual(new Set(kernelsOf("node")));
    const widths = usual.flatMap((one) => ("width" in one ? [one.width] : []));
    expect([Math.min(...widths), Math.max(...widths)]).toEqual([96, 4096]);
    expect(new Set(usual.flatMap((one) => ("dtype" in one ? [one.dtype] : [])))).toEqual(new Set(["f64", "f32", "u8"]));
    const full = (["node", "browser"] as const).map((host) => chooseCases({ full: true, host }));
    expect(CASES.filter((one) => !full[0]!.includes(one)).map(({ kernel }) => kernel)).toEqual(["page", "page", "page"]);
    expect(CASES.filter((one) => !full[1]!.includes(one)).map(({ kernel }) => kernel)).toEqual(["program", "program"]);
    expect(new Set(KERNELS)).toEqual(new Set([...kernelsOf("node"), ...kernelsOf("browser")]));
  });

  it("have labels of their own within a kernel", () => {
    const labels = CASES.map((one) => `${one.kernel} ${labelOf(one)}`);
    expect(new Set(labels).size).toBe(CASES.length);
  });

  it.each([
    [{ kernels: "gaussian-96" }, ["gaussian-96-s14.4", "gaussian-96-s14.4-single", "gaussian-96-s5"]],
    [{ kernels: "box", sizes: "96" }, ["box-96", "box-200x96"]],
    [{ kernels: "gaussian-768-s5,mask" }, ["gaussian-768-s5", "mask-512"]],
    [{ sigmas: "40" }, ["gaussian-512-s40"]],
    [{ dtypes: "u8", kernels: "box" }, ["box-512-u8"]],
  ])("are chosen by %o", (wishes, names) => {
    expect(chooseCases({ ...wishes, host: "node" }).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    [
      { kernels: "guassian" },
      'kernels: expected gaussian, box, threshold, random, rows, png, pool, program, or a case such as gaussian-96-s14.4, got "guassian" (did you mean "gaussian"?)',
    ],
    [{ kernels: "" }, /^kernels: .*got ""/],
    [{ sizes: "97" }, /^sizes: expected some of 96, 512, .*got "97"/],
    [{ sigmas: "5,x" }, /^sigmas: expected some of 14\.4, .*got "x"/],
    [{ dtypes: "f16" }, /^dtypes: expected some of f64, f32, u8, got "f16"/],
    [{ kernels: "random", sizes: "96" }, /^kernels: expected a choice that some case has, got none/],
  ])("that are wished for by %o are refused", (wishes, says) => {
    expect(() => chooseCases({ ...wishes, host: "node" })).toThrow(RangeError);
    expect(() => chooseCases({ ...wishes, host: "node" })).toThrow(says);
  });
});

describe("a case's run", () => {
  it.each([
    "gaussian-96-s14.4",
    "box-96",
    "gaussian-512-s5-u8",
    "area-96",
    "mask-512",
    "normal",
    "random",
    "rows-areas",
    "png-row",
  ])("of %s has ndpeek's results exact in every mode, and the ratios of its rounds", async (name) => {
    const result = await run(name);
    const own = result.entries.filter(({ peer }) => peer === "ndpeek");
    expect(own.length).toBeGreaterThanOrEqual(1);
    expect(own.every(({ exact }) => exact)).toBe(true);
    const base = result.entries.find((entry) => entry.name === result.baseline)!;
    expect(base.ratio.median).toBe(1);
    for (const entry of result.entries) {
      expect(entry.rounds).toHaveLength(2);
      const ratios = entry.rounds.map((seconds, i) => seconds / base.rounds[i]!);
      expect(entry.ratio.median).toBeCloseTo((ratios[0]! + ratios[1]!) / 2, 10);
      expect(entry.ratio.fastest).toBeCloseTo(entry.min / base.min, 10);
      expect(entry.min).toBe(Math.min(...entry.rounds));
    }
  });

  it("of the pool gives the same table for each number of workers", { tags: "long" }, async () => {
    const { entries } = await runPool();
    expect(entries.length).toBeGreaterThanOrEqual(2);
    expect(entries.map(({ workers }) => workers)).toContain(1);
    expect(entries.every(({ exact }) => exact)).toBe(true);
  });

  it("tells ndpeek's share of its largest limit", async () => {
    const { entries } = await run("gaussian-96-s14.4");
    const own = entries.find(({ name }) => name === "ndpeek")!;
    expect(own.limit?.name).toBe("the additions alone");
    expect(own.limit!.share).toBeGreaterThan(0.2);
    expect(entries.filter(({ peer }) => peer !== "ndpeek").every(({ limit }) => limit === undefined)).toBe(true);
  });

  it("tells the error of whoever is inexact, as a share of full scale", async () => {
    const result = await run("gaussian-96-s14.4", [
      stranger((exact) => exact.map((value, i) => (i === 40 ? value + 0.01 : value))),
    ]);
    const { exact, error } = result.entries.find(({ peer }) => peer === "stranger")!;
    const full = Math.max(...nd.defaultRng("bench").random(96 * 96));
    expect(exact).toBe(false);
    expect(error).toBeCloseTo(0.01 / full, 10);
    expect(caseText(result)).toMatch(/stranger .*off by 1\.0e-2/);
  });

  it("compares a peer of another border mode with the exact filter in that mode", async () => {
    const input = { data: nd.defaultRng("bench").random(96 * 96), shape: [96, 96] };
    const nearest = nd.gaussianFilter(input, 14.4, { mode: "nearest" }).data;
    const result = await run("gaussian-96-s14.4", [stranger(() => nearest, { border: "nearest" })]);
    expect(result.entries.find(({ peer }) => peer === "stranger")!.exact).toBe(true);
  });

  it("does not time what is another filter, or gives no numbers, and says why", async () => {
    const { entries, refused } = await run("gaussian-96-s14.4", [
      stranger((exact) => exact.map((value) => value + 0.2)),
      stranger((exact) => exact.map(() => Number.NaN)),
    ]);
    expect(entries.some(({ peer }) => peer === "stranger")).toBe(false);
    expect(refused.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/off by 2\.0e-1 of full scale/),
      "its result has values that are no numbers",
    ]);
  });

  it("ends where someone who must be exact is not", async () => {
    const wrong = stranger((exact) => exact.map((value) => value + Number.EPSILON), { bits: "every" });
    await expect(run("gaussian-96-s14.4", [wrong])).rejects.toThrow(/gaussian-96-s14\.4: the result of stranger is off by/);
  });

  it("makes charts and headlines that have every compared case", { tags: "long" }, async () => {
    const cases = [await run("gaussian-96-s14.4"), await run("area-96"), await runPool()];
    const environment = { date: "2026-11-26T00:00:00Z" } as never;
    const result = {
      format: "ndpeek-bench",
      version: 2,
      environment,
      peers: [],
      absent: [],
      cases,
      seconds: 1,
      complete: true,
    } as const;
    expect(headlinesOf(result).map(({ label }) => label)).toEqual(["Gaussian σ 14.4, 96²", "Area above, 96²"]);
    expect(chartsOf(result).map(({ id }) => id)).toEqual(["ratios", "pool", "limits"]);
  });
});

afterAll(async () => {
  for (const peer of peers) await peer.close?.();
});
