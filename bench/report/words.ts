import type { EntryResult } from "../result.ts";
import { apart, type Interval } from "../statistics.ts";
import { FEW_ROUNDS } from "../summary.ts";

const digits = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(3));

const UNITS = [
  ["s", 1],
  ["ms", 1e3],
  ["µs", 1e6],
  ["ns", 1e9],
] as const;

/** "1.23 ms": three digits of the largest unit that has any. */
export function timeText(seconds: number): string {
  const [unit, factor] = UNITS.find(([, factor]) => seconds * factor >= 1) ?? UNITS[3];
  return `${digits(seconds * factor)} ${unit}`;
}

/** "5.91": three digits, or all before the point. */
export const ratioText = (ratio: number): string => (ratio >= 100 ? String(Math.round(ratio)) : ratio.toPrecision(3));

/** The larger distance of the interval's ends from the middle, as a share of it. */
export const spread = (middle: number, { low, high }: Interval): number => Math.max(high - middle, middle - low) / middle;

/** Ratios whose halves are further apart are called noisy, and those of few rounds, which have not had the chance to disagree. */
const NOISE = 1.1;
export const isNoisy = ({ ratio, rounds }: Pick<EntryResult, "ratio" | "rounds">): boolean =>
  rounds.length < FEW_ROUNDS || apart(...ratio.halves) > NOISE;

/** "±2 %"; a dash where so few rounds leave no interval of 95 %. */
export const spreadText = (middle: number, interval: Interval): string => {
  if (interval.level < 0.95) return "–";
  const percent = 100 * spread(middle, interval);
  return `±${percent >= 0.95 ? Math.round(percent) : percent.toFixed(1)} %`;
};

/** What an entry's result is worth. */
export function resultText({ mode, exact, error, border }: EntryResult): string {
  if (mode === "limit") return "";
  if (exact) return "every bit";
  if (error === null) return "other numbers";
  const where = border === undefined ? "" : `, border “${border}”`;
  return error === 0 ? `equal${where}` : `off by ${error.toExponential(1)}${where}`;
}

export const shareText = (share: number): string => `${Math.round(100 * share)} %`;

export const bytesText = (bytes: number): string => `${Math.round(bytes).toLocaleString("en-US")} B`;
