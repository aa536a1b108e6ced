// How a chart's data name an image that a page makes: `ndpeek:both/12`, `ndpeek:image1/12`.
import type { Which } from "./blob-picture.ts";

export const imageReference = (which: Which, row: number): string => `ndpeek:${which}/${row}`;

/** A Vega expression for the reference of the datum's row; `which` is an expression too. */
export const referenceExpression = (which: string): string => `'ndpeek:' + ${which} + '/' + datum.row`;

/** What a reference names; nothing for any other text. */
export function parseImageReference(text: string): { which: Which; row: number } | undefined {
  const match = /^ndpeek:(both|image1|image2)\/(\d{1,15})$/.exec(text);
  return match ? { which: match[1] as Which, row: Number(match[2]) } : undefined;
}
