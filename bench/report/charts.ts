// A result as Vega-Lite charts.
import type { BenchCase } from "../cases.ts";
import type { BenchResult, CaseResult, EntryResult } from "../result.ts";
import { labelOf, ROUNDED } from "./headline.ts";
import { resultText, timeText } from "./words.ts";

export interface ReportChart {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly spec: object;
}

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

/** Narrow windows get shorter names beside the axis, and narrower legends. */
const NARROW = "containerSize()[0] < 560";
const names = { labelLimit: { expr: `${NARROW} ? 132 : 250` } };
const legend = (narrow: number, wide: number): object => ({
  ...{ title: null, orient: "bottom", labelLimit: 220 },
  columns: { expr: `${NARROW} ? ${narrow} : ${wide}` },
});

/** Pixels: Vega-Lite's steps would not go with a width that follows the container's. */
const bandHeight = (rows: readonly { readonly case: string }[], step: number): number =>
  step * new Set(rows.map((row) => row.case)).size;

const base = { $schema: "https://vega.github.io/schema/vega-lite/v6.json", width: "container" as const };

/** Lines over a number, both axes logarithmic, each point with its interval. */
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
      const { median, interval } = entry;
      const label = labelOf(result.case);
      return [
        {
          ...{
            series,
            case: label,
            x: read(result.case),
            said: timeText(median),
            told: `${series}, ${label}: ${timeText(median)}`,
          },
          ...{ time: median * each, low: interval.low * each, high: interval.high * each },
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

function curveChart(
  id: string,
  title: string,
  cases: readonly CaseResult[],
  x: { readonly title: string; read(one: BenchCase): number },
): ReportChart[] {
  const values = [...new Set(cases.map((one) => x.read(one.case)))].sort((a, b) => a - b);
  if (values.length < 2) return [];
  const rows = largestLimit(pointsOf(cases, x.read));
  const note = "Both axes are logarithmic; bars are 95 % intervals, where they are larger than the points.";
  return [{ id, title, note, spec: curves(rows, { field: "x", title: x.title }, values) }];
}

const isPlain = (one: BenchCase): boolean =>
  "dtype" in one && one.dtype === "f64" && (!("images" in one) || one.images === undefined);

const sizeOf = (one: BenchCase): number => ("width" in one ? one.width : 0);
const sigmaOf = (one: BenchCase): number => ("sigma" in one ? one.sigma : 0);

function poolChart(cases: readonly CaseResult[]): ReportChart[] {
  const rows = cases.flatMap((result) =>
    result.entries.map((entry) => ({
      work: result.case.kernel === "pool" && result.case.operation === "images" ? "with embedded PNGs" : "areas and groups",
      workers: entry.workers === 0 ? "this thread" : String(entry.workers),
      order: entry.workers ?? 0,
      rate: entry.items / entry.median,
      low: entry.items / entry.interval.high,
      high: entry.items / entry.interval.low,
    })),
  );
  if (rows.length < 2) return [];
  const order = [...new Set(rows.toSorted((a, b) => a.order - b.order).map(({ workers }) => workers))];
  const x = { field: "workers", type: "nominal", sort: order, title: "workers", axis: { labelAngle: 0 } };
  const spec = {
    ...base,
    height: 260,
    data: { values: rows },
    encoding: {
      x,
      xOffset: { field: "work" },
      color: { field: "work", type: "nominal", legend: legend(1, 2) },
    },
    layer: [
      {
        mark: { type: "bar" },
        encoding: {
          y: { field: "rate", type: "quantitative", title: "rows a second", axis: { format: "~s" } },
          tooltip: [
            { field: "work", title: "rows" },
            { field: "workers", title: "workers" },
            { field: "rate", title: "rows a second", format: ",.0f" },
          ],
        },
      },
      {
        mark: { type: "rule", aria: false },
        encoding: { y: { field: "low", type: "quantitative" }, y2: { field: "high" }, color: { value: "gray" } },
      },
    ],
  };
  return [{ id: "pool", title: "Rows a second over workers", note: "Streams of their own, so that all workers draw.", spec }];
}

/** How near ndpeek comes to what the machine leaves: a bar a case. */
function limitChart({ cases }: BenchResult): ReportChart[] {
  const rows = cases.flatMap((result) => {
    const best = result.entries
      .flatMap(({ limit, mode }) => (limit ? [{ ...limit, mode }] : []))
      .sort((a, b) => b.share - a.share)[0];
    return best ? [{ case: labelOf(result.case), share: best.share, limit: best.name }] : [];
  });
  if (rows.length === 0) return [];
  const spec = {
    ...base,
    height: bandHeight(rows, 18),
    data: { values: rows },
    mark: { type: "bar" },
    encoding: {
      y: { field: "case", type: "nominal", sort: null, title: null, axis: names },
      x: {
        field: "share",
        type: "quantitative",
        title: "share of the limit",
        scale: { domain: [0, Math.max(1, ...rows.map(({ share }) => share))] },
        axis: { format: "%", tickCount: 5 },
      },
      color: { field: "limit", type: "nominal", legend: legend(1, 3) },
      tooltip: [
        { field: "case", title: "case" },
        { field: "limit", title: "limit" },
        { field: "share", title: "reached", format: ".0%" },
      ],
    },
  };
  const note =
    "The time of what no exact kernel can do without, timed in the same rounds, by ndpeek’s time: additions at the rate of the vector units, divisions, " +
    "one way through memory, or the random stream.";
  return [{ id: "limits", title: "Share of the machine’s limit", note, spec }];
}

const isCompared = ({ mode, peer }: EntryResult): boolean => mode !== "limit" && mode !== "alone" && peer !== "ndpeek";

/** Python's packages stand in for each other: each case has one of them. */
const familyOf = (peer: string): string => (/SciPy|NumPy|Pillow/.test(peer) ? "SciPy, NumPy, Pillow" : peer);

/** Everyone's time by ndpeek's: a line a case. */
function ratioChart({ cases }: BenchResult): ReportChart[] {
  const rows = cases
    .filter((one) => !one.case.narrow && one.case.kernel !== "pool")
    .flatMap((result) =>
      result.entries.filter(isCompared).map((entry) => {
        const { ratio } = entry;
        return {
          case: labelOf(result.case),
          peer: familyOf(entry.peer),
          name: entry.name,
          ratio: ratio.median,
          low: ratio.interval.low,
          high: ratio.interval.high,
          exactness: entry.error !== null && entry.error <= ROUNDED ? "exact or rounded" : "approximate",
          result: resultText(entry),
        };
      }),
    );
  if (rows.length === 0) return [];
  const y = { field: "case", type: "nominal", sort: null, title: null, axis: { ...names, grid: true } };
  const log = { type: "log", nice: false, padding: 10 };
  const x = {
    field: "ratio",
    type: "quantitative",
    title: "times as long as ndpeek",
    scale: log,
    axis: { format: "~g", values: [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100] },
  };
  const spec = {
    ...base,
    height: bandHeight(rows, 22),
    data: { values: rows },
    encoding: { y },
    layer: [
      {
        data: { values: [{ at: 1 }] },
        mark: { type: "rule", strokeDash: [4, 3], color: "gray", aria: false },
        encoding: { x: { datum: 1 }, y: { value: 0 }, y2: { value: "height" } },
      },
      {
        mark: { type: "rule", strokeWidth: 2, strokeOpacity: 0.5, aria: false },
        encoding: { x: { ...x, field: "low" }, x2: { field: "high" }, color: { field: "peer", type: "nominal" } },
      },
      {
        mark: { type: "point", filled: true, size: 60 },
        encoding: {
          x,
          color: { field: "peer", type: "nominal", legend: { ...legend(1, 5), symbolType: "circle" } },
          shape: {
            field: "exactness",
            type: "nominal",
            scale: { domain: ["exact or rounded", "approximate"], range: ["circle", "triangle-up"] },
            legend: null,
          },
          tooltip: [
            { field: "name", title: "who" },
            { field: "case", title: "case" },
            { field: "ratio", title: "times ndpeek’s", format: ".3~g" },
            { field: "low", title: "from", format: ".3~g" },
            { field: "high", title: "to", format: ".3~g" },
            { field: "result", title: "result" },
          ],
        },
      },
    ],
  };
  const note =
    "Left of 1 is faster than ndpeek. Points are exact or rounded, triangles are off by more than 10⁻⁵ of full scale; each table below tells by how much.";
  return [{ id: "ratios", title: "Everyone’s time by ndpeek’s", note, spec }];
}

/** The charts that a result has data for. */
export function chartsOf(result: BenchResult): ReportChart[] {
  const of = (test: (one: BenchCase) => boolean) => result.cases.filter((one) => test(one.case));
  const gaussians = of((one) => one.kernel === "gaussian" && isPlain(one) && !one.precision);
  const boxes = of((one) => one.kernel === "box" && isPlain(one));
  const sizes = { title: "pixels a side", read: sizeOf };
  return [
    ...ratioChart(result),
    ...curveChart(
      "size-gaussian",
      "Gaussian, σ 5: time a pixel over size",
      gaussians.filter((one) => sigmaOf(one.case) === 5),
      sizes,
    ),
    ...curveChart(
      "sigma",
      "Gaussian, 512²: time a pixel over σ",
      gaussians.filter((one) => sizeOf(one.case) === 512),
      { title: "sigma", read: sigmaOf },
    ),
    ...curveChart("size-box", "Box 38: time a pixel over size", boxes, sizes),
    ...poolChart(of((one) => one.kernel === "pool")),
    ...limitChart(result),
  ];
}
