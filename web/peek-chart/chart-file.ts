import type { Places } from "../../src/charts/places.ts";
import { canvasPng } from "../canvas-png.ts";
import type { ChartFrame } from "./chart-frame.ts";
import type { PeekTable } from "./peek-table.ts";
import { cssColor } from "./point-colors.ts";
import { type LayerBox, type LayerLook, layerStamps, rasterPoints } from "./point-layer.ts";

/** A chart as it is seen. */
export interface ChartPicture {
  readonly frame: ChartFrame;
  readonly points: Places;
  readonly table: PeekTable;
  readonly look: LayerLook;
  readonly picked: Uint8Array | undefined;
  readonly box: LayerBox;
}

const round = (value: number): string => String(Math.round(value * 100) / 100);

/** The points as circles, those that are picked out on top. */
function circles({ points: { x, y }, table: { length, hues }, look, picked }: ChartPicture): string {
  const last = look.colors.length - 1;
  const line = look.line > 0 ? ` stroke="${cssColor(look.lineColor)}" stroke-width="${look.line}"` : "";
  const draw = (wanted: number | undefined, opacity: number): string => {
    const parts: string[] = [];
    for (let i = 0; i < x.length; i++) {
      const row = i % length;
      if ((wanted !== undefined && picked![row] !== wanted) || Number.isNaN(x[i]) || Number.isNaN(y[i])) continue;
      const color = cssColor(look.colors[hues ? hues[row]! % last : last]!);
      parts.push(`<circle cx="${round(x[i]!)}" cy="${round(y[i]!)}" r="${look.radius}" fill="${color}"/>`);
    }
    return `<g opacity="${round(opacity)}"${line}>${parts.join("")}</g>`;
  };
  return picked ? draw(0, look.faded) + draw(1, look.opacity) : draw(undefined, look.opacity);
}

async function svg(picture: ChartPicture): Promise<string> {
  const frame = await picture.frame.svg();
  const surface = `<rect width="100%" height="100%" fill="${cssColor(picture.look.lineColor)}"/>`;
  const start = frame.indexOf(">", frame.indexOf("<svg")) + 1;
  const end = frame.lastIndexOf("</svg>");
  return `${frame.slice(0, start)}${surface}${frame.slice(start, end)}${circles(picture)}</svg>`;
}

function load(text: string): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
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
  context.fillStyle = cssColor(look.lineColor);
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const reach = look.radius + look.line;
  const column = Math.floor((box.left - reach) * scale);
  const line = Math.floor((box.top - reach) * scale);
  const [width, height] = [box.width, box.height].map((side) => Math.ceil((side + 2 * reach) * scale) + 1) as [number, number];
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
