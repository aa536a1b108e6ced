// What one wants to know first: a line a case, ndpeek's time and how many times as long the others take.
import type { BenchCase } from "../cases.ts";
import type { BenchResult, CaseResult, EntryResult } from "../result.ts";
import { isNoisy, ratioText, shareText, timeText } from "./words.ts";

const TYPES = { f64: "", f32: ", floats", u8: ", bytes" };
const count = (value: number): string => value.toLocaleString("en-US");

function ofImage({ width, images, dtype }: Extract<BenchCase, { width: number }>): string {
  return `${images === undefined ? "" : `${images} × `}${width}²${TYPES[dtype]}`;
}

const PICTURES = { smooth: "circles", row: "a row’s pair", noisy: "squares", noise: "noise" };

/** A case in a few words. */
export function labelOf(one: BenchCase): string {
  switch (one.kernel) {
    case "gaussian":
      return `Gaussian σ ${one.sigma}, ${one.precision ? `${one.width}², single` : ofImage(one)}`;
    case "box":
      return `Box ${one.size}, ${ofImage(one)}`;
    case "threshold":
      return `${one.operation === "area" ? "Area above" : "Mask"}, ${ofImage(one)}`;
    case "random":
      return `${count(one.items)} ${one.operation === "normal" ? "normals" : "uniforms"}`;
    case "rows":
      return {
        table: `${count(one.items)} rows: areas, groups`,
        images: `${count(one.items)} rows with embedded PNGs`,
        areas: `Areas of ${count(one.items)} rows at another threshold`,
        lengths: `A row of a table of ${count(Math.max(...(one.lengths ?? [one.items])))}`,
      }[one.operation];
    case "png":
      return `PNG 202 × 96, ${PICTURES[one.operation]}`;
    case "program":
      return `A program, ${count(one.items)} rows with PNGs`;
    case "page":
      return one.operation === "drag"
        ? `The viewer's chart of ${count(one.rows)} rows, dragged`
        : `The viewer, ${count(one.rows)} rows to the painted chart`;
    case "pool":
      return `${count(one.items)} rows on workers${one.operation === "images" ? ", with PNGs" : ""}`;
  }
}

/** The columns of the overview: whose, and which of their entries comes first. */
export const COLUMNS = [
  { title: "SciPy, NumPy, Pillow", is: ({ peer }: EntryResult) => /SciPy|NumPy|Pillow/.test(peer) },
  { title: "OpenCV native", is: ({ peer }: EntryResult) => peer === "OpenCV native" },
  { title: "opencv-js", is: ({ peer }: EntryResult) => peer === "opencv-js" },
  { title: "fast-png", is: ({ peer }: EntryResult) => peer === "fast-png" },
  { title: "node:zlib", is: ({ peer }: EntryResult) => peer === "node:zlib" },
  { title: "plain JavaScript", is: ({ peer }: EntryResult) => peer === "plain JavaScript" },
] as const;

const ORDER = ["kept", "whole", "fresh", "pool", "alone"];
/** Of several in one mode, levels of an encoder say, the fastest. */
const byMode = (a: EntryResult, b: EntryResult): number =>
  ORDER.indexOf(a.mode) - ORDER.indexOf(b.mode) || a.ratio.fastest - b.ratio.fastest;

export interface HeadlineRow {
  readonly case: BenchCase;
  readonly label: string;
  readonly own: EntryResult;
  /** Of a call in the fastest round; of PNGs, of an image. */
  readonly time: string;
  /** The nearest limit of that time. */
  readonly limit: EntryResult["limit"];
  /** One a column, none where it has no such operation. */
  readonly peers: readonly (EntryResult | undefined)[];
  /** The fastest of those whose results are off by more than rounding of floats. */
  readonly approximate: EntryResult | undefined;
}

/** Errors up to this share of full scale are rounding. */
export const ROUNDED = 1e-5;

const isApproximate = ({ error }: EntryResult): boolean => error !== null && error > ROUNDED;

function rowOf({ case: one, entries, baseline }: CaseResult): HeadlineRow | undefined {
  const own = entries.find(({ name }) => name === baseline);
  const peers = COLUMNS.map(({ is }) => entries.filter(is).sort(byMode)[0]);
  if (!own || peers.every((peer) => peer === undefined)) return undefined;
  const [approximate] = entries.filter(isApproximate).sort((a, b) => a.ratio.fastest - b.ratio.fastest);
  const time = timeText(one.unit === "image" ? own.min / own.items : own.min);
  return { case: one, label: labelOf(one), own, time, limit: own.limit, peers, approximate };
}

/** The cases that have someone to be compared with, without the points of curves. */
export const headlinesOf = ({ cases }: BenchResult): HeadlineRow[] =>
  cases.filter((one) => !one.case.narrow).flatMap((one) => rowOf(one) ?? []);

const errorText = ({ error }: EntryResult): string =>
  error !== null && error > ROUNDED ? `, off by ${error.toExponential(0)}` : "";
const timesText = (entry: EntryResult | undefined): string =>
  entry ? `${isNoisy(entry) ? "≈ " : ""}${ratioText(entry.ratio.fastest)}${errorText(entry)}` : "";

/** The overview in words, with those columns in which anything stands; the first line is the heads. */
export function headlineTable(rows: readonly HeadlineRow[]): string[][] {
  const columns = COLUMNS.map((_, i) => i).filter((i) => rows.some(({ peers }) => peers[i] !== undefined));
  const heads = ["case", "ndpeek", ...columns.map((i) => COLUMNS[i]!.title), "fastest approximation", "of the limit"];
  const lines = rows.map(({ label, time, limit, peers, approximate }) => [
    label,
    time,
    ...columns.map((i) => timesText(peers[i])),
    approximate ? `${approximate.peer} ${timesText(approximate)}` : "",
    limit ? shareText(limit.share) : "",
  ]);
  return [heads, ...lines];
}
