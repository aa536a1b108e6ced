import { type ImageReference, parseImageReference } from "../../src/charts/image-reference.ts";
import type { TooltipPicture } from "../../src/draw/tooltip-picture.ts";
import { contactSheetImages } from "./contact-sheet.ts";
import { pngSize, tooLarge } from "./png-size.ts";

/** What a tooltip's `image` field names: pictures that it holds, or rows of what is behind the chart, or nothing that is shown, with the reason. */
export type ImageSource =
  | { readonly pictures: readonly TooltipPicture[] }
  | { readonly reference: ImageReference }
  | { readonly unusable: string };

const UNUSABLE = "unusable image";
const SHEET_MEGAPIXELS = 64;

function pictureOf(uri: string): TooltipPicture | { unusable: string } {
  const size = pngSize(uri);
  if (!size) return { unusable: UNUSABLE };
  const why = tooLarge(size);
  return why ? { unusable: `${UNUSABLE}: ${why}` } : { uri, ...size };
}

function sheetOf(uris: readonly string[]): ImageSource {
  const pictures: TooltipPicture[] = [];
  for (const uri of uris) {
    const picture = pictureOf(uri);
    if ("unusable" in picture) return picture;
    pictures.push(picture);
  }
  const pixels = pictures.reduce((sum, { width, height }) => sum + width * height, 0);
  if (pixels > SHEET_MEGAPIXELS * 2 ** 20)
    return { unusable: `${UNUSABLE}: a sheet of more than ${SHEET_MEGAPIXELS} megapixels` };
  return { pictures };
}

/**
 * Reads a tooltip's `image` field. Usable are PNG data URIs of at most 16 megapixels, contact sheets of such, and references to rows; nothing
 * else is ever loaded.
 */
export function imageSource(value: unknown): ImageSource {
  if (typeof value !== "string") return { unusable: UNUSABLE };
  const reference = parseImageReference(value);
  if (reference) return reference.rows.length > 0 ? { reference } : { unusable: "no image" };
  const sheet = contactSheetImages(value);
  if (sheet) return sheetOf(sheet);
  const picture = pictureOf(value);
  return "unusable" in picture ? picture : { pictures: [picture] };
}
