import type { BlobRow } from "../blobs/blob-set.ts";

/** Names of the image columns that a table of blobs carries: none, the pair in one, or one each. */
export type ImageColumns = readonly [] | readonly ["image"] | readonly ["image1_base64", "image2_base64"];

const AREAS = ["group", "image1_area", "image2_area"] as const;

/** A CSV field by RFC 4180: quoted when it holds a comma, a quote or a line break; numbers in shortest round-trip form. */
function field(value: string | number | undefined): string {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Values as a line of CSV, with its line break; one that is not there is an empty field. */
export const csvFields = (values: readonly (string | number | undefined)[]): string => `${values.map(field).join(",")}\n`;

/** First line of a CSV table of blobs, with its line break. */
export function csvHeader(images: ImageColumns = []): string {
  return csvFields([...AREAS, ...images]);
}

/** One row of a CSV table of blobs, with its line break; an image that the row lacks is an empty field. */
export function csvLine(row: BlobRow, images: ImageColumns = []): string {
  return csvFields([...AREAS, ...images].map((name) => row[name]));
}

/** JSON has no number for NaN and infinities: they are texts, which `Number` and Python's `float` read. */
const named = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;

/** Values under their columns' names as a line of NDJSON. */
export const ndjsonFields = (names: readonly string[], values: readonly (string | number)[]): string =>
  `${JSON.stringify(Object.fromEntries(names.map((name, i) => [name, values[i]])), named)}\n`;

const IMAGES = ["image", "image1_base64", "image2_base64"] as const;

/**
 * One row as JSON, as `JSON.stringify` has it, but for NaN and infinities. It need not look through images for what it
 * must escape: base64 has nothing of the kind.
 */
export function rowJson({ image, image1_base64, image2_base64, ...fields }: BlobRow): string {
  const images = { image, image1_base64, image2_base64 };
  const texts = IMAGES.filter((name) => images[name] !== undefined).map((name) => `,"${name}":"${images[name]}"`);
  return `${JSON.stringify(fields, named).slice(0, -1)}${texts.join("")}}`;
}

/** One row as a line of NDJSON: the fields of `BlobRow` in their order. */
export const ndjsonLine = (row: BlobRow): string => `${rowJson(row)}\n`;
