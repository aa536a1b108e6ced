import { MEDIA_TYPES } from "../../src/base/media-types.ts";
import { canvasPng } from "../ui/canvas-png.ts";
import { element } from "../ui/elements.ts";
import { download, save } from "../ui/save.ts";
import type { NamedPicture } from "./tooltip-images.ts";

const GAP = 10;
const MOST_FILES = 4;

/** Pictures side by side on one sheet, `columns` of them, pixel for pixel. */
async function sheetOf(images: readonly HTMLImageElement[], columns: number): Promise<Blob> {
  await Promise.all(images.map((image) => image.decode()));
  const width = Math.max(...images.map((image) => image.naturalWidth));
  const height = Math.max(...images.map((image) => image.naturalHeight));
  const canvas = element("canvas");
  canvas.width = Math.min(columns, images.length) * (width + GAP) - GAP;
  canvas.height = Math.ceil(images.length / columns) * (height + GAP) - GAP;
  const context = canvas.getContext("2d")!;
  for (const [i, image] of images.entries()) {
    context.drawImage(image, (i % columns) * (width + GAP), Math.floor(i / columns) * (height + GAP));
  }
  return canvasPng(canvas, "the pictures are too large to copy");
}

/** Copies the text, with the pictures as one PNG where the browser takes one; rejects where it takes nothing. */
export async function copyToClipboard(text: string, images: readonly HTMLImageElement[], columns: number): Promise<void> {
  const { clipboard } = navigator;
  if (!clipboard) throw new Error("no clipboard here");
  if (images.length === 0 || typeof ClipboardItem === "undefined") return clipboard.writeText(text);
  const item = new ClipboardItem({
    [MEDIA_TYPES.plain]: new Blob([text], { type: MEDIA_TYPES.plain }),
    [MEDIA_TYPES.png]: sheetOf(images, columns),
  });
  return clipboard.write([item]).catch(() => clipboard.writeText(text));
}

/** Downloads each picture as the PNG that it is; more than a few as one sheet. */
export async function savePictures(
  pictures: readonly NamedPicture[],
  images: readonly HTMLImageElement[],
  columns: number,
): Promise<void> {
  if (pictures.length <= MOST_FILES) {
    for (const { uri, file } of pictures) download(uri, file);
    return;
  }
  save(await sheetOf(images, columns), "contact-sheet.png");
}
