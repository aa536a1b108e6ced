import type { CaseResult } from "../result.ts";
import { fastestOfHalves } from "../statistics.ts";
import { base, legend, type ReportChart } from "./chart-parts.ts";

/** Rows a second over the number of workers. */
export function poolChart(cases: readonly CaseResult[]): ReportChart[] {
  const rows = cases.flatMap((result) =>
    result.entries.map((entry) => ({
      work: result.case.kernel === "pool" && result.case.operation === "images" ? "with embedded PNGs" : "areas and groups",
      workers: entry.workers === 0 ? "this thread" : String(entry.workers),
      order: entry.workers ?? 0,
      rate: entry.items / entry.min,
      low: entry.items / Math.max(...fastestOfHalves(entry.rounds)),
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
        encoding: { y: { field: "low", type: "quantitative" }, y2: { field: "rate" }, color: { value: "gray" } },
      },
    ],
  };
  return [
    {
      id: "pool",
      title: "Rows a second over workers",
      note: "Streams of their own, so that all workers draw. Fastest rounds; lines reach down to the fastest of the other half of the rounds.",
      spec,
    },
  ];
}
