import { areaAlongX, groupColor, groupsAlongY, jitterAlongY } from "./channels.ts";
import { pointMark } from "./points.ts";
import type { ChartWords, PointWords } from "./words.ts";

const LEAST_HEIGHT = 150;
const MOST_HEIGHT = 420;
const ROW_HEIGHT = 64;

/** The height of a plot with a strip for each of so many groups. */
export const stripHeight = (groups: number): number => Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, ROW_HEIGHT * groups));

/** A row of points a group, areas to the right. */
export const stripView = (words: ChartWords, points: PointWords) => ({
  data: points.data,
  transform: points.transform,
  mark: pointMark(points),
  encoding: {
    x: areaAlongX(words.areas[0]!, words.plotWidth),
    y: groupsAlongY(words),
    yOffset: jitterAlongY,
    color: groupColor(words),
    tooltip: points.tooltip,
  },
});
