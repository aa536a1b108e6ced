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
/** What two visits say is enough where the halves of their rounds are this near each other. */
const AGREED = 1.05;
/** What is said once agrees with itself only: it counts as this much further apart. */
const SAID_ONCE = 1.1;

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

/** What another visit is worth a second: the more, the further a case's halves are apart. */
function worthOf({ result, seconds }: Visited, { mostVisits }: Effort, left: number): number {
  if (result.visits >= mostVisits || seconds > left) return 0;
  const apart = disagreement(result) * (result.visits === 1 ? SAID_ONCE : 1);
  return apart > AGREED ? (apart - 1) / seconds : 0;
}

/**
 * All cases, one after another; then again, while there is time, where it is worth most: what a neighbour on the machine disturbs for seconds is
 * undisturbed a minute later.
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
    const worths = visited.map((one) => worthOf(one, effort, effort.totalSeconds - elapsed()));
    const most = Math.max(...worths);
    if (most === 0) break;
    const at = worths.indexOf(most);
    const { result, seconds } = visited[at]!;
    const again = await visit(result.case, effort, total);
    visited[at] = { result: joined(result, again.result), seconds: Math.max(seconds, again.seconds) };
    onCase?.(visited[at]!.result);
  }
  return { ...emptyResult(run), cases: visited.map(({ result }) => result), seconds: elapsed(), complete: true };
}
