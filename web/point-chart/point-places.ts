import { type Places, placePoints, pointCount } from "../../src/charts/places.ts";
import type { Domain, PeekView } from "../../src/draw/frame-values.ts";
import type { PeekTable } from "../../src/draw/peek-table.ts";
import { jittersOf, placeTable, project, room } from "../../src/draw/plot-places.ts";
import type { LayerBox } from "../../src/draw/point-raster.ts";
import { motion, wantsMotion } from "./motion.ts";

/** Where a chart's points are: in shares of the plot, and in CSS pixels, where they may be on their way. */
export interface PointPlaces {
  /** In CSS pixels, from where the plot's box is counted. */
  readonly points: Places;
  /** The rows are others, or of another kind of chart: they are strewn anew. */
  strew(table: PeekTable, view: PeekView): void;
  /** Finds where the table's points belong. */
  place(table: PeekTable, view: PeekView, domains: readonly Domain[]): void;
  /** Brings the points there, at once or (`moves`) step by step; `draw` is called whenever they have moved. */
  arrive(plot: LayerBox, moves: boolean, draw: () => void): void;
  /** The rows that have a point within a box in shares of the plot. */
  rowsWithin(box: LayerBox): Uint32Array;
  stop(): void;
}

/** Points that move one by one from place to place. */
const MOST_MOVING = 40_000;

/** From one place to another; what was nowhere is there at once. */
const between = (from: number, to: number, share: number): number => (Number.isNaN(from) ? to : from + (to - from) * share);

export function pointPlaces(): PointPlaces {
  const moving = motion();
  let jitters: readonly Float64Array[] = [];
  let places = room(0);
  let points = room(0);
  let rows = 0;

  return {
    get points() {
      return points;
    },
    strew(table, view) {
      jitters = jittersOf(table, view);
    },
    place(shown, view, domains) {
      const table = placeTable(shown);
      const count = pointCount(view, table);
      if (places.x.length !== count) places = room(count);
      rows = table.length;
      placePoints(table, { ...view, domains, jitters }, places);
    },
    arrive(plot, moves, draw) {
      moving.stop();
      const count = places.x.length;
      const before = points;
      const old = before.x.length;
      if (!moves || old === 0 || old % rows !== 0 || count > MOST_MOVING || !wantsMotion()) {
        if (old !== count) points = room(count);
        project(places, plot, points);
        draw();
        return;
      }
      const end = room(count);
      project(places, plot, end);
      points = room(count);
      moving.start((share) => {
        for (let i = 0; i < count; i++) {
          points.x[i] = between(before.x[i % old]!, end.x[i]!, share);
          points.y[i] = between(before.y[i % old]!, end.y[i]!, share);
        }
        draw();
      });
    },
    rowsWithin({ left, top, width, height }) {
      const { x, y } = places;
      const within = new Uint8Array(rows);
      let count = 0;
      for (let i = 0, row = 0; i < x.length; i++, row++) {
        if (row === rows) row = 0;
        if (within[row] || !(x[i]! >= left && x[i]! <= left + width && y[i]! >= top && y[i]! <= top + height)) continue;
        within[row] = 1;
        count++;
      }
      const found = new Uint32Array(count);
      for (let row = 0, at = 0; row < rows; row++) if (within[row]) found[at++] = row;
      return found;
    },
    stop: moving.stop,
  };
}
