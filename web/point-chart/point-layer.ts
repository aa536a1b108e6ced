import {
  type LayerBox,
  type LayerLook,
  type LayerPoints,
  type LayerStamps,
  layerStamps,
  rasterPoints,
} from "../../src/draw/point-raster.ts";

/** A canvas over a chart, on which points are drawn. */
export interface PointLayer {
  readonly element: HTMLCanvasElement;
  /** The stamps of a look are kept as long as it is the same object. */
  draw(points: LayerPoints, look: LayerLook, box: LayerBox): void;
}

/** Makes a layer that covers its parent, as large as that is each time it is drawn. */
export function pointLayer(): PointLayer {
  const element = document.createElement("canvas");
  element.className = "ndpeek-points";
  element.setAttribute("aria-hidden", "true");
  const context = element.getContext("2d")!;
  let image: ImageData | undefined;
  let stamps: LayerStamps | undefined;
  let stamped: LayerLook | undefined;

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
      if (!stamps || stamped !== look || stamps.ratio !== ratio) stamps = layerStamps(look, ratio);
      stamped = look;
      rasterPoints(points, stamps, { ...box, left: column / ratio, top: line / ratio }, { width, height, words });
      context.putImageData(image, column, line);
    },
  };
}
