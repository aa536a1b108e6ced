// Time over a number: sizes, sigmas.
import type { BenchCase } from "../cases.ts";
import type { CaseResult, EntryResult } from "../result.ts";
import { fastestOfHalves } from "../statistics.ts";
import { base, legend, type ReportChart } from "./chart-parts.ts";
import { labelOf } from "./headline.ts";
import { timeText } from "./words.ts";

/** A point of a curve; times are nanoseconds an item. */
interface Point {
  readonly series: string;
  readonly case: string;
  readonly x: number;
  readonly time: number;
  readonly low: number;
  readonly high: number;
  /** A call's time, for people. */
  readonly said: string;
  readonly told: string;
}

type Series = (entry: EntryResult) => string | undefined;

const PEERS = ["ndpeek", "ndpeek, kernel alone", "limit", "SciPy", "OpenCV native", "opencv-js"] as const;

/** The curves of a filter: whose times are joined. */
const curveOf: Series = ({ peer, mode, detail }) => {
  if (mode === "limit") return detail?.startsWith("one copy") ? undefined : "limit";
  if (peer === "ndpeek") return { kept: "ndpeek", alone: "ndpeek, kernel alone" }[mode as string];
  return mode === "kept" && PEERS.includes(peer as never) ? peer : undefined;
};

/** Lines over a number, both axes logarithmic, each point with its bar. */
function curves(rows: readonly Point[], x: { field: string; title: string }, values: readonly number[]): object {
  const known = PEERS.filter((name) => rows.some(({ series }) => series === name));
  return {
    ...base,
    height: 260,
    data: { values: rows },
    encoding: {
      x: {
        ...x,
        type: "quantitative",
        scale: { type: "log", nice: false, padding: 12 },
        axis: { values, grid: false, format: "~r" },
      },
      color: {
        field: "series",
        type: "nominal",
        sort: known,
        scale: { domain: known },
        legend: { ...legend(2, 3), symbolType: "circle" },
      },
    },
    layer: [
      {
        mark: { type: "line", strokeWidth: 2, aria: false },
        encoding: {
          y: {
            field: "time",
            type: "quantitative",
            title: "ns a pixel",
            scale: { type: "log", nice: false, padding: 12 },
            axis: { format: "~g", tickCount: 6 },
          },
          strokeDash: { condition: { test: "datum.series === 'limit'", value: [3, 3] }, value: [1, 0] },
        },
      },
      {
        mark: { type: "rule", strokeWidth: 2, aria: false },
        encoding: { y: { field: "low", type: "quantitative" }, y2: { field: "high" } },
      },
      {
        mark: { type: "circle", size: 44 },
        encoding: {
          y: { field: "time", type: "quantitative" },
          tooltip: [
            { field: "series", title: "who" },
            { field: "case", title: "case" },
            { field: "said", title: "a call" },
            { field: "time", title: "ns a pixel", format: ".3~g" },
          ],
          description: { field: "told" },
        },
      },
    ],
  };
}

function pointsOf(cases: readonly CaseResult[], read: (one: BenchCase) => number): Point[] {
  return cases.flatMap((result) =>
    result.entries.flatMap((entry) => {
      const series = curveOf(entry);
      if (series === undefined) return [];
      const each = 1e9 / entry.items;
      const { min, rounds } = entry;
      const label = labelOf(result.case);
      return [
        {
          ...{
            series,
            case: label,
            x: read(result.case),
            said: timeText(min),
            told: `${series}, ${label}: ${timeText(min)}`,
          },
          ...{ time: min * each, low: min * each, high: Math.max(...fastestOfHalves(rounds)) * each },
        },
      ];
    }),
  );
}

/** The least that limits take is the largest of them. */
const largestLimit = (rows: readonly Point[]): Point[] =>
  rows.filter(
    (row) =>
      row.series !== "limit" || !rows.some((other) => other.series === "limit" && other.x === row.x && other.time > row.time),
  );

/** Nothing where there are fewer than two points. */
export function curveChart(
  id: string,
  title: string,
  cases: readonly CaseResult[],
  x: { readonly title: string; read(one: BenchCase): number },
): ReportChart[] {
  const values = [...new Set(cases.map((one) => x.read(one.case)))].sort((a, b) => a - b);
  if (values.length < 2) return [];
  const rows = largestLimit(pointsOf(cases, x.read));
  const note =
    "Both axes are logarithmic. Points are the fastest rounds; bars reach up to the fastest of the other half of the rounds, where that is not within the point.";
  return [{ id, title, note, spec: curves(rows, { field: "x", title: x.title }, values) }];
}
