import { type BlobOptions, type BlobSettings, blobOptionTable, blobSettings } from "../src/options.ts";
import { type Flag, type Given, UsageError } from "./flags.ts";

/** The data set's options as flags, from their one table. */
export const blobFlags: readonly Flag[] = blobOptionTable.map((entry) => ({
  flag: entry.flag,
  placeholder: entry.placeholder,
  default: String(entry.default),
  doc: entry.doc,
}));

/** `width[0]: expected …` as the flag's own words. */
function asFlagError(error: unknown): unknown {
  if (!(error instanceof TypeError || error instanceof RangeError)) return error;
  const entry = blobOptionTable.find(({ name }) => error.message.startsWith(`${name}:`) || error.message.startsWith(`${name}[`));
  return entry ? new UsageError(`--${entry.flag}${error.message.slice(entry.name.length)}`) : error;
}

/** The data set's options that the flags say, checked, with the defaults filled in. */
export function readBlobSettings(given: Given): BlobSettings {
  const options: Record<string, unknown> = {};
  try {
    for (const { name, flag, parse } of blobOptionTable) {
      const text = given.get(flag);
      if (text === undefined) continue;
      const [outer, inner] = name.split(".") as [string, string | undefined];
      const value = parse(text, name);
      options[outer] = inner === undefined ? value : { ...(options[outer] as object | undefined), [inner]: value };
    }
    return blobSettings(options as BlobOptions);
  } catch (error) {
    throw asFlagError(error);
  }
}
