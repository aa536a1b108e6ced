import { MEDIA_TYPES } from "../../src/base/media-types.ts";

/** A canvas's pixels as a PNG; rejects with `refusal` where the browser makes none, which is where there are too many. */
export const canvasPng = (canvas: HTMLCanvasElement, refusal: string): Promise<Blob> =>
  new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(refusal))), MEDIA_TYPES.png));
