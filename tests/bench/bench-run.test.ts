import { beforeAll, describe, expect, it } from "vitest";
import { type BenchCase, CASES } from "../../bench/cases.ts";
import { type Effort, effortOf } from "../../bench/effort.ts";
import type { Entry, Peer } from "../../bench/entry.ts";
import type { CaseResult } from "../../bench/result.ts";
import { runBench } from "../../bench/run.ts";
import { load, type Ndpeek } from "../../src/index.ts";

let nd: Ndpeek;

beforeAll(async () => {
  nd = await load();
});

const cases: readonly BenchCase[] = ["area-96", "mask-512"].map((name) => CASES.find((one) => one.name === name)!);
const EFFORT: Effort = { ...effortOf({}), warmSeconds: 0, roundSeconds: 0, caseSeconds: 0, fewest: 4 };

/** Rounds that say what a test wants: `seconds` of the n-th visit to a case, round by round. */
function told(name: string, visits: Readonly<Record<string, readonly (readonly number[])[]>>): Peer {
  const seen = new Map<string, number>();
  return {
    ...{ id: name, name, version: "" },
    entries(one) {
      const visit = seen.get(one.name) ?? 0;
      seen.set(one.name, visit + 1);
      const rounds = visits[one.name] ?? [[1]];
      const seconds = [...(rounds[Math.min(visit, rounds.length - 1)] ?? [])];
      // The first calls warm up: what they take is no round.
      let warm = true;
      const round = (): number => {
        if (warm) {
          warm = false;
          return 1;
        }
        return seconds.length > 1 ? seconds.shift()! : seconds[0]!;
      };
      return [{ peer: name, mode: "kept", bits: "every", round, check: () => ({ exact: true, error: 0 }) } satisfies Entry];
    },
  };
}

async function visitsOf(other: Peer, effort: Effort): Promise<{ result: readonly CaseResult[]; order: string[] }> {
  const order: string[] = [];
  const { cases: result } = await runBench({
    ...{ nd, cases, peers: [told("ndpeek", {}), other], absent: [], environment: {} as never, effort },
    oracle: async () => "",
    onCase: (one) => order.push(`${one.case.name} ${one.visits}`),
  });
  return { result, order };
}

describe("a run", () => {
  it("visits each case twice where there is time, and those whose halves do not agree until they do", async () => {
    const { result, order } = await visitsOf(told("other", { "mask-512": [[9, 9, 3, 3], [4], [3]] }), EFFORT);
    expect(order.slice(0, 2)).toEqual(["area-96 1", "mask-512 1"]);
    expect(order.slice(2).toSorted()).toEqual(["area-96 2", "mask-512 2", "mask-512 3"]);
    expect(result.map(({ visits }) => visits)).toEqual([2, 3]);
    const { rounds, ratio } = result[1]!.entries[1]!;
    expect(rounds).toEqual([9, 9, 3, 3, 4, 4, 4, 4, 3, 3, 3, 3]);
    expect(ratio).toMatchObject({ fastest: 3, halves: [3, 3] });
  });

  it("gives up where a case never agrees", async () => {
    const never = told("other", { "area-96": [[8, 8, 7, 7], [6], [5, 5, 3, 3], [2]] });
    expect((await visitsOf(never, EFFORT)).result.map(({ visits }) => visits)).toEqual([EFFORT.mostVisits, 2]);
  });

  it("visits none again where there is no time, or where rounds are counted", async () => {
    const noisy = () => told("other", { "mask-512": [[9, 9, 3, 3]] });
    expect((await visitsOf(noisy(), { ...EFFORT, totalSeconds: 0 })).order).toHaveLength(2);
    const counted = { ...EFFORT, ...effortOf({ rounds: 4 }), warmSeconds: 0, roundSeconds: 0 };
    expect((await visitsOf(noisy(), counted)).order).toHaveLength(2);
  });
});
