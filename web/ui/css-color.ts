let canvas: OffscreenCanvasRenderingContext2D | undefined;

/** Red, green, blue and alpha, 0 to 255, of a colour of any form that CSS has; the colour `unknown` where the text is none. */
export function cssColor(color: string, unknown: string): readonly [red: number, green: number, blue: number, alpha: number] {
  canvas ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
  canvas.clearRect(0, 0, 1, 1);
  // A text that is no colour leaves the one before.
  canvas.fillStyle = unknown;
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return [red!, green!, blue!, alpha!];
}
