import { type Places, placePoints, pointCount } from "../../src/charts/places.ts";
import { areaScale } from "../../src/draw/area-scale.ts";
import { pointCircles } from "../../src/draw/chart-svg.ts";
import { frameValues, type PeekView } from "../../src/draw/frame-values.ts";
import type { PeekTable } from "../../src/draw/peek-table.ts";
import { jittersOf, placeTable, project, room } from "../../src/draw/plot-places.ts";
import { pointLook } from "../../src/draw/point-look.ts";
import { type LayerBox, type LayerLook, layerStamps, rasterPlace, rasterPoints } from "../../src/draw/point-raster.ts";
import { encodePng, pngDataUri } from "../../src/png/png.ts";
import { type PosterFrame, posterFrame } from "./poster-frame.ts";
import type { PosterLook } from "./poster-look.ts";

/** A chart, drawn as the page draws it. */
export interface PosterChart {
  readonly frame: PosterFrame;
  readonly points: Places;
  readonly pointLook: LayerLook;
  /** The points' SVG. */
  readonly drawn: string;
}

/** More points than that are a picture in the SVG: as circles they would be a file of megabytes. */
export const MOST_CIRCLES = 20_000;
/** Pixels of that picture for one of the chart's. */
const PICTURE_SCALE = 2;

interface Drawn {
  readonly points: Places;
  readonly table: PeekTable;
  readonly look: LayerLook;
  readonly plot: LayerBox;
}

function pointPicture({ points, table, look, plot }: Drawn): string {
  // In the chart's own pixels, so that the picture lies on them.
  const { column, line, ...size } = rasterPlace(look, plot, 1);
  const box = { left: column, top: line, ...size };
  const [width, height] = [box.width * PICTURE_SCALE, box.height * PICTURE_SCALE];
  const words = new Int32Array(width * height);
  const { hues, length: rows } = table;
  rasterPoints({ ...points, hues, rows, picked: undefined }, layerStamps(look, PICTURE_SCALE), box, { width, height, words });
  const png = encodePng({ data: new Uint8Array(words.buffer), shape: [height, width, 4] });
  return `<image x="${column}" y="${line}" width="${box.width}" height="${box.height}" href="${pngDataUri(png)}"/>`;
}

function pointPlaces(table: PeekTable, view: PeekView, domains: readonly (readonly [number, number])[], plot: LayerBox): Places {
  const placed = placeTable(table);
  const count = pointCount(view, placed);
  const [shares, points] = [room(count), room(count)];
  placePoints(placed, { ...view, domains, jitters: jittersOf(table, view) }, shares);
  project(shares, plot, points);
  return points;
}

/** CSS pixels; the height is missing where it is the chart's own. */
export interface PosterSize {
  readonly width: number;
  readonly height?: number | undefined;
}

export async function posterChart(
  table: PeekTable,
  view: PeekView,
  look: PosterLook,
  { width, height }: PosterSize,
): Promise<PosterChart> {
  const scale = areaScale();
  scale.fit(table, view.kind);
  const frame = await posterFrame(view.kind, frameValues(table, view, scale.domains, width), look, height);
  const points = pointPlaces(table, view, scale.domains, frame.plot);
  const layer = pointLook(points.x.length, look.colors);
  const isPicture = points.x.length > MOST_CIRCLES;
  const drawn = isPicture
    ? pointPicture({ points, table, look: layer, plot: frame.plot })
    : pointCircles({ points, rows: table.length, hues: table.hues, look: layer });
  return { frame, points, pointLook: layer, drawn };
}
