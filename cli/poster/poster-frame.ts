import { textMetrics } from "../../build/generated/vega-core.js";
import type { FrameValues } from "../../src/draw/frame-signals.ts";
import { frameView } from "../../src/draw/frame-view.ts";
import type { PeekChartKind } from "../../src/draw/peek-table.ts";
import type { LayerBox } from "../../src/draw/point-raster.ts";
import type { Size } from "../../src/draw/position.ts";
import { UsageError } from "../flags/flags.ts";
import { type FrameBoxes, frameBoxes } from "./frame-boxes.ts";
import { textWidth } from "./letters.ts";
import type { PosterLook } from "./poster-look.ts";

/** A chart's axes, titles, legend and bars, drawn without a page. */
export interface PosterFrame extends FrameBoxes {
  readonly svg: string;
  readonly size: Size;
  /** The plot that has the points. */
  readonly plot: LayerBox;
}

const LEAST_PLOT = 80;

const isBold = (weight: unknown): boolean => weight === "bold" || Number(weight) >= 600;

// Vega has a canvas measure its texts, and where there is none it guesses.
textMetrics.width = ({ fontSize = 11, fontWeight, limit = 0 }, text) => {
  const width = textWidth(String(text ?? "").trim(), { size: fontSize, isBold: isBold(fontWeight) });
  return limit > 0 ? Math.min(width, limit) : width;
};

const sizeOf = (svg: string): Size => {
  const [, width, height] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg)!;
  return { width: Number(width), height: Number(height) };
};

/** Draws a frame; `height` is all the poster's, missing: what the page gives the chart. */
export async function posterFrame(
  kind: PeekChartKind,
  values: FrameValues,
  look: PosterLook,
  height: number | undefined,
): Promise<PosterFrame> {
  const frame = frameView(kind, values, look);
  try {
    await frame.view.runAsync();
    if (height !== undefined) {
      const plot = values.height + height - sizeOf(await frame.view.toSVG()).height;
      const least = Math.ceil(height - plot + LEAST_PLOT);
      if (plot < LEAST_PLOT) throw new UsageError(`--height: expected at least ${least} for this chart, got ${height}`);
      frame.update({ height: plot });
    }
    const svg = await frame.view.toSVG();
    return { svg, size: sizeOf(svg), plot: frame.panels().at(-1)!, ...frameBoxes(frame) };
  } finally {
    frame.view.finalize();
  }
}
