import { areaAlongX, countAlongY, groupColor } from "./channels.ts";
import { LABELS } from "./labels.ts";
import { stripView } from "./strip-view.ts";
import type { ChartWords, Expr, PointWords } from "./words.ts";

const BARS_HEIGHT = 110;
const GAP = 12;

/** The bars and where they come from: each has `area`, `until`, `from`, `to`, `hue`, `group` and `rows`. */
export interface BarWords {
  readonly data?: object;
  readonly transform: readonly object[];
  /** The end of the axis of counts. */
  readonly most: number | Expr;
}

const span = "format(datum.area, '.4f') + ' to ' + format(datum.until, '.4f')";
const rows = "format(datum.rows, ',')";

const barsView = (words: ChartWords, { data, transform, most }: BarWords) => {
  const { axis, ...x } = areaAlongX(words.areas[0]!, words.plotWidth);
  return {
    width: words.width,
    height: BARS_HEIGHT,
    ...(data && { data }),
    transform,
    mark: {
      type: "rect",
      // Of bars a frame has its own, which need no sieve.
      invalid: null,
      description: { expr: `'Group ' + datum.group + ', area ' + ${span} + ', rows: ' + ${rows}` },
    },
    encoding: {
      x: { ...x, axis: { ...axis, title: null, labels: false, ticks: false } },
      x2: { field: "until" },
      y: countAlongY(most),
      y2: { field: "to" },
      color: groupColor(words),
      tooltip: { value: { expr: `{'${LABELS.group}': datum.group, '${LABELS.area}': ${span}, '${LABELS.rows}': ${rows}}` } },
    },
  };
};

/** Bars over strips, of one scale from left to right. `all` is the data of both; `points` are those of the strips. */
export const histogramView = (
  words: ChartWords,
  all: Pick<PointWords, "data" | "transform">,
  points: Omit<PointWords, "data">,
  bars: BarWords,
) => {
  const { data: _, ...strips } = stripView(words, { ...points, data: {} });
  return {
    data: all.data,
    transform: all.transform,
    spacing: GAP,
    vconcat: [barsView(words, bars), { width: words.width, height: words.height, ...strips }],
  };
};
