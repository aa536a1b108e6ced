import { type PointLook, putStamp, type Raster, type Rgb, Stamps } from "./point-stamps.ts";

/** Points where they stand, in CSS pixels from the layer's left top corner. */
export interface LayerPoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** For each row the index of its colour; missing: the last colour. Points are rows once, or several times over. */
  readonly hues: Uint32Array | undefined;
  readonly rows: number;
  /** For each row 1 where it is picked out; the others fade. Missing: all are alike. */
  readonly picked: Uint8Array | undefined;
}

export interface LayerLook extends PointLook {
  readonly colors: readonly Rgb[];
  /** The opacity of points that are not picked out. */
  readonly faded: number;
}

export interface LayerBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A canvas over a chart, on which points are drawn. */
export interface PointLayer {
  readonly element: HTMLCanvasElement;
  draw(points: LayerPoints, look: LayerLook, box: LayerBox): void;
  clear(): void;
}

const scaled = (look: LayerLook, ratio: number): LayerLook => ({
  ...look,
  radius: look.radius * ratio,
  line: look.line * ratio,
});

/** Draws points onto a raster whose left top corner is at `left` and `top`. Points outside of their plot are left out by whoever places them. */
export function rasterPoints(points: LayerPoints, look: LayerLook, { left, top }: LayerBox, ratio: number, raster: Raster): void {
  const { x, y, hues, rows, picked } = points;
  const last = look.colors.length - 1;
  const size = scaled(look, ratio);
  const draw = (stamps: Stamps, wanted: number | undefined): void => {
    for (let i = 0, row = 0; i < x.length; i++, row++) {
      if (row === rows) row = 0;
      if (wanted !== undefined && picked![row] !== wanted) continue;
      const across = (x[i]! - left) * ratio;
      const down = (y[i]! - top) * ratio;
      // What has no number for a place is nowhere.
      if (!(across > -64 && down > -64)) continue;
      const column = Math.floor(across);
      const line = Math.floor(down);
      putStamp(raster, stamps.at(hues ? hues[row]! % last : last, across - column, down - line), column, line);
    }
  };
  const stamps = new Stamps(size.colors, size);
  if (picked) {
    draw(new Stamps(size.colors, { ...size, opacity: size.faded, line: 0 }), 0);
    draw(stamps, 1);
  } else {
    draw(stamps, undefined);
  }
}

/** Makes a layer that covers its parent, as large as that is each time it is drawn. */
export function pointLayer(): PointLayer {
  const element = document.createElement("canvas");
  element.className = "ndpeek-points";
  element.setAttribute("aria-hidden", "true");
  const context = element.getContext("2d")!;
  let image: ImageData | undefined;

  function sizeCanvas(ratio: number): void {
    const width = Math.round(element.clientWidth * ratio);
    const height = Math.round(element.clientHeight * ratio);
    if (element.width === width && element.height === height) context.clearRect(0, 0, width, height);
    else Object.assign(element, { width, height });
  }

  return {
    element,
    draw(points, look, box) {
      const ratio = window.devicePixelRatio || 1;
      sizeCanvas(ratio);
      // On the raster's own grid, so that points stay where they are when the box grows.
      const column = Math.floor(box.left * ratio);
      const line = Math.floor(box.top * ratio);
      const width = Math.min(element.width - column, Math.ceil(box.width * ratio) + 1);
      const height = Math.min(element.height - line, Math.ceil(box.height * ratio) + 1);
      if (!(width > 0 && height > 0)) return;
      if (image?.width === width && image.height === height) image.data.fill(0);
      else image = context.createImageData(width, height);
      const words = new Int32Array(image.data.buffer);
      rasterPoints(points, look, { ...box, left: column / ratio, top: line / ratio }, ratio, { width, height, words });
      context.putImageData(image, column, line);
    },
    clear() {
      context.clearRect(0, 0, element.width, element.height);
    },
  };
}
