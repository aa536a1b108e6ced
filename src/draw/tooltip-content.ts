import { isJson } from "../base/json.ts";
import type { ImageName } from "../blobs/rows/blob-picture.ts";
import { type ImageReference, parseImageReference, soleRow } from "../charts/image-reference.ts";
import { rowOf, soleImage } from "../charts/point-data.ts";
import { type TooltipText, tooltipText } from "./tooltip-text.ts";

/**
 * A tooltip: its texts, which are for readers, and beside them the data, by which code finds rows
 * and pictures.
 */
export interface TooltipContent extends TooltipText {
  /** The row that the tooltip is about; undefined if it is about many, or if nothing tells it. */
  readonly row?: number | undefined;
  /** The rows whose pictures are shown. */
  readonly reference?: ImageReference | undefined;
  /**
   * The field `image` of a tooltip by Vega, in place of `reference`. It comes from the chart, and
   * may be anything until it has been checked.
   */
  readonly image?: unknown;
  /** The one image of its row that `image` is, where that is known. */
  readonly which?: ImageName | undefined;
}

/**
 * The tooltip of a point of ours. Its content is made whenever it is read, because a threshold may
 * have moved.
 */
export class LiveTooltip<Content extends TooltipContent = TooltipContent> {
  readonly content: () => Content;

  constructor(content: () => Content) {
    this.content = content;
  }
}

/**
 * The field that tells the row. Vega hands over texts alone, so the field is the last one whose
 * value is the row's number, whatever its label says. Only the order of speech depends on it.
 */
function rowFieldOf({ fields }: TooltipText, row: number | undefined): number | undefined {
  const at = row === undefined ? -1 : fields.findLastIndex(([, value]) => value === String(row));
  return at < 0 ? undefined : at;
}

/** The content of a tooltip of ours, or of one by Vega, which comes with the datum of its mark. */
export function tooltipContent(value: unknown, datum?: unknown): TooltipContent {
  if (value instanceof LiveTooltip) return value.content();
  const text = tooltipText(value);
  const image = isJson(value) ? value.image : undefined;
  const reference = typeof image === "string" ? parseImageReference(image) : undefined;
  const told = rowOf(datum);
  const row = reference ? soleRow(reference) : told;
  return { ...text, rowField: rowFieldOf(text, told ?? row), row, image, which: soleImage(datum) };
}
