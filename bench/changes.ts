// What has changed between two results: before and after, or Node and a browser.
import type { BenchResult, CaseResult, EntryResult } from "./result.ts";
import { apart, fastestOfHalves, median, quantile } from "./statistics.ts";
import { FEW_ROUNDS } from "./summary.ts";

/** Factors of time: 1.1 is a tenth slower. */
export interface Change {
  readonly caseName: string;
  readonly caseTitle: string;
  readonly name: string;
  readonly own: boolean;
  /** Seconds an item, in the fastest round. */
  readonly before: number;
  readonly after: number;
  /** After by before, less the machine's drift; and the range that the halves of both leave. */
  readonly factor: number;
  readonly low: number;
  readonly high: number;
  /** Whether it is more than noise: the range does not hold 1, and the factor is beyond what is left of the others'. */
  readonly beyondNoise: boolean;
}

/** How well the ratios to the baselines agree. */
export interface Agreement {
  readonly count: number;
  /** Of all, those that differ by at most 10 %. */
  readonly within: number;
  /** The same of the medians of the rounds' ratios, which a busy machine disturbs more. */
  readonly withinByMedians: number;
  readonly largest: number;
  readonly where: string;
}

export interface Changes {
  readonly before: BenchResult;
  readonly after: BenchResult;
  readonly changes: readonly Change[];
  /** Time that the machine, by what is not ours, takes after for what it took before. */
  readonly drift: number;
  /** Changes up to this factor are noise: nine tenths of what is not ours stay within it. */
  readonly noise: number;
  /** How many of what is not ours both have. */
  readonly controls: number;
  readonly agreement: Agreement | undefined;
  /** Cases that only one of both has. */
  readonly unmatched: readonly string[];
}

/** Of fewer, no drift is taken. */
export const FEWEST_CONTROLS = 5;
const LEAST_NOISE = 1.03;
const AGREEMENT = 1.1;

interface Pair {
  readonly caseName: string;
  readonly caseTitle: string;
  readonly before: EntryResult;
  readonly after: EntryResult;
  /** What its case's ratios are to; none where that is another entry in both. */
  readonly bases: { readonly before: EntryResult; readonly after: EntryResult } | undefined;
}

const baseOf = ({ entries, baseline }: CaseResult): EntryResult | undefined => entries.find(({ name }) => name === baseline);

function pairsOf(before: BenchResult, after: BenchResult): Pair[] {
  const cases = new Map(after.cases.map((one) => [one.case.name, one]));
  return before.cases.flatMap((old) => {
    const now = cases.get(old.case.name);
    if (!now) return [];
    const [oldBase, newBase] = [baseOf(old), baseOf(now)];
    const bases = oldBase && newBase && oldBase.name === newBase.name ? { before: oldBase, after: newBase } : undefined;
    const entries = new Map(now.entries.map((entry) => [entry.name, entry]));
    return old.entries.flatMap((entry) => {
      const other = entries.get(entry.name);
      return other ? [{ caseName: old.case.name, caseTitle: old.case.title, before: entry, after: other, bases }] : [];
    });
  });
}

const each = ({ min, items }: EntryResult): number => min / items;
const factorOf = ({ before, after }: Pair): number => each(after) / each(before);
const isOwn = ({ before }: Pair): boolean => before.peer === "ndpeek";

/** Whether there are rounds enough to say that something has changed. */
const isSaid = ({ before, after }: Pair): boolean => Math.min(before.rounds.length, after.rounds.length) >= FEW_ROUNDS;

/** Factors of the halves of the rounds: the least and the most that the fastest of either say. */
function rangeOf({ before, after }: Pair): readonly [low: number, high: number] {
  const [old, now] = [before, after].map(({ rounds, items }) => fastestOfHalves(rounds).map((seconds) => seconds / items));
  return [Math.min(...now!) / Math.max(...old!), Math.max(...now!) / Math.min(...old!)];
}

function agreementOf(pairs: readonly Pair[]): Agreement | undefined {
  const ratios = pairs
    .flatMap(({ caseName, before, after, bases }) => {
      if (!bases || before.mode === "limit" || before.name === bases.before.name) return [];
      const [now, old] = [after.ratio, before.ratio];
      return [
        { by: apart(now.fastest, old.fastest), byMedians: apart(now.median, old.median), where: `${caseName}, ${before.name}` },
      ];
    })
    .sort((a, b) => b.by - a.by);
  const [worst] = ratios;
  if (!worst) return undefined;
  return {
    count: ratios.length,
    within: ratios.filter(({ by }) => by <= AGREEMENT).length,
    withinByMedians: ratios.filter(({ byMedians }) => byMedians <= AGREEMENT).length,
    largest: worst.by,
    where: worst.where,
  };
}

/** Holds two results against each other. What both have of others' tells how much slower the machine itself was. */
export function changesOf(before: BenchResult, after: BenchResult): Changes {
  const pairs = pairsOf(before, after);
  const controls = pairs.filter((pair) => !isOwn(pair)).map(factorOf);
  const drift = controls.length < FEWEST_CONTROLS ? 1 : median(controls);
  const left = controls.map((factor) => apart(factor, drift));
  const noise = controls.length < FEWEST_CONTROLS ? LEAST_NOISE : Math.max(LEAST_NOISE, quantile(left, 0.9));
  const changes = pairs.map((pair): Change => {
    const factor = factorOf(pair) / drift;
    const [low, high] = rangeOf(pair).map((value) => value / drift) as [number, number];
    return {
      caseName: pair.caseName,
      caseTitle: pair.caseTitle,
      name: pair.before.mode === "limit" ? `limit: ${pair.before.detail}` : pair.before.name,
      own: isOwn(pair),
      before: each(pair.before),
      after: each(pair.after),
      ...{ factor, low, high },
      beyondNoise: isSaid(pair) && (low > 1 || high < 1) && apart(factor, 1) > noise,
    };
  });
  const names = [before, after].map(({ cases }) => cases.map((one) => one.case.name));
  const unmatched = [
    ...names[0]!.filter((name) => !names[1]!.includes(name)),
    ...names[1]!.filter((name) => !names[0]!.includes(name)),
  ];
  return { before, after, changes, drift, noise, controls: controls.length, agreement: agreementOf(pairs), unmatched };
}
