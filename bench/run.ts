import type { Ndpeek } from "../src/index.ts";
import type { BenchCase } from "./cases.ts";
import type { Effort } from "./effort.ts";
import type { Absent, Peer } from "./entry.ts";
import { type BenchResult, type CaseResult, type Environment, FORMAT, VERSION } from "./result.ts";
import { type Oracle, runCase } from "./run-case.ts";
import { disagreement, joined } from "./summary.ts";

/** How far a run is. */
export interface BenchProgress {
  /** Cases that are done, of so many; all, while some are visited again. */
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
  /** After each visit, with the rounds of those before. */
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
const BESIDE_SECONDS = 1;
/** Where the halves of a case's rounds are this near each other, another visit is not worth its time. */
const AGREED = 1.05;

/** The rounds of a case as long as there is time for, where so many cases are left. */
function paced(effort: Effort, elapsed: number, left: number): Effort {
  const { totalSeconds, caseSeconds } = effort;
  const share = (totalSeconds - elapsed) / left - BESIDE_SECONDS;
  return share >= caseSeconds ? effort : { ...effort, caseSeconds: Math.max(0, share) };
}

/** A case that has been visited, and the longest that a visit took. */
interface Visited {
  readonly result: CaseResult;
  readonly seconds: number;
}

/** Of the cases that there is time for, the one whose rounds agree least. */
function mostDisagreed(visited: readonly Visited[], { mostVisits }: Effort, left: number): number {
  const worth = visited.map(({ result, seconds }) => (result.visits < mostVisits && seconds <= left ? disagreement(result) : 1));
  const most = Math.max(...worth);
  return most > AGREED ? worth.indexOf(most) : -1;
}

/**
 * All cases, one after another; then again those whose rounds do not agree, while there is time: what a neighbour on the machine disturbs for seconds
 * is undisturbed a minute later.
 */
export async function runBench(run: BenchRun): Promise<BenchResult> {
  const { nd, peers, oracle, effort, onProgress, onCase } = run;
  const start = performance.now();
  const elapsed = (): number => (performance.now() - start) / 1000;
  const visited: Visited[] = [];
  const total = run.cases.length;

  async function visit(one: BenchCase, pace: Effort, done: number): Promise<Visited> {
    const state = { done, total, title: one.title };
    onProgress?.(state);
    const onRound = (round: number, rounds: number) => onProgress?.({ ...state, round, rounds });
    const before = elapsed();
    const result = await runCase({ nd, peers, oracle, effort: pace, onRound }, one);
    return { result, seconds: elapsed() - before };
  }

  for (const [done, one] of run.cases.entries()) {
    const now = await visit(one, paced(effort, elapsed(), total - done), done);
    visited.push(now);
    onCase?.(now.result);
  }
  for (;;) {
    const at = mostDisagreed(visited, effort, effort.totalSeconds - elapsed());
    if (at < 0) break;
    const { result, seconds } = visited[at]!;
    const again = await visit(result.case, effort, total);
    visited[at] = { result: joined(result, again.result), seconds: Math.max(seconds, again.seconds) };
    onCase?.(visited[at]!.result);
  }
  return { ...emptyResult(run), cases: visited.map(({ result }) => result), seconds: elapsed(), complete: true };
}
