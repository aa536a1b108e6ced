// The channels that charts have in common.
import { LABELS } from "./labels.ts";
import type { AreaWords, ChartWords } from "./words.ts";

/**
 * Room for the labels of an axis of numbers, in pixels: a plot keeps its place when they change. Vega rounds up what all axes take, and noise of
 * its sums must not decide that.
 */
const NUMBERS = 37.25;
/** Names of rows are cut beyond this, in pixels. */
const LONGEST_NAME = 96;

const band = (places: ChartWords["places"]) => ({ type: "band", domain: places, paddingInner: 0.2, paddingOuter: 0.1 });

export const areaAlongX = ({ title, domain }: AreaWords, plotWidth: string, field = "area") => ({
  field,
  type: "quantitative",
  scale: { domain, nice: false },
  // Labels at the ends stand within the plot, nearer to their neighbours than others.
  axis: { title, titleLimit: { expr: plotWidth }, tickCount: { expr: `ceil(${plotWidth} / 60)` }, labelSeparation: 4 },
});

export const areaAlongY = ({ title, domain }: AreaWords, field = "area") => ({
  field,
  type: "quantitative",
  scale: { domain, nice: false },
  axis: { title, titleLimit: { expr: "height" }, minExtent: NUMBERS },
});

export const countAlongY = (most: number | { expr: string }) => ({
  field: "from",
  type: "quantitative",
  stack: null,
  scale: { domain: [0, most], nice: false },
  axis: { title: LABELS.rows, tickMinStep: 1, tickCount: 4, format: "~s", minExtent: NUMBERS },
});

/** Groups as columns; names are cut to the column's width. */
export function groupsAlongX({ groups, metrics, places, groupTitle }: ChartWords) {
  const name = `truncate(${groups}[datum.value], max(3, floor(bandwidth('x') / 7)))`;
  return {
    field: "position",
    type: "ordinal",
    scale: band(places),
    axis: {
      title: groupTitle,
      labelAngle: 0,
      labelOverlap: false,
      ticks: false,
      labelPadding: 6,
      labelExpr: metrics === undefined ? name : `[${name}, ${metrics}[datum.value]]`,
    },
  };
}

/** Groups as rows, one strip each. */
export const groupsAlongY = ({ groups, places, groupTitle }: ChartWords) => ({
  field: "hue",
  type: "ordinal",
  scale: band(places),
  axis: {
    title: groupTitle,
    labelOverlap: false,
    labelLimit: LONGEST_NAME,
    ticks: false,
    labelPadding: 6,
    minExtent: NUMBERS,
    labelExpr: `${groups}[datum.value]`,
  },
});

const jitterFrom = (start: number, end: number) => ({ field: "jitter", type: "quantitative", scale: { domain: [start, end] } });

/** From left to right. */
export const jitterAlongX = jitterFrom(0, 1);
/** From top to bottom, where Vega-Lite would go upwards. */
export const jitterAlongY = jitterFrom(1, 0);

export const groupColor = ({ hues }: Pick<ChartWords, "hues">, legend: object | null = null) => ({
  field: "hue",
  type: "nominal",
  scale: { domain: hues },
  legend,
});
