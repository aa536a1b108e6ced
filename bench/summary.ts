// What the rounds of a case say, and what those of two visits to it say together.
import type { CaseResult, EntryResult } from "./result.ts";
import { apart, fastest, fastestOfHalves, median, medianInterval } from "./statistics.ts";

/** An entry's rounds, before anything is made of them. */
export type MeasuredEntry = Omit<EntryResult, "median" | "interval" | "min" | "ratio" | "limit">;

/** Seconds an item. */
const each = ({ rounds, items }: MeasuredEntry): number[] => rounds.map((seconds) => seconds / items);

function ratioOf(entry: MeasuredEntry, base: MeasuredEntry): EntryResult["ratio"] {
  const [own, others] = [each(entry), each(base)];
  const [first, second] = fastestOfHalves(own);
  const [baseFirst, baseSecond] = fastestOfHalves(others);
  // Round by round: what happens to the machine happens to both.
  const turns = own.map((seconds, i) => seconds / others[i]!);
  return {
    fastest: fastest(own) / fastest(others),
    halves: [first / baseFirst, second / baseSecond],
    median: median(turns),
    interval: medianInterval(turns),
  };
}

/** By the fastest rounds: what disturbs one of two makes a share of the limit that nobody reaches. */
function limitOf(entry: MeasuredEntry, entries: readonly MeasuredEntry[]): EntryResult["limit"] {
  const limits = entries.filter(({ mode, items }) => mode === "limit" && items === entry.items);
  return limits
    .map((limit) => ({ name: limit.detail!, share: fastest(limit.rounds) / fastest(entry.rounds) }))
    .sort((a, b) => b.share - a.share)[0];
}

/** Medians, intervals and ratios of entries whose n-th rounds are neighbours in time. */
export function summarized(entries: readonly MeasuredEntry[], baseline: string): EntryResult[] {
  const base = entries.find(({ name }) => name === baseline)!;
  return entries.map((entry) => {
    const { peer, workers, rounds } = entry;
    const limit = peer === "ndpeek" && workers === undefined ? limitOf(entry, entries) : undefined;
    return {
      ...entry,
      median: median(rounds),
      interval: medianInterval(rounds),
      min: fastest(rounds),
      ratio: ratioOf(entry, base),
      ...(limit && { limit }),
    };
  });
}

/** What is the most of all rounds. */
function mostOf(first: MeasuredEntry, second: MeasuredEntry): Pick<MeasuredEntry, "memory" | "longestTask"> {
  const most = (name: "memory" | "longestTask") => {
    const known = [first[name], second[name]].filter((value) => value !== undefined);
    return known.length > 0 && { [name]: Math.max(...known) };
  };
  return { ...most("memory"), ...most("longestTask") };
}

/** The rounds of two visits to a case, the second after the first. What only one of them has timed is not timed. */
export function joined(first: CaseResult, second: CaseResult): CaseResult {
  const later = new Map(second.entries.map((entry) => [entry.name, entry]));
  const both = first.entries.flatMap(({ median, interval, min, ratio, limit, ...entry }) => {
    const other = later.get(entry.name);
    return other ? [{ ...entry, ...mostOf(entry, other), rounds: [...entry.rounds, ...other.rounds] }] : [];
  });
  const entries = summarized(both, first.baseline);
  const once = [...first.entries, ...second.entries].filter(({ name }) => both.every((entry) => entry.name !== name));
  const refused = new Map([...first.refused, ...second.refused].map((one) => [one.name, one]));
  for (const { name } of once) {
    if (!refused.has(name)) refused.set(name, { name, reason: "not timed at each visit" });
  }
  return { ...first, entries, refused: [...refused.values()], visits: first.visits + second.visits };
}

/** Fewer rounds than these say nothing of how well they agree. */
export const FEW_ROUNDS = 4;

/** How far the ratios of a case's halves are apart: 1 where they agree. */
export const disagreement = ({ entries }: Pick<CaseResult, "entries">): number =>
  Math.max(1, ...entries.filter(({ mode }) => mode !== "limit").map(({ ratio }) => apart(...ratio.halves)));
