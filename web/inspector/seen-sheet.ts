import { OUTLINE_STROKES } from "../../src/draw/outline-strokes.ts";
import { canvasPng } from "../ui/canvas-png.ts";
import { element } from "../ui/elements.ts";

/** An image as it is seen: its pixels, how many CSS pixels each takes, and the border over them, as path data in its pixels. */
export interface SeenImage {
  readonly canvas: HTMLCanvasElement;
  readonly scale: number;
  readonly outline: string;
}

const GAP = 16;

/** Images side by side in one PNG, enlarged as they are seen, and never reduced. Rejects where they are too large for a canvas. */
export function seenSheet(images: readonly SeenImage[]): Promise<Blob> {
  const sheet = element("canvas");
  const sizes = images.map(({ canvas, scale }) => {
    const factor = Math.max(1, scale);
    return { factor, width: canvas.width * factor, height: canvas.height * factor };
  });
  sheet.width = sizes.reduce((sum, { width }) => sum + width + GAP, -GAP);
  sheet.height = Math.max(...sizes.map(({ height }) => height));
  const context = sheet.getContext("2d")!;
  context.imageSmoothingEnabled = false;
  context.lineJoin = "round";
  for (const [i, { canvas, outline }] of images.entries()) {
    const { factor, width } = sizes[i]!;
    context.scale(factor, factor);
    context.drawImage(canvas, 0, 0);
    const path = new Path2D(outline);
    for (const { color, opacity, width } of OUTLINE_STROKES) {
      context.strokeStyle = color;
      context.globalAlpha = opacity;
      context.lineWidth = width / factor;
      context.stroke(path);
    }
    context.globalAlpha = 1;
    context.scale(1 / factor, 1 / factor);
    context.translate(width + GAP, 0);
  }
  return canvasPng(sheet, "the images are too large for one PNG");
}
