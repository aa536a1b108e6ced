import { areaAlongX, areaAlongY, groupColor } from "./channels.ts";
import { pointMark } from "./points.ts";
import type { ChartWords, Expr, PointWords } from "./words.ts";

export const SCATTER_HEIGHT = 340;

const LONGEST_ENTRY = 100;
const LETTER = 7;
const SYMBOL = 28;

/** How many of the legend's entries stand side by side over a plot of this width. */
export function legendColumns(groups: readonly string[], width: number): number {
  const entry = SYMBOL + Math.min(LONGEST_ENTRY, LETTER * Math.max(0, ...groups.map((name) => name.length)));
  return Math.max(1, Math.floor(width / entry));
}

/** Vega's own distance between a plot and its legend. */
export const LEGEND_OFFSET = 18;

export interface LegendWords {
  readonly columns: number | Expr;
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
            columns: legend.columns,
            labelLimit: LONGEST_ENTRY,
            labelExpr: `${words.groups}[datum.value]`,
          },
    ),
    tooltip: points.tooltip,
  },
});
