import type { Ndpeek } from "../src/index.ts";
import type { BenchCase } from "./cases.ts";
import type { Absent, Peer } from "./entry.ts";
import { type BenchResult, type CaseResult, type Environment, FORMAT, VERSION } from "./result.ts";
import { type Effort, type Oracle, runCase } from "./run-case.ts";

/** How far a run is. */
export interface BenchProgress {
  /** Cases that are done, of so many. */
  readonly done: number;
  readonly total: number;
  readonly title: string;
  /** Rounds of the case that is under way; none while it is checked and warmed up. */
  readonly round?: number;
  readonly rounds?: number;
}

export interface BenchRun {
  readonly nd: Ndpeek;
  readonly cases: readonly BenchCase[];
  readonly peers: readonly Peer[];
  readonly absent: readonly Absent[];
  readonly oracle: Oracle;
  readonly effort: Effort;
  readonly environment: Environment;
  readonly onProgress?: (progress: BenchProgress) => void;
  readonly onCase?: (result: CaseResult) => void;
}

/** A result file's content without its cases. */
export const emptyResult = ({ peers, absent, environment }: Pick<BenchRun, "peers" | "absent" | "environment">): BenchResult => ({
  format: FORMAT,
  version: VERSION,
  environment,
  peers: peers.filter(({ id }) => id !== "limits").map(({ id, name, version }) => ({ id, name, version })),
  absent,
  cases: [],
  seconds: 0,
  complete: false,
});

/** What a case takes beside its rounds, about: checks and warming up. */
const BESIDE_SECONDS = 1.5;

/** The rounds of a case as long as there is time for, where so many cases are left. */
function paced(effort: Effort, elapsed: number, left: number): Effort {
  const { totalSeconds = Number.POSITIVE_INFINITY, caseSeconds } = effort;
  const share = (totalSeconds - elapsed) / left - BESIDE_SECONDS;
  return share >= caseSeconds ? effort : { ...effort, caseSeconds: Math.max(0, share) };
}

/** All cases, one after another. */
export async function runBench(run: BenchRun): Promise<BenchResult> {
  const { nd, peers, oracle, effort, onProgress, onCase } = run;
  const start = performance.now();
  const cases: CaseResult[] = [];
  const total = run.cases.length;
  for (const [done, one] of run.cases.entries()) {
    const state = { done, total, title: one.title };
    onProgress?.(state);
    const onRound = (round: number, rounds: number) => onProgress?.({ ...state, round, rounds });
    const pace = paced(effort, (performance.now() - start) / 1000, total - done);
    const result = await runCase({ nd, peers, oracle, effort: pace, onRound }, one);
    cases.push(result);
    onCase?.(result);
  }
  return { ...emptyResult(run), cases, seconds: (performance.now() - start) / 1000, complete: true };
}
