// The portable charts as all of Vega-Lite and Vega draw them: what charts of ours are held against.
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { BlobSet } from "../src/index.ts";
import { type ChartLook, themeWith } from "../web/chart-theme.ts";
import type { PeekChartKind } from "../web/peek-chart/peek-table.ts";
import { BUILDERS, type Metric } from "./frame-values.ts";

/** A layer of points of its own lies over a frame, so that their halves beyond the plot take no room; clipped ones take none either. */
function clipped(spec: object): object {
  return JSON.parse(JSON.stringify(spec), (_, value) => (value?.type === "circle" ? { ...value, clip: true } : value));
}

/** The portable chart by all of Vega-Lite and Vega, as wide as the frame: where there are two plots, as its plots. */
export async function portableView(
  kind: PeekChartKind,
  set: BlobSet,
  metric: Metric,
  width: number,
  plot: number,
  look: ChartLook,
): Promise<View> {
  const isMetric = kind === "strip" || kind === "histogram";
  const chart = BUILDERS[kind](set, {
    images: "none",
    width: kind === "histogram" ? plot : width,
    ...(isMetric && { metric }),
  });
  const spec = clipped(chart);
  const fitted = kind === "histogram" ? spec : { autosize: { type: "fit-x", contains: "padding" }, ...spec };
  const { spec: vega } = compile(fitted as TopLevelSpec, { config: themeWith(look) as never });
  const view = new View(parse(vega), { renderer: "none" });
  if (kind === "dropdown") view.signal("shown", `${metric}_area`);
  await view.runAsync();
  return view;
}
