// Reads the datum behind a mark by the columns of a blob set's rows: a tooltip's labels are for
// readers alone.
import { isJson, type Json } from "../base/json.ts";
import { METRICS } from "../blobs/metrics.ts";
import type { ImageName } from "../blobs/rows/blob-picture.ts";

/** The row's own datum: marks of a nearest-point selection hold it inside theirs. */
function ownDatum(datum: unknown): Json | undefined {
  if (!isJson(datum)) return undefined;
  return isJson(datum.datum) ? datum.datum : datum;
}

/** The number in the column `row`; undefined if there is none. */
export function rowOf(datum: unknown): number | undefined {
  const row = ownDatum(datum)?.row;
  return typeof row === "number" && Number.isSafeInteger(row) && row >= 0 ? row : undefined;
}

/**
 * The one image that a point shows: the one whose area is plotted. It is undefined if both images
 * have that area, and for points that show both: those of a repeat chart, whose rows are folded
 * into a `column`, and those without an area of their own.
 */
export function soleImage(datum: unknown): ImageName | undefined {
  const own = ownDatum(datum);
  if (typeof own?.area !== "number" || "column" in own) return undefined;
  const [first, ...others] = METRICS.filter(({ field }) => own[field] === own.area);
  return others.length === 0 ? first?.image : undefined;
}
