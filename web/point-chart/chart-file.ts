import { MEDIA_TYPES } from "../../src/base/media-types.ts";
import type { Places } from "../../src/charts/places.ts";
import { pointCircles, svgAround } from "../../src/draw/chart-svg.ts";
import { cssText } from "../../src/draw/css-text.ts";
import type { PeekTable } from "../../src/draw/peek-table.ts";
import { type LayerBox, type LayerLook, layerStamps, rasterPlace, rasterPoints } from "../../src/draw/point-raster.ts";
import { canvasPng } from "../ui/canvas-png.ts";
import type { ChartFrame } from "./chart-frame.ts";

/** A chart as it is seen. */
export interface ChartPicture {
  readonly frame: ChartFrame;
  readonly points: Places;
  readonly table: PeekTable;
  readonly look: LayerLook;
  readonly picked: Uint8Array | undefined;
  readonly box: LayerBox;
}

const svg = async ({ frame, table, ...picture }: ChartPicture): Promise<string> =>
  svgAround(
    await frame.svg(),
    cssText(picture.look.lineColor),
    pointCircles({ ...picture, rows: table.length, hues: table.hues }),
  );

function load(text: string): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(new Blob([text], { type: MEDIA_TYPES.svg }));
  const image = new Image();
  return new Promise<HTMLImageElement>((resolve, reject) => {
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error("the chart could not be drawn as an image"));
    image.src = address;
  }).finally(() => URL.revokeObjectURL(address));
}

async function png(picture: ChartPicture, scale: number): Promise<Blob> {
  const { frame, look, box, points, table, picked } = picture;
  const image = await load(await frame.svg());
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  const context = canvas.getContext("2d")!;
  context.fillStyle = cssText(look.lineColor);
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const { column, line, width, height } = rasterPlace(look, box, scale);
  const pixels = new ImageData(width, height);
  rasterPoints(
    { ...points, hues: table.hues, rows: table.length, picked },
    layerStamps(look, scale),
    { ...box, left: column / scale, top: line / scale },
    { width, height, words: new Int32Array(pixels.data.buffer) },
  );
  // Through a canvas of its own, for pixels that are put replace what is there.
  const layer = new OffscreenCanvas(width, height);
  layer.getContext("2d")!.putImageData(pixels, 0, 0);
  context.drawImage(layer, column, line);
  return canvasPng(canvas, "the chart is too large for a PNG");
}

/** Files of a chart as it is seen. */
export const chartFile = { svg, png };
