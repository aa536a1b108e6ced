import type { BlobSet } from "../../src/blob-set.ts";
import { encodePng, pngDataUri } from "../../src/png.ts";
import { areaScale } from "../../web/peek-chart/area-scale.ts";
import { pointCircles } from "../../web/peek-chart/chart-svg.ts";
import { frameValues, type PeekView } from "../../web/peek-chart/frame-values.ts";
import { frameView } from "../../web/peek-chart/frame-view.ts";
import { type LayerBox, type LayerLook, layerStamps, rasterPoints } from "../../web/peek-chart/point-layer.ts";
import { pointLook } from "../../web/peek-chart/point-look.ts";
import { pointPlaces } from "../../web/peek-chart/point-places.ts";
import { textMetrics } from "../../web/peek-chart/vega-core.generated.js";
import { tableOf } from "../../web/viewer/blob-tables.ts";
import type { PosterLook } from "./poster-look.ts";
import { textWidth } from "./text-width.ts";

/** A chart drawn for paper: the frame's SVG, and where its points are. */
export interface PosterChart {
  readonly frame: string;
  readonly points: { readonly x: Float64Array; readonly y: Float64Array };
  readonly plot: LayerBox;
  readonly look: LayerLook;
  /** The points' SVG. */
  readonly drawn: string;
}

/** More points than that are a picture in the SVG: their circles would be a file of megabytes. */
export const MOST_CIRCLES = 20_000;
const PICTURE_SCALE = 2;

const isBold = (weight: unknown): boolean => weight === "bold" || Number(weight) >= 600;

textMetrics.width = ({ fontSize = 11, fontWeight }, text) => textWidth(String(text ?? ""), fontSize, isBold(fontWeight));

/** The points as a PNG, `PICTURE_SCALE` pixels for one of the chart's. */
function pointPicture(
  points: PosterChart["points"],
  rows: number,
  hues: Uint32Array | undefined,
  look: LayerLook,
  plot: LayerBox,
) {
  const reach = look.radius + look.line;
  const left = Math.floor(plot.left - reach);
  const top = Math.floor(plot.top - reach);
  const box = { left, top, width: Math.ceil(plot.width + 2 * reach) + 1, height: Math.ceil(plot.height + 2 * reach) + 1 };
  const [width, height] = [box.width * PICTURE_SCALE, box.height * PICTURE_SCALE];
  const words = new Int32Array(width * height);
  rasterPoints({ ...points, hues, rows, picked: undefined }, layerStamps(look, PICTURE_SCALE), box, { width, height, words });
  const png = encodePng({ data: new Uint8Array(words.buffer), shape: [height, width, 4] });
  return `<image x="${left}" y="${top}" width="${box.width}" height="${box.height}" href="${pngDataUri(png)}"/>`;
}

/** Draws the chart of a set as the page draws it. */
export async function posterChart(set: BlobSet, view: PeekView, look: PosterLook, width: number): Promise<PosterChart> {
  const table = tableOf(set);
  const scale = areaScale();
  scale.fit(table, view.kind);
  const { view: vega, panels } = frameView(view.kind, frameValues(table, view, scale.domains, width), look);
  await vega.runAsync();
  const frame = await vega.toSVG();
  const plot = panels().at(-1)!;
  vega.finalize();
  const places = pointPlaces();
  places.strew(table, view);
  places.place(table, view, scale.domains);
  places.arrive(plot, false, () => {});
  const { points } = places;
  const layer = pointLook(points.x.length, look.colors);
  const { length: rows, hues } = table;
  const drawn =
    points.x.length > MOST_CIRCLES
      ? pointPicture(points, rows, hues, layer, plot)
      : pointCircles({ points, rows, hues, look: layer });
  return { frame, points, plot, look: layer, drawn };
}
