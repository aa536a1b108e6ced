import { areaAlongY, groupColor, groupsAlongX, jitterAlongX } from "./channels.ts";
import { pointMark } from "./points.ts";
import type { ChartWords, PointWords } from "./words.ts";

/** A column of points a group, areas upwards. */
export const columnsView = (words: ChartWords, points: PointWords) => ({
  data: points.data,
  transform: points.transform,
  mark: pointMark(points),
  encoding: {
    x: groupsAlongX(words),
    xOffset: jitterAlongX,
    y: areaAlongY(words.areas[0]!),
    color: groupColor(words),
    tooltip: points.tooltip,
  },
});
