import { checkOptions, wrongKind } from "../../base/checks.ts";
import { MEDIA_TYPES } from "../../base/media-types.ts";
import type { BlobSet } from "../../blobs/blob-set.ts";
import { blobPictures, isBlobSet } from "../../pictures/blob-pictures.ts";
import { PIXEL_OPTION_NAMES, type PixelOptions } from "../../pictures/pixel-options.ts";
import {
  QUICK,
  type RowPicture,
  type RowPictures,
  type ImageSource as RowSource,
  rowPictures,
} from "../../pictures/row-images.ts";
import { pngDataUri } from "../../png/png.ts";
import { ATTACHMENT_OPTION_NAMES, type AttachmentOptions, attachPictures } from "./attach-pictures.ts";
import { EmbeddedPictures } from "./embedded-pictures.ts";

/**
 * Images, one a row: a stack of shape (n, h, w), (n, h, w, 1 | 3 | 4) or, of volumes, (n, d, h, w), which are shown as their maximum along d, with a
 * last axis of 1 where their width would be taken for channels; a function; or a blob set. Several of one length stand side by side.
 */
export type ImageSource = RowSource | BlobSet;

export interface AttachOptions extends AttachmentOptions, PixelOptions {
  /** What the images are called, one name a source. */
  labels?: readonly string[];
}

export interface AttachedChart {
  /** The new spec. */
  readonly spec: object;
  /** For `"hover"`: the row's images as one PNG, for `tooltipHandler({ provider })`. */
  readonly provider?: (row: number) => Promise<Blob>;
  /** The same with the row's images apart, for `tooltipHandler({ pictures })`, which lays them out and labels them. */
  readonly pictures?: (row: number) => Promise<LabelledPicture[]>;
}

/** A picture as a data URI, and what it is called. */
export interface LabelledPicture {
  readonly uri: string;
  readonly width: number;
  readonly height: number;
  readonly label?: string;
}

/** A row's pictures as a tooltip takes them. */
export const labelled = (pictures: readonly RowPicture[]): LabelledPicture[] =>
  pictures.map(({ png, width, height, label }) => ({
    uri: pngDataUri(png),
    width,
    height,
    ...(label !== undefined && { label }),
  }));

const OPTIONS = [...ATTACHMENT_OPTION_NAMES, "labels", ...PIXEL_OPTION_NAMES];

function openSource(source: ImageSource | readonly ImageSource[], options: AttachOptions): RowPictures {
  const { images, key: _key, many: _many, first: _first, ...pixels } = options;
  if (isBlobSet(source)) return blobPictures(source, pixels);
  const all = Array.isArray(source) ? source : [source];
  const set = all.findIndex(isBlobSet);
  if (set >= 0) throw wrongKind(`source[${set}]`, "an array or a function: a blob set has two images already", all[set]);
  return rowPictures(all as RowSource[], { ...pixels, ...(images === "hover" && { level: QUICK }) });
}

/**
 * Gives the tooltips of a Vega-Lite chart the images behind its rows: any version's single, layered, faceted, repeated and concatenated views, data
 * inline or by name (Altair's output). What the chart encodes stays as it was: its tooltip fields, transforms, selections and parameters. Existing
 * tooltip fields called `image` are replaced; a chart without a tooltip gets one that lists its encoded fields. Marks that stand for several rows have a contact sheet.
 *
 * The result is plain JSON; with embedded images it works wherever Vega-Lite does. Nothing is fetched: data by URL are refused.
 *
 * @param source as many images as the data have rows, or, with `key`, images 0 to n - 1
 * @throws TypeError with the reason where no mark of the chart can have images
 * @example
 * const stack = { data: new Float32Array(200 * 96 * 96), shape: [200, 96, 96] };
 * const { spec } = attachImages(chart, stack, { cmap: "viridis" });
 */
export function attachImages(spec: object, source: ImageSource | readonly ImageSource[], options?: AttachOptions): AttachedChart {
  const given = checkOptions(options, "options", OPTIONS);
  const rows = openSource(source, given);
  const attached = attachPictures(spec, new EmbeddedPictures(rows), given);
  if (given.images !== "hover") return { spec: attached };
  return {
    spec: attached,
    provider: async (at) => new Blob([(await rows.png(at)) as Uint8Array<ArrayBuffer>], { type: MEDIA_TYPES.png }),
    pictures: async (at) => labelled(await rows.pictures(at)),
  };
}
