// What one wants to know first: a line a case, ndpeek's time and how many times as long the others take.
import type { BenchCase } from "../cases.ts";
import type { BenchResult, CaseResult, EntryResult } from "../result.ts";

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
        lengths: "A row of a long table",
      }[one.operation];
    case "png":
      return `PNG 202 × 96, ${PICTURES[one.operation]}`;
    case "pool":
      return `${count(one.items)} rows on workers${one.operation === "images" ? ", with PNGs" : ""}`;
  }
}

/** The columns of the overview: whose, and which of their entries comes first. */
export const COLUMNS = [
  { title: "SciPy, NumPy, Pillow", is: ({ peer }: EntryResult) => /SciPy|NumPy|Pillow/.test(peer) },
  { title: "OpenCV native", is: ({ peer }: EntryResult) => peer === "OpenCV native" },
  { title: "opencv-js", is: ({ peer }: EntryResult) => peer === "opencv-js" },
  { title: "fast-png", is: ({ peer, detail }: EntryResult) => peer === "fast-png" && detail === "level 6" },
  { title: "plain JavaScript", is: ({ peer }: EntryResult) => peer === "plain JavaScript" },
] as const;

const ORDER = ["kept", "whole", "fresh", "pool", "alone"];
const byMode = (a: EntryResult, b: EntryResult): number => ORDER.indexOf(a.mode) - ORDER.indexOf(b.mode);

export interface HeadlineRow {
  readonly case: BenchCase;
  readonly label: string;
  readonly own: EntryResult;
  /** Of the nearest limit, by the entry that comes nearest. */
  readonly limit: EntryResult["limit"];
  /** One a column, none where it has no such operation. */
  readonly peers: readonly (EntryResult | undefined)[];
}

function rowOf({ case: one, entries, baseline }: CaseResult): HeadlineRow | undefined {
  const own = entries.find(({ name }) => name === baseline);
  const peers = COLUMNS.map(({ is }) => entries.filter(is).sort(byMode)[0]);
  if (!own || peers.every((peer) => peer === undefined)) return undefined;
  const limits = entries.flatMap(({ limit }) => limit ?? []).sort((a, b) => b.share - a.share);
  return { case: one, label: labelOf(one), own, limit: limits[0], peers };
}

/** The cases that have someone to be compared with, without the points of curves. */
export const headlinesOf = ({ cases }: BenchResult): HeadlineRow[] =>
  cases.filter((one) => !one.case.narrow).flatMap((one) => rowOf(one) ?? []);

/** The columns in which anything stands. */
export const columnsOf = (rows: readonly HeadlineRow[]): number[] =>
  COLUMNS.map((_, i) => i).filter((i) => rows.some(({ peers }) => peers[i] !== undefined));
