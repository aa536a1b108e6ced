import type { Ndpeek } from "../src/index.ts";
import type { BenchCase } from "./cases.ts";
import type { Difference } from "./difference.ts";
import type { Effort } from "./effort.ts";
import { type Entry, nameOf, type Peer, type Task } from "./entry.ts";
import { calibrate, interleave } from "./measure.ts";
import { referenceOf, taskOf } from "./reference.ts";
import type { CaseResult, Refused } from "./result.ts";
import { type MeasuredEntry, summarized } from "./summary.ts";

/** Rounding is all that may differ between builds whose exp has other last bits. */
const ROUNDING = { f64: 1e-13, f32: 1e-6, u8: 1 / 255 };
/** A result further off, as a share of full scale, is another filter's. */
const ERROR_LIMIT = 0.05;

/** Says of the exact result what it was held against, or throws where that is otherwise. */
export type Oracle = (one: BenchCase, task: Task) => Promise<string>;

export interface CaseRun {
  readonly nd: Ndpeek;
  readonly peers: readonly Peer[];
  readonly oracle: Oracle;
  readonly effort: Effort;
  readonly onRound?: (done: number, total: number) => void;
}

interface Checked extends Entry, Difference {
  readonly name: string;
}

interface Timed extends Checked {
  readonly repeats: number;
  readonly seconds: number;
  readonly isLong: boolean;
}

const refusal = ({ error, detail, peer }: Checked): Refused => ({
  name: [peer, detail].filter(Boolean).join(", "),
  reason: Number.isNaN(error)
    ? "its result has values that are no numbers"
    : `its result is off by ${error.toExponential(1)} of full scale`,
});

async function checked(entry: Entry, one: BenchCase, reference: Parameters<Entry["check"]>[0]): Promise<Checked> {
  const name = nameOf(entry);
  if (entry.bits === "other") return { ...entry, name, exact: false, error: Number.NaN };
  const { exact, error } = await entry.check(reference);
  const rounding = ROUNDING["dtype" in one ? one.dtype : "f64"];
  const allowed = { every: exact, rounding: error <= rounding, any: true }[entry.bits];
  if (!allowed) throw new Error(`${one.name}: the result of ${name} is off by ${error} of full scale`);
  return { ...entry, name, exact, error };
}

/** Whose Gaussians are timed however long they take. */
const ALWAYS: ReadonlySet<string> = new Set(["ndpeek", "limit", "SciPy", "opencv-js"]);
/** Calls this long are warm after one, need no company to make a round, and do not find their data in a cache. */
const LONG_SECONDS = 0.04;

/** Warms an entry up; one whose calls take too long is not timed. */
async function warmed(entry: Checked, { kernel }: BenchCase, effort: Effort): Promise<Timed | Refused> {
  if (entry.isCold) return { ...entry, repeats: 1, seconds: 0, isLong: true };
  const first = await entry.round(1);
  if (kernel === "gaussian" && !ALWAYS.has(entry.peer) && first > effort.callSeconds) {
    return { name: entry.name, reason: `a call takes ${first.toFixed(1)} s: not repeated` };
  }
  if (first > LONG_SECONDS) return { ...entry, repeats: 1, seconds: first, isLong: true };
  return { ...entry, ...(await calibrate(entry.round, effort)), isLong: false };
}

const isTimed = (one: Timed | Refused): one is Timed => "round" in one;

/** Of a curve's points: who is drawn in it. */
const IN_CURVES = new Set(["ndpeek", "limits", "scipy", "opencv-js", "opencv"]);
const inCurve = ({ mode, peer }: Entry): boolean => mode !== "fresh" && (peer !== "opencv-js" || mode === "kept");

/** Whose Gaussians of large images take a second: to see that again and again is worth nobody's time. */
const SLOW = new Set(["image-js", "jsfeat", "d3-array", "plain"]);
const LARGE = 2 ** 20;
const isSlow = ({ id }: Peer, { kernel, items }: BenchCase): boolean => kernel === "gaussian" && items > LARGE && SLOW.has(id);

export const peersOf = (peers: readonly Peer[], one: BenchCase): Peer[] =>
  peers.filter((peer) => (one.narrow ? IN_CURVES.has(peer.id) : !isSlow(peer, one)));

interface Opened {
  readonly entries: Entry[];
  readonly refused: Refused[];
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What peers have of a case, into `opened`. A peer that fails is told; ndpeek must not, nor the limits. */
async function openEntries(peers: readonly Peer[], one: BenchCase, task: Task, { entries, refused }: Opened): Promise<void> {
  for (const peer of peersOf(peers, one)) {
    try {
      entries.push(...(await peer.entries(one, task)));
    } catch (error) {
      if (peer.id === "ndpeek" || peer.id === "limits") throw error;
      refused.push({ name: peer.name, reason: reasonOf(error) });
    }
  }
}

function roundsOf(timed: readonly Timed[], { rounds }: BenchCase, effort: Effort): number {
  const { caseSeconds, fewest, most } = effort;
  if (effort.rounds !== undefined) return effort.rounds;
  const each = timed.reduce((sum, { seconds, repeats, isLong }) => sum + seconds + (isLong ? 0 : seconds / repeats), 0);
  return Math.min(rounds ?? most, Math.max(rounds ?? fewest, Math.min(most, Math.floor(caseSeconds / each))));
}

function measuredOf(entry: Timed, one: BenchCase, seconds: ReadonlyMap<string, number[]>): MeasuredEntry {
  const { name, peer, mode, detail, workers, border, bytes, exact, error, repeats } = entry;
  const [memory, longestTask] = [entry.memory?.(), entry.longestTask?.()];
  return {
    ...{ name, peer, mode, items: entry.items ?? one.items, exact, repeats, rounds: seconds.get(name)! },
    ...(detail !== undefined && { detail }),
    ...(workers !== undefined && { workers }),
    ...(border !== undefined && { border }),
    ...(bytes !== undefined && { bytes }),
    ...(memory !== undefined && { memory }),
    ...(longestTask !== undefined && { longestTask }),
    error: Number.isNaN(error) ? null : error,
  };
}

/** Checks everyone's result of a case, then times all of them in turns. Throws where an exact one is not exact. */
export async function runCase({ nd, peers, oracle, effort, onRound }: CaseRun, one: BenchCase): Promise<CaseResult> {
  const task = await taskOf(nd, one);
  const says = await oracle(one, task);
  const reference = referenceOf(nd, one, task);
  const opened: Opened = { entries: [], refused: [] };
  const { refused } = opened;
  try {
    await openEntries(peers, one, task, opened);
    const entries = one.narrow ? opened.entries.filter(inCurve) : opened.entries;
    const passed: Checked[] = [];
    for (const entry of entries) {
      const result = await checked(entry, one, reference);
      if (entry.bits === "other" || result.error <= ERROR_LIMIT) passed.push(result);
      else refused.push(refusal(result));
    }
    const timed: Timed[] = [];
    for (const entry of passed) {
      const warm = await warmed(entry, one, effort);
      if (isTimed(warm)) timed.push(warm);
      else refused.push(warm);
    }
    const base = timed.find(({ peer }) => peer === "ndpeek")!;
    const rounds = roundsOf(timed, one, effort);
    const seconds = await interleave(timed, rounds, (done) => onRound?.(done, rounds));
    const measured = timed.map((entry) => measuredOf(entry, one, seconds));
    return { case: one, oracle: says, baseline: base.name, entries: summarized(measured, base.name), refused, visits: 1 };
  } finally {
    await Promise.allSettled(opened.entries.map(async ({ free }) => free?.()));
  }
}
