import { type BlobOptions, blobOptionTable, blobSettings, setOption } from "../../src/blobs/options.ts";
import type { BlobSettings } from "../../src/blobs/rows/settings.ts";
import { type Flag, type Given, UsageError } from "./flags.ts";

/** What options are called where their own names mean something else. */
export type FlagNames = Readonly<Record<string, string>>;

const flagOf = ({ flag }: { readonly flag: string }, names: FlagNames): string => names[flag] ?? flag;

/** The data set's options as flags, from their one table. */
export const blobFlagsBy = (names: FlagNames): readonly Flag[] =>
  blobOptionTable.map((entry) => ({
    flag: flagOf(entry, names),
    placeholder: entry.placeholder,
    default: String(entry.default),
    doc: entry.doc,
  }));

export const blobFlags = blobFlagsBy({});

/** `width[0]: expected …` as the flag's own words. */
function asFlagError(error: unknown, names: FlagNames): unknown {
  if (!(error instanceof TypeError || error instanceof RangeError)) return error;
  const entry = blobOptionTable.find(({ name }) => error.message.startsWith(`${name}:`) || error.message.startsWith(`${name}[`));
  return entry ? new UsageError(`--${flagOf(entry, names)}${error.message.slice(entry.name.length)}`) : error;
}

/** The data set's options that the flags say, checked, with the defaults filled in. */
export function readBlobSettings(given: Given, names: FlagNames = {}): BlobSettings {
  const options: Record<string, unknown> = {};
  try {
    for (const entry of blobOptionTable) {
      const { name, parse } = entry;
      const text = given.get(flagOf(entry, names));
      if (text !== undefined) setOption(options, name, parse(text, name));
    }
    return blobSettings(options as BlobOptions);
  } catch (error) {
    throw asFlagError(error, names);
  }
}
