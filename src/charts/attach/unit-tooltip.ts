// The tooltip of one mark with a picture more: as a list of fields where Vega-Lite has such a list, else as one expression.

import { isJson, type Json } from "../../json.ts";
import { literal } from "../expressions.ts";
import { definitionsOf, encodingTexts, formatOf, type NamedText, textConfig } from "./field-text.ts";
import { binOf, CHANNELS, isField, isRepeated, typeOf } from "./field-types.ts";

/** The key by which tooltips know a picture, Vega's own handler too. */
const KEY = "image";
/** What a reader of the chart without a tooltip sees anyway, or what says nothing: not listed. */
const UNLISTED = ["tooltip", "href", "url", "detail", "key", "order", "description"];

export interface Unit {
  readonly mark: Json;
  /** With what it inherits. */
  readonly encoding: Json;
  readonly config: Json;
}

export interface Picture {
  /** The column of the picture's name. */
  readonly column: string;
  /** An expression for it, where the column alone does not do. */
  readonly expression?: string;
}

export type Tooltipped = { readonly tooltip: unknown } | { readonly refused: string };

export const markType = ({ mark }: Unit): string => String(mark.type);

/** Why a mark that the compiler puts together has no part that stands for a row; nothing where it has, or is no such mark. */
export function compositeReason({ mark, config }: Unit): string | undefined {
  const type = String(mark.type);
  if (type === "errorbar" || type === "errorband") return `an ${type} is made of many rows by Vega-Lite's compiler`;
  if (type !== "boxplot") return undefined;
  const all = isJson(config.boxplot) ? config.boxplot : {};
  const hasOutliers = (mark.extent ?? all.extent) !== "min-max" && (mark.outliers ?? all.outliers) !== false;
  return hasOutliers ? undefined : "a boxplot without outliers has no mark for a row";
}

/** Whether the marks stand for groups of rows that the encoding makes. */
export const isAggregated = ({ mark, encoding }: Unit): boolean =>
  mark.type !== "boxplot" &&
  Object.values(encoding).some((channelDef) => definitionsOf(channelDef).some(({ aggregate }) => Boolean(aggregate)));

/** Whether the encoding makes rows that the data do not have: those of stacked areas are filled up, too. */
export const isImputed = ({ mark, encoding }: Unit): boolean =>
  mark.type === "area" ||
  Object.values(encoding).some((channelDef) => definitionsOf(channelDef).some(({ impute }) => Boolean(impute)));

/** Marks of several rows each, or laid one on the other: more detail would divide them. */
const isDivisible = (unit: Unit): boolean => ["line", "area", "trail", "bar", "arc"].includes(markType(unit));

/** Whether the two definitions name one column. */
const sameColumn = (a: Json, b: Json): boolean =>
  ["field", "aggregate", "bin", "timeUnit"].every((name) => JSON.stringify(a[name] ?? null) === JSON.stringify(b[name] ?? null));

/** A definition as details have them: without a text's format. */
const asDetail = ({ format: _format, formatType: _formatType, ...def }: Json): Json => def;

/**
 * The tooltip's own fields, which have to go on being computed and to group the rows when it becomes an expression: what details keep, and one that a
 * condition has to keep because details would divide the mark. Nothing where there is more than that.
 */
export function keptFields(unit: Unit): { readonly details: readonly Json[]; readonly condition?: Json } | undefined {
  const { tooltip, ...others } = unit.encoding;
  const encoded = Object.values(others).flatMap(definitionsOf);
  const own = definitionsOf(tooltip).filter((def) => !isPicture(def) && !encoded.some((other) => sameColumn(def, other)));
  const computed = own.filter(({ aggregate }) => Boolean(aggregate));
  const grouping = own.filter(({ aggregate }) => !aggregate);
  if (!isDivisible(unit)) return { details: own.map(asDetail) };
  if (grouping.length > 1) return undefined;
  return { details: computed.map(asDetail), ...(grouping[0] && { condition: { ...grouping[0], test: "false" } }) };
}

/** Whether the definition is of a picture, from an earlier attachment or the magic column of Altair's documentation. */
export const isPicture = (def: unknown): boolean =>
  isJson(def) && (def.title === KEY || (def.field === KEY && (def.title === undefined || def.title === null)));

/** A field definition for a list of tooltip fields that says what the compiler would write for another channel. */
function listed(def: Json, channel: string): Json {
  const { field, aggregate, timeUnit, title } = def;
  const { format, formatType } = formatOf(def);
  const bin = binOf(def, channel);
  return {
    ...(field !== undefined && { field }),
    ...(aggregate !== undefined && { aggregate }),
    ...(bin && { bin }),
    ...(timeUnit !== undefined && { timeUnit }),
    type: typeOf(def, channel),
    ...(title ? { title } : {}),
    ...(format !== undefined && { format }),
    ...(formatType !== undefined && { formatType }),
  };
}

/** The encoded fields as a list, each title once as far as it is known. */
function listOf(encoding: Json, wanted: (channel: string) => boolean): Json[] {
  const defs = CHANNELS.filter(wanted).flatMap((channel) => definitionsOf(encoding[channel]).map((def) => ({ def, channel })));
  const seen = new Set<string>();
  return defs.flatMap(({ def, channel }) => {
    const main = definitionsOf(encoding[channel.replace(/2$/, "")])[0];
    const one = listed(def.type || !main ? def : { ...def, type: typeOf(main, channel) }, channel);
    const id = JSON.stringify([one.field, one.aggregate, one.timeUnit, one.bin, one.title]);
    // A shape has no text.
    if (seen.has(id) || def.tooltip === false || one.type === "geojson") return [];
    seen.add(id);
    return [one];
  });
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

const escapedText = (text: unknown): string => String(text).replace(/[\\\n\r\u2028\u2029]/g, (sign) => ESCAPES[sign]!);

/** The compiler writes a title into an expression and escapes only its quotes (src/compile/mark/encode/tooltip.ts of vega-lite 6.5). */
function withEscapedTitle(def: Json): Json {
  const { title } = def;
  if (!title) return def;
  return { ...def, title: Array.isArray(title) ? title.map(escapedText) : escapedText(title) };
}

const pictureField = ({ column }: Picture): Json => ({
  field: column,
  type: "nominal",
  ...(column !== KEY && { title: KEY }),
});

const entry = ({ title, text }: NamedText): string => `${literal(title)}: ${text}`;

/** How an expression of the tooltip reaches a row: marks of a nearest-point selection hold the datum in theirs. */
const datumOf = (isNearest: boolean): string => (isNearest ? "(isDefined(datum.datum) ? datum.datum : datum)" : "datum");

/** What a mark, its kind or all marks say of tooltips by themselves. */
function markTooltip({ mark, config }: Unit): unknown {
  if (mark.tooltip !== undefined) return mark.tooltip;
  const ofType = config[String(mark.type)];
  if (isJson(ofType) && ofType.tooltip !== undefined) return ofType.tooltip;
  return isJson(config.mark) ? config.mark.tooltip : undefined;
}

export const isDisabled = (unit: Unit): boolean =>
  unit.encoding.tooltip === null ||
  (unit.encoding.tooltip === undefined && [null, false].includes(markTooltip(unit) as null | false));

/** The whole tooltip as expressions, part by part. */
class Written {
  readonly #unit: Unit;
  readonly #picture: Picture;
  readonly #datum: string;

  constructor(unit: Unit, picture: Picture, isNearest: boolean) {
    this.#unit = unit;
    this.#picture = picture;
    this.#datum = datumOf(isNearest);
  }

  #image(): string {
    const { column, expression } = this.#picture;
    return `${literal(KEY)}: ${(expression ?? `datum[${literal(column)}]`).replaceAll(/\bdatum\b/g, this.#datum)}`;
  }

  /** Fields one below the other. */
  fields(encoding: Json): Tooltipped {
    const all = Object.values(encoding).flatMap(definitionsOf);
    if (all.some(isRepeated))
      return { refused: "a mark of a repeat stands for many rows, and its tooltip names repeated fields" };
    if (all.some((def) => def.filter !== undefined))
      return { refused: "a mark stands for many rows, and its tooltip has filters" };
    const texts = encodingTexts(encoding, textConfig(this.#unit.config), this.#datum).filter(({ title }) => title !== KEY);
    return { tooltip: { value: { expr: `{${[...texts.map(entry), this.#image()].join(", ")}}` } } };
  }

  /** Some text, or an object of a foreign expression. */
  value(given: unknown): Json {
    if (given === null || given === undefined) return { value: null };
    const isExpression = isJson(given);
    const text = `(${isExpression ? (given.expr ?? given.signal) : JSON.stringify(given)})`;
    const fields = isExpression ? `isObject(${text}) ? ${text} : {"title": ${text}}` : `{"title": ${text}}`;
    return { value: { expr: `merge(${fields}, {${this.#image()}})` } };
  }

  data(): Json {
    return { value: { expr: `merge(${this.#datum}, {${this.#image()}})` } };
  }

  /** A channel definition with conditions: each of its leaves for itself. */
  conditional(channelDef: Json): Tooltipped {
    const leaf = (def: Json): Json | undefined => {
      if ("value" in def) return this.value(def.value);
      const [text] = encodingTexts({ tooltip: def }, textConfig(this.#unit.config), this.#datum);
      return text && { value: { expr: `{${entry(text)}, ${this.#image()}}` } };
    };
    const { condition, ...main } = channelDef;
    const conditions = (Array.isArray(condition) ? condition : [condition]) as Json[];
    const changed = conditions.map((one) => {
      const { test, param, empty } = one;
      const made = leaf(one);
      return (
        made && {
          ...(test !== undefined && { test }),
          ...(param !== undefined && { param }),
          ...(empty !== undefined && { empty }),
          ...made,
        }
      );
    });
    const mainLeaf = "value" in main || isField(main) ? leaf(main) : {};
    if (changed.includes(undefined) || !mainLeaf) return { refused: "its tooltip names repeated fields under a condition" };
    return { tooltip: { condition: Array.isArray(condition) ? changed : changed[0], ...mainLeaf } };
  }
}

/** What cannot be said by a list: spans of bins, shares of stacks, UTC scales. */
const isBeyondList = (encoding: Json): boolean =>
  Object.entries(encoding).some(
    ([channel, channelDef]) =>
      channel !== "tooltip" &&
      definitionsOf(channelDef).some(
        (def) =>
          def.stack === "normalize" ||
          (isJson(def.scale) && def.scale.type === "utc") ||
          (`${channel}2` in encoding && (def.bin === "binned" || (isJson(def.bin) && def.bin.binned))),
      ),
  );

/** The unit's tooltip with the picture; what it said before stays. */
export function tooltipWith(unit: Unit, picture: Picture, isNearest: boolean): Tooltipped {
  const { encoding } = unit;
  const written = new Written(unit, picture, isNearest);
  const given = encoding.tooltip;
  const list = (given: readonly Json[]): Tooltipped => {
    // A boxplot's outliers take what is not aggregated, of one field alone the value.
    const isBare = unit.mark.type === "boxplot" && given.every(({ aggregate }) => Boolean(aggregate));
    const fields = isBare ? [...given, ...listOf(encoding, (channel) => !UNLISTED.includes(channel))] : given;
    if (picture.expression) return written.fields({ tooltip: fields });
    return { tooltip: [...fields.filter((def) => !isPicture(def)).map(withEscapedTitle), pictureField(picture)] };
  };
  if (Array.isArray(given)) return list(given);
  if (isField(given)) return list([{ ...given, type: typeOf(given, "tooltip") }]);
  if (isJson(given) && given.condition !== undefined) return written.conditional(given);
  if (isJson(given)) return { tooltip: written.value(given.value) };
  const own = markTooltip(unit);
  if (typeof own === "string" || (isJson(own) && (own.expr !== undefined || own.signal !== undefined)))
    return { tooltip: written.value(own) };
  if (isJson(own) && own.content === "data") return { tooltip: written.data() };
  const asked = own === true || isJson(own);
  const { tooltip: _, ...others } = encoding;
  if (picture.expression || (asked && isBeyondList(encoding))) return written.fields(others);
  return list(listOf(others, (channel) => asked || !UNLISTED.includes(channel)));
}

/**
 * What the mark is called aloud: as the compiler would, without the picture, whose text is kilobytes long. Nothing where the chart says it itself or
 * asks for silence.
 */
export function descriptionOf({ mark, encoding, config }: Unit): unknown {
  const says =
    mark.description !== undefined || encoding.description !== undefined || mark.aria === false || config.aria === false;
  if (says) return undefined;
  const { tooltip, ...others } = encoding;
  // A boxplot's outliers have what of its tooltip is not aggregated.
  const own = definitionsOf(tooltip).filter((def) => !isPicture(def) && !(mark.type === "boxplot" && def.aggregate));
  const texts = encodingTexts({ ...others, tooltip: own }, textConfig(config), "datum").filter(
    ({ title }) => !title.startsWith("_"),
  );
  if (texts.length === 0) return "a mark with a picture";
  const parts = texts.map(
    ({ title, text }, i) => `${literal(`${i > 0 ? "; " : ""}${title}: `)} + (${text.replaceAll("\\n", " ")})`,
  );
  return { expr: parts.join(" + ") };
}
