// How a chart's data name images that a page makes: `ndpeek:both/12` and `ndpeek:image1/12` of a blob set, `ndpeek:rows/12` of an attached
// stack, and `ndpeek:rows/3,4,9/143` for a mark that stands for 143 rows, of which three are shown.
import type { Which } from "../blobs/rows/blob-picture.ts";

export interface ImageReference {
  /** Of a blob set: which of a row's images. */
  readonly which?: Which;
  readonly rows: readonly number[];
  /** For how many rows a mark stands of which `rows` are the first. */
  readonly total?: number;
}

/** The one row that a reference stands for; undefined if it stands for several. */
export const soleRow = ({ rows, total = rows.length }: ImageReference): number | undefined => (total === 1 ? rows[0] : undefined);

/** A Vega expression for the reference of the datum's row; `which` is an expression too. */
export const referenceExpression = (which: string): string => `'ndpeek:' + ${which} + '/' + datum.row`;

/** What a reference names; nothing for any other text. */
export function parseImageReference(text: string): ImageReference | undefined {
  const ofBlob = /^ndpeek:(both|image1|image2)\/(\d{1,15})$/.exec(text);
  if (ofBlob) return { which: ofBlob[1] as Which, rows: [Number(ofBlob[2])] };
  const [, list, total] = /^ndpeek:rows\/((?:\d{1,15}(?:,\d{1,15}){0,99})?)(?:\/(\d{1,15}))?$/.exec(text) ?? [];
  if (list === undefined) return undefined;
  const rows = list === "" ? [] : list.split(",").map(Number);
  if (total !== undefined) return Number(total) >= rows.length ? { rows, total: Number(total) } : undefined;
  return rows.length === 1 ? { rows } : undefined;
}
