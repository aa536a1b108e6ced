import type { BenchResult, EntryResult } from "../result.ts";
import { bandHeight, base, legend, names, type ReportChart } from "./chart-parts.ts";
import { labelOf, ROUNDED } from "./headline.ts";
import { resultText } from "./words.ts";

const isCompared = ({ mode, peer }: EntryResult): boolean => mode !== "limit" && mode !== "alone" && peer !== "ndpeek";

/** Python's packages stand in for each other: each case has one of them. */
const familyOf = (peer: string): string => (/SciPy|NumPy|Pillow/.test(peer) ? "SciPy, NumPy, Pillow" : peer);

/** Everyone's time by ndpeek's: a line a case. */
export function ratioChart({ cases }: BenchResult): ReportChart[] {
  const rows = cases
    .filter((one) => !one.case.narrow && one.case.kernel !== "pool")
    .flatMap((result) =>
      result.entries.filter(isCompared).map((entry) => {
        const { ratio } = entry;
        return {
          case: labelOf(result.case),
          peer: familyOf(entry.peer),
          name: entry.name,
          ratio: ratio.fastest,
          low: Math.min(...ratio.halves),
          high: Math.max(...ratio.halves),
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
    "Fastest rounds; lines join what each half of the rounds gives. Left of 1 is faster than ndpeek. Points are exact or rounded, triangles are off by more than 10⁻⁵ of full scale; each table below tells by how much.";
  return [{ id: "ratios", title: "Everyone’s time by ndpeek’s", note, spec }];
}
