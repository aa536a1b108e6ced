import { CAPTION_HEIGHT, captionWidth, drawCaption } from "./label.ts";
import type { NdArray } from "./ndarray.ts";

/** The tutorial's white gap between two images, in pixels. */
export const GAP = 10;

const WHITE = 255;

/** Square grey images of one width side by side on white, each under its label where there are labels and the width has room for them. */
export function sideBySide(images: readonly Uint8Array[], width: number, labels?: readonly string[]): NdArray<Uint8Array> {
  const captions = labels?.every((label) => captionWidth(label) <= width) ? labels : undefined;
  const top = captions ? CAPTION_HEIGHT : 0;
  const stride = images.length * width + (images.length - 1) * GAP;
  const canvas = new Uint8Array((top + width) * stride).fill(WHITE);
  for (const [i, image] of images.entries()) {
    const left = i * (width + GAP);
    if (captions) drawCaption(canvas, stride, left, captions[i]!);
    for (let y = 0; y < width; y++) {
      canvas.set(image.subarray(y * width, (y + 1) * width), (top + y) * stride + left);
    }
  }
  return { data: canvas, shape: [top + width, stride] };
}
