// What the page shows, as texts: the form's, and the hash's. A link that holds them opens the same view.
import { show } from "../../src/base/checks.ts";
import { blobOptionTable } from "../../src/blobs/options.ts";
import { type ChoiceList, VIEW_CHOICES } from "../../src/draw/choices.ts";

export interface Choice extends ChoiceList {
  readonly name: string;
}

/** What is chosen from a list, and shown at once. */
export const CHOICES: readonly Choice[] = Object.entries(VIEW_CHOICES).map(([name, list]) => ({ name, ...list }));

/** A data set's option as the page calls it: `width` is the image's. */
export interface OptionField {
  readonly name: string;
  readonly option: (typeof blobOptionTable)[number];
}

export const OPTION_FIELDS: readonly OptionField[] = blobOptionTable.map((option) => ({
  name: option.flag === "width" ? "image-width" : option.flag,
  option,
}));

/** An option's default as the text that stands for it. */
const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(",") : String(value));

const DEFAULTS: Readonly<Record<string, string>> = Object.fromEntries([
  ...OPTION_FIELDS.map(({ name, option }) => [name, textOf(option.default)]),
  ...CHOICES.map(({ name, default: value }) => [name, value]),
]);

/** By name what each field says. */
export type ViewTexts = Readonly<Record<string, string>>;

export interface HashTexts {
  /** Defaults filled in. */
  readonly texts: Record<string, string>;
  /** What of the hash is not known here. */
  readonly unknown: readonly string[];
}

/** What to say of what an address has and the page does not know; nothing where that is nothing. */
export const unknownText = (unknown: readonly string[]): string =>
  unknown.length > 0 ? `The address says what this page does not know: ${unknown.join(", ")}` : "";

/** The texts of a hash such as `#rows=10000&seed=7&chart=strip`. */
export function textsOfHash(hash: string): HashTexts {
  const texts: Record<string, string> = { ...DEFAULTS };
  const unknown: string[] = [];
  for (const [name, text] of new URLSearchParams(hash.replace(/^#/, ""))) {
    const known = CHOICES.find((one) => one.name === name);
    if (!Object.hasOwn(DEFAULTS, name)) unknown.push(show(name));
    else if (known && !known.values.includes(text)) unknown.push(`${name}=${show(text)}`);
    else texts[name] = text;
  }
  return { texts, unknown };
}

/** The shortest hash for these texts: what is as by default is left out. */
export function hashOf(texts: ViewTexts): string {
  const parameters = new URLSearchParams();
  for (const [name, fallback] of Object.entries(DEFAULTS)) {
    const text = texts[name];
    if (text !== undefined && text !== fallback) parameters.set(name, text);
  }
  // Commas need no escape in a hash, and are better read.
  const text = parameters.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `#${text}`;
}
