import { timeCalls } from "../../bench/measure.ts";
import { MEDIA_TYPES } from "../../src/base/media-types.ts";
import { element } from "../ui/elements.ts";
import type { CanvasAnswer, CanvasRequest } from "./messages.ts";

function imageDataOf(gray: Uint8Array, width: number, height: number): ImageData {
  const image = new ImageData(width, height);
  for (let i = 0; i < gray.length; i++) image.data.set([gray[i]!, gray[i]!, gray[i]!, 255], 4 * i);
  return image;
}

const bytesOf = (uri: string): Uint8Array =>
  Uint8Array.from(atob(uri.slice(uri.indexOf(",") + 1)), (letter) => letter.charCodeAt(0));

/** Answers for a canvas of this page: pictures are put on it and become data URIs. */
export function canvasRounds(): (request: CanvasRequest) => CanvasAnswer {
  const canvas = element("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  let pictures: ImageData[] = [];
  const uriOf = (picture: ImageData): string => {
    context.putImageData(picture, 0, 0);
    return canvas.toDataURL(MEDIA_TYPES.png);
  };
  const call = (): number => pictures.reduce((sum, picture) => sum + uriOf(picture).length, 0);
  return (request) => {
    switch (request.kind) {
      case "prepare": {
        const { pixels, width, height } = request;
        Object.assign(canvas, { width, height });
        const count = pixels.length / (width * height);
        pictures = Array.from({ length: count }, (_, i) =>
          imageDataOf(pixels.subarray(i * width * height, (i + 1) * width * height), width, height),
        );
        return { done: true };
      }
      case "files":
        return { files: pictures.map((picture) => bytesOf(uriOf(picture))) };
      case "round":
        return { seconds: timeCalls(call, request.repeats) };
    }
  };
}
