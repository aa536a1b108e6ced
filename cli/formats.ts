import { type Given, readChoice, UsageError } from "./flags.ts";

/** What a command can write; the names are the files' endings. */
export const FORMATS = ["csv", "ndjson", "vl.json", "html"] as const;
export type Format = (typeof FORMATS)[number];

const endings = FORMATS.map((format) => `.${format}`).join(", ");

/** `--out` and the format that it or `--format` says. */
export function readTarget(given: Given): { target: string; format: Format } {
  const target = given.get("out");
  const named = readChoice(given, "format", FORMATS);
  if (!target) throw new UsageError(`--out: expected a file (${endings}) or - for standard output`);
  if (named) return { target, format: named };
  if (target === "-") throw new UsageError(`--format: expected one of ${FORMATS.join(", ")} beside --out -`);
  const format = FORMATS.find((known) => target.toLowerCase().endsWith(`.${known}`));
  if (format) return { target, format };
  throw new UsageError(`--out: expected a file ending in ${endings} (or --format), got ${JSON.stringify(target)}`);
}
