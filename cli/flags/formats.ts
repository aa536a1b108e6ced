import { type Given, readChoice, UsageError } from "./flags.ts";

/** What a command can write; the names are the files' endings. */
export const FORMATS = ["csv", "ndjson", "vl.json", "html"] as const;
export type Format = (typeof FORMATS)[number];

/** What a picture of a chart can be. */
export const PICTURE_FORMATS = ["svg", "png"] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** `--out` and the format, one of `formats`, that it or `--format` says. */
export function readTarget<F extends Format | PictureFormat>(given: Given, formats: readonly F[]): { target: string; format: F } {
  const endings = formats.map((format) => `.${format}`).join(", ");
  const target = given.get("out");
  const named = readChoice(given, "format", formats);
  if (!target) throw new UsageError(`--out: expected a file (${endings}) or - for standard output`);
  if (named) return { target, format: named };
  if (target === "-") throw new UsageError(`--format: expected one of ${formats.join(", ")} beside --out -`);
  const format = formats.find((known) => target.toLowerCase().endsWith(`.${known}`));
  if (format) return { target, format };
  throw new UsageError(`--out: expected a file ending in ${endings} (or --format), got ${JSON.stringify(target)}`);
}
