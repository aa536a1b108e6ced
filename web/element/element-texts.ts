// What a viewer's attributes say. Names and defaults are those of the page's hash.
import { checkChoice, show } from "../../src/base/checks.ts";
import { type BlobOptions, setOption } from "../../src/blobs/options.ts";
import { checkRows } from "../session/page-rows.ts";
import { CHOICES, OPTION_FIELDS, type OptionField, textsOfHash } from "../session/view-state.ts";

/** What a reader may change, in the order in which it stands there. */
export const CONTROLS = ["rows", "seed", "chart", "metric", "scheme", "cmap", "threshold"] as const;
export type Control = (typeof CONTROLS)[number];

/** Attributes that the hash has not. */
const MORE = { controls: "threshold", locale: "", src: "", images: "hover", key: "" } as const;

const DEFAULTS: Readonly<Record<string, string>> = { ...textsOfHash("").texts, ...MORE };

/** The names of all attributes that say what is shown. */
export const ATTRIBUTE_NAMES: readonly string[] = Object.keys(DEFAULTS);

/** By its name what each attribute says. */
export type Texts = Readonly<Record<string, string>>;

/** The attributes' texts, defaults filled in. An empty one is as one that is missing, but for `controls`, which then are all. */
export const textsOfElement = (element: Element): Texts =>
  Object.fromEntries(
    ATTRIBUTE_NAMES.map((name) => {
      const text = element.getAttribute(name);
      return [name, text === "" && name === "controls" ? "all" : text || DEFAULTS[name]!];
    }),
  );

/** What a reader may change; throws a RangeError that names the attribute where that says something else. */
export function controlsOf({ controls }: Texts): readonly Control[] {
  const named = controls!.trim().split(/[\s,]+/);
  for (const name of named) checkChoice(name, "controls", [...CONTROLS, "all", "none"]);
  return CONTROLS.filter((name) => named.includes(name) || named.includes("all"));
}

/** A locale that numbers can be written in; nothing for an empty text. Throws a RangeError where there is no such thing. */
export function localeOf(locale: string): string | undefined {
  if (locale === "") return undefined;
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    throw new RangeError(`locale: expected a language tag such as "de" or "en-GB", got ${show(locale)}`);
  }
}

/** Throws a RangeError that names the attribute where one says nothing of its list. Those of the data set are looked at when it is made. */
export function checkTexts(texts: Texts): void {
  for (const { name, values } of CHOICES) {
    // A stack's metric has the stack's name.
    if (name !== "metric") checkChoice(texts[name], name, values);
  }
  controlsOf(texts);
  localeOf(texts.locale!);
}

function fieldValue({ name, option }: OptionField, text: string): unknown {
  if (name === "rows") checkRows(text, name);
  return option.check(option.parse(text, name), name);
}

/** The options of the blob set. Throws a TypeError or RangeError that names the attribute. */
export function optionsOf(texts: Texts): BlobOptions {
  const options: Record<string, unknown> = {};
  for (const field of OPTION_FIELDS) {
    setOption(options, field.option.name, fieldValue(field, texts[field.name]!));
  }
  return options;
}

const THRESHOLD = OPTION_FIELDS.find(({ name }) => name === "threshold")!;

export const thresholdOf = (text: string): number => fieldValue(THRESHOLD, text) as number;

/** Where images have a threshold each. */
export const OTSU = "otsu";

/** Whether the page names files in place of a data set of ours. */
export const namesFiles = ({ src, images }: Texts): boolean => src !== "" || addressesOf(images!).length > 0;

/** What stands for the data that texts ask for, of ours or of the page's: those of one key differ in nothing but a threshold, which can be followed. */
export const dataKey = (texts: Texts, isBrought: boolean): string =>
  JSON.stringify(
    isBrought
      ? [texts.threshold === OTSU, texts.src, addressesOf(texts.images!), texts.key]
      : OPTION_FIELDS.filter((field) => field !== THRESHOLD).map(({ name }) => texts[name]),
  );

/** What `images` says of whether they are shown, in place of addresses. */
const IMAGE_WORDS: ReadonlySet<string> = new Set(["hover", "none"]);

/** The addresses in a list; none where `images` says a word. */
export const addressesOf = (list: string): string[] =>
  IMAGE_WORDS.has(list) ? [] : list.split(/\s+/).filter((address) => address !== "");
