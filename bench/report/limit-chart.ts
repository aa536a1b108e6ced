import type { BenchResult } from "../result.ts";
import { bandHeight, base, legend, names, type ReportChart } from "./chart-parts.ts";
import { labelOf } from "./headline.ts";

/** How near ndpeek comes to what the machine leaves: a bar a case. */
export function limitChart({ cases }: BenchResult): ReportChart[] {
  const rows = cases.flatMap((result) => {
    const best = result.entries.flatMap(({ limit }) => limit ?? []).sort((a, b) => b.share - a.share)[0];
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
    "The time of what no exact kernel can do without, timed in the same rounds, by ndpeek’s time, of the kernel alone where that is timed: additions at the rate of the vector units, divisions, " +
    "one way through memory, or the random stream.";
  return [{ id: "limits", title: "Share of the machine’s limit", note, spec }];
}
