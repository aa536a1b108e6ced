// The tooltip of one mark with a picture more: as a list of fields where Vega-Lite has such a list, else as one expression.

import { isJson, type Json } from "../../base/json.ts";
import { literal } from "../expressions.ts";
import { definitionsOf, encodingTexts, formatOf, textConfig } from "./field-text.ts";
import { binOf, CHANNELS, isField, typeOf } from "./field-types.ts";
import { isPicture, markTooltip, PICTURE_KEY, type Unit } from "./unit.ts";
import { type Picture, type Tooltipped, WrittenTooltip } from "./written-tooltip.ts";

/** What a reader of the chart without a tooltip sees anyway, or what says nothing: not listed. */
const UNLISTED = ["tooltip", "href", "url", "detail", "key", "order", "description"];

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

const escapedText = (text: string): string => text.replace(/[\\\n\r\u2028\u2029]/g, (sign) => ESCAPES[sign]!);

/** The same for a title that was in a tooltip before, where the compiler let a backslash escape the letter behind it. */
const mendedText = (text: string): string =>
  text.replace(/\\(?=["\n\r\u2028\u2029]|$)|[\n\r\u2028\u2029]/g, (sign) => ESCAPES[sign]!);

/** The compiler writes a title into an expression and escapes only its quotes (src/compile/mark/encode/tooltip.ts of vega-lite 6.5). */
function withTitle(def: Json, write: (text: string) => string): Json {
  const { title } = def;
  if (!title) return def;
  return { ...def, title: Array.isArray(title) ? title.map((line) => write(String(line))) : write(String(title)) };
}

const pictureField = ({ column }: Picture): Json => ({
  field: column,
  type: "nominal",
  ...(column !== PICTURE_KEY && { title: PICTURE_KEY }),
});

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
  const written = new WrittenTooltip(unit, picture, isNearest);
  const given = encoding.tooltip;
  const list = (given: readonly Json[]): Tooltipped => {
    // A boxplot's outliers take what is not aggregated, of one field alone the value.
    const isBare = unit.mark.type === "boxplot" && given.every(({ aggregate }) => Boolean(aggregate));
    const fields = isBare
      ? [...given, ...listOf(encoding, (channel) => !UNLISTED.includes(channel)).map((def) => withTitle(def, escapedText))]
      : given;
    if (picture.expression) return written.fields({ tooltip: fields });
    return { tooltip: [...fields.filter((def) => !isPicture(def)), pictureField(picture)] };
  };
  const mended = (def: Json): Json => withTitle(def, mendedText);
  if (Array.isArray(given)) return list(given.map(mended));
  if (isJson(given) && given.condition !== undefined) return written.conditional(given);
  if (isField(given)) return list([mended({ ...given, type: typeOf(given, "tooltip") })]);
  if (isJson(given)) return { tooltip: written.value(given.value) };
  const own = markTooltip(unit);
  if (typeof own === "string" || (isJson(own) && (own.expr !== undefined || own.signal !== undefined)))
    return { tooltip: written.value(own) };
  if (isJson(own) && own.content === "data") return { tooltip: written.data() };
  const asked = own === true || isJson(own);
  const { tooltip: _, ...others } = encoding;
  if (picture.expression || (asked && isBeyondList(encoding))) return written.fields(others);
  const encoded = listOf(others, (channel) => asked || !UNLISTED.includes(channel));
  return list(asked ? encoded : encoded.map((def) => withTitle(def, escapedText)));
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
