import { areaAlongX, areaAlongY, groupColor } from "./channels.ts";
import { pointMark } from "./points.ts";
import type { ChartWords, Expr, PointWords } from "./words.ts";

const LONGEST_ENTRY = 100;
const LETTER = 7;
const SYMBOL = 30;

/** About how wide an entry of the legend is, in pixels. */
export const legendEntry = (groups: readonly string[]): number =>
  SYMBOL + Math.min(LONGEST_ENTRY, LETTER * Math.max(0, ...groups.map((name) => name.length)));

/** Vega's own distance between a plot and its legend. */
export const LEGEND_OFFSET = 18;

export interface LegendWords {
  /** How wide an entry is. */
  readonly entry: number | string;
  readonly offset: number | Expr;
}

/** One area against the other. */
export const scatterView = (words: ChartWords, points: PointWords, legend: LegendWords | undefined) => ({
  data: points.data,
  transform: points.transform,
  mark: pointMark(points),
  encoding: {
    x: areaAlongX(words.areas[0]!, words.plotWidth, "image1_area"),
    y: areaAlongY(words.areas[1]!, "image2_area"),
    color: groupColor(
      words,
      legend === undefined
        ? null
        : {
            title: null,
            orient: "top",
            offset: legend.offset,
            columns: { expr: `max(1, floor(${words.plotWidth} / ${legend.entry}))` },
            labelLimit: LONGEST_ENTRY,
            labelExpr: `${words.groups}[datum.value]`,
          },
    ),
    tooltip: points.tooltip,
  },
});
