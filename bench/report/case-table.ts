import type { CaseResult, EntryResult } from "../result.ts";
import { bytesText, isNoisy, ratioText, resultText, shareText, spreadText, timeText } from "./words.ts";

/** A line of a case's table, in words. */
export interface CaseLine {
  readonly entry: EntryResult;
  readonly name: string;
  readonly time: string;
  readonly interval: string;
  readonly min: string;
  readonly each: string;
  readonly ratio: string;
  /** Of the limit. */
  readonly share: string;
  readonly result: string;
  readonly noisy: boolean;
}

const HEADS: Readonly<Record<Exclude<keyof CaseLine, "entry" | "noisy">, string>> = {
  name: "who",
  time: "median",
  interval: "95 %",
  min: "min",
  each: "a",
  ratio: "× baseline",
  share: "of the limit",
  result: "result",
};

/** In the order in which they stand. */
export const COLUMNS = ["name", "time", "interval", "min", "each", "ratio", "share", "result"] as const;

/** What stands above them. */
export const headsOf = ({ case: { unit } }: CaseResult): string[] =>
  COLUMNS.map((column) => (column === "each" ? `${/^[aeiou]/.test(unit) ? "an" : "a"} ${unit}` : HEADS[column]));

const isOwn = ({ peer }: EntryResult): boolean => peer === "ndpeek";

/** What an entry has beside its time. */
const besides = ({ bytes, memory, longestTask }: EntryResult): string[] => [
  ...(bytes === undefined ? [] : [bytesText(bytes)]),
  ...(memory === undefined ? [] : [`${Math.round(memory / 1e6)} MB in memory`]),
  ...(longestTask === undefined ? [] : [longestTask === 0 ? "no task of 50 ms" : `longest task ${timeText(longestTask)}`]),
];

/** Ours first, then the peers by their time, the limits last. */
export function linesOf({ entries }: CaseResult): CaseLine[] {
  const rank = (entry: EntryResult) => (entry.mode === "limit" ? 2 : isOwn(entry) ? 0 : 1);
  const ordered = entries.toSorted((a, b) => rank(a) - rank(b) || (isOwn(a) ? 0 : a.ratio.fastest - b.ratio.fastest));
  return ordered.map((entry) => ({
    entry,
    name: entry.mode === "limit" ? `limit: ${entry.detail}` : entry.name,
    time: timeText(entry.median),
    interval: spreadText(entry.median, entry.interval),
    min: timeText(entry.min),
    each: timeText(entry.median / entry.items),
    ratio: ratioText(entry.ratio.fastest),
    share: entry.limit ? shareText(entry.limit.share) : "",
    result: [...besides(entry), resultText(entry)].filter(Boolean).join(", "),
    noisy: isNoisy(entry),
  }));
}
