import type { Box, Point } from "../../src/draw/position.ts";
import type { SceneBounds, WatchableView } from "../../src/draw/scene.ts";

/** Where a view's coordinates are in the window: `left` and `top` of its origin, and how many CSS pixels a unit is. */
export interface ViewFrame {
  readonly left: number;
  readonly top: number;
  readonly scaleX: number;
  readonly scaleY: number;
}

/** The element that a view draws into. */
export const drawingOf = (view: WatchableView): SVGSVGElement | HTMLCanvasElement | undefined =>
  [...(view.container()?.children ?? [])].find(
    (child): child is SVGSVGElement | HTMLCanvasElement => child instanceof SVGSVGElement || child instanceof HTMLCanvasElement,
  );

/** Canvases have more pixels than units where the screen has. */
const pixelRatio = (canvas: HTMLCanvasElement): number =>
  (canvas.getContext("2d") as { pixelRatio?: number } | null)?.pixelRatio ?? window.devicePixelRatio;

/** Reads the frame off the drawing, so that pages that scroll or scale it are counted in. */
export function viewFrame(view: WatchableView): ViewFrame | undefined {
  const drawing = drawingOf(view);
  if (!drawing) return undefined;
  const [x, y] = view.origin();
  const padding = view.padding() as { left: number; top: number };
  const origin = { x: x + padding.left, y: y + padding.top };
  if (drawing instanceof SVGSVGElement) {
    const matrix = drawing.getScreenCTM();
    if (!matrix || matrix.a === 0 || matrix.d === 0) return undefined;
    const { a: scaleX, d: scaleY, e, f } = matrix;
    return { left: e + origin.x * scaleX, top: f + origin.y * scaleY, scaleX, scaleY };
  }
  const { left, top, width, height } = drawing.getBoundingClientRect();
  const ratio = pixelRatio(drawing);
  const scaleX = (width * ratio) / drawing.width;
  const scaleY = (height * ratio) / drawing.height;
  if (!(scaleX > 0 && scaleY > 0)) return undefined;
  return { left: left + origin.x * scaleX, top: top + origin.y * scaleY, scaleX, scaleY };
}

export const toView = ({ left, top, scaleX, scaleY }: ViewFrame, { x, y }: Point): Point => ({
  x: (x - left) / scaleX,
  y: (y - top) / scaleY,
});

export const toWindow = ({ left, top, scaleX, scaleY }: ViewFrame, { x1, y1, x2, y2 }: SceneBounds, offset: Point): Box => ({
  x: left + (x1 + offset.x) * scaleX,
  y: top + (y1 + offset.y) * scaleY,
  width: (x2 - x1) * scaleX,
  height: (y2 - y1) * scaleY,
});
