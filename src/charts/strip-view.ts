import { areaAlongX, groupColor, groupsAlongY, jitterOffset } from "./channels.ts";
import { pointMark } from "./points.ts";
import type { ChartWords, PointWords } from "./words.ts";

const LEAST_HEIGHT = 150;
const ROW_HEIGHT = 56;

export const stripHeight = (groups: number): number => Math.max(LEAST_HEIGHT, ROW_HEIGHT * groups);

/** A row of points a group, areas to the right. */
export const stripView = (words: ChartWords, points: PointWords) => ({
  data: points.data,
  transform: points.transform,
  mark: pointMark(points),
  encoding: {
    x: areaAlongX(words.areas[0]!, words.plotWidth),
    y: groupsAlongY(words),
    yOffset: jitterOffset,
    color: groupColor(words),
    tooltip: points.tooltip,
  },
});
