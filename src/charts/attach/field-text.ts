// A field's title and its value as text, in the words of vega-lite 6.5 (src/channeldef.ts, src/compile/format.ts, src/compile/mark/encode/tooltip.ts): for
// tooltips that have to be written as one expression.

import { isJson, type Json, textOf } from "../../base/json.ts";
import {
  argumentOf,
  binOf,
  CHANNELS,
  fieldOf,
  isBinned,
  isField,
  isRepeated,
  operationOf,
  parameterName,
  timeUnitOf,
  typeOf,
} from "./field-types.ts";

/** What of a config says how values are written. */
export interface TextConfig {
  readonly fieldTitle?: string;
  readonly countTitle: string;
  readonly numberFormat?: string;
  readonly timeFormat: string;
  readonly normalizedNumberFormat: string;
}

const TIME_FORMATS = '{"year-month":"%b %Y ","year-month-date":"%b %d, %Y "}';
const SECONDARY: Readonly<Record<string, string>> = {
  x2: "x",
  y2: "y",
  theta2: "theta",
  radius2: "radius",
  latitude2: "latitude",
  longitude2: "longitude",
};
const STACKED = ["x", "y", "theta", "radius"];
const STACKED_BY = [
  ...["color", "fill", "stroke", "opacity", "fillOpacity", "strokeOpacity", "strokeWidth", "strokeDash"],
  ...["size", "shape", "detail", "order", "text"],
];

export function textConfig(config: unknown): TextConfig {
  const given = isJson(config) ? { ...config, ...(isJson(config.tooltipFormat) ? config.tooltipFormat : {}) } : {};
  const { fieldTitle, countTitle, numberFormat, timeFormat, normalizedNumberFormat } = given as Partial<Record<string, unknown>>;
  return {
    countTitle: textOf(countTitle) ?? "Count of Records",
    timeFormat: textOf(timeFormat) ?? "%b %d, %Y",
    normalizedNumberFormat: textOf(normalizedNumberFormat) ?? ".0%",
    ...(typeof fieldTitle === "string" && { fieldTitle }),
    ...(typeof numberFormat === "string" && { numberFormat }),
  };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function functionalTitle(def: Json): string {
  const argument = argumentOf(def);
  if (argument) return `${def.field} for ${argument.op}(${argument.field})`;
  const unit = timeUnitOf(def);
  const time = unit && !unit.binned ? (unit.unit ?? "timeunit") : undefined;
  const name = operationOf(def) ?? time ?? (binOf(def, "") ? "bin" : undefined);
  return name ? `${name.toUpperCase()}(${def.field})` : fieldOf(def);
}

function verbalTitle(def: Json, { countTitle }: TextConfig): string {
  if (def.aggregate === "count") return countTitle;
  if (binOf(def, "")) return `${def.field} (binned)`;
  const unit = timeUnitOf(def);
  if (unit && !unit.binned && unit.unit) return `${def.field} (${unit.parts.join("-")})`;
  const argument = argumentOf(def);
  if (argument) return `${def.field} for ${argument.op.slice(3)} ${argument.field}`;
  const operation = operationOf(def);
  return operation ? `${capitalised(operation)} of ${def.field}` : fieldOf(def);
}

/** The compiler puts names between quotes as they are, so that a backslash escapes what follows. */
const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, sign) => (sign === "n" ? "\n" : sign));

/** What stands before a field's value. */
export const fieldTitle = (def: Json, config: TextConfig): string => unescaped(titleOf(def, config));

function titleOf(def: Json, config: TextConfig): string {
  if (def.title) return Array.isArray(def.title) ? def.title.join(", ") : String(def.title);
  if (config.fieldTitle === "plain") return fieldOf(def);
  return config.fieldTitle === "functional" ? functionalTitle(def) : verbalTitle(def, config);
}

const quoted = (text: string): string => JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

/** The compiler flattens nested fields: a path names one column. */
const flat = (path: string): string => path.replace(/\[(['"]?)(.*?)\1\]/g, ".$2").replace(/\\(.)/g, "$1");

const columnAt = (datum: string, path: string): string => `${datum}[${quoted(flat(path))}]`;

/** An expression for the column that holds a field's value, with the operation that made it. */
function column(def: Json, channel: string, datum: string, suffix = ""): string {
  if (def.aggregate === "count") return columnAt(datum, "__count");
  const argument = argumentOf(def);
  if (argument) return `${columnAt(datum, `${argument.op}_${argument.field}`)}[${quoted(fieldOf(def))}]`;
  const bin = binOf(def, channel);
  const unit = timeUnitOf(def);
  const name = bin ? `bin${parameterName(bin)}` : (operationOf(def) ?? (unit && !unit.binned ? unit.name : undefined));
  return columnAt(datum, `${name ? `${name}_` : ""}${fieldOf(def)}${suffix}`);
}

const number = (value: string, format: string | undefined): string => `format(${value}, ${quoted(format ?? "")})`;

const range = (from: string, to: string, format: string | undefined, config: TextConfig): string => {
  const text = (end: string) => number(end, format ?? config.numberFormat);
  return `!isValid(${from}) || !isFinite(+${from}) ? "null" : ${text(from)} + " – " + ${text(to)}`;
};

/** What the compiler reads a format from. */
export function formatOf(def: Json): { readonly format: unknown; readonly formatType: string | undefined } {
  const guide = [def.axis, def.legend, def.header].find(isJson);
  const from = "format" in def || "formatType" in def ? def : (guide ?? {});
  return { format: from.format, formatType: textOf(from.formatType) };
}

function timeText(def: Json, value: string, format: unknown, config: TextConfig): string {
  const unit = timeUnitOf(def);
  const isUtc = unit?.utc === true || (isJson(def.scale) && def.scale.type === "utc");
  const write = isUtc ? "utcFormat" : "timeFormat";
  if (unit?.unit && !format) return `${write}(${value}, timeUnitSpecifier(${JSON.stringify(unit.parts)}, ${TIME_FORMATS}))`;
  return `${write}(${value}, ${quoted(textOf(format) ?? config.timeFormat)})`;
}

/** An expression for the text of a field's value. */
function fieldText(def: Json, channel: string, datum: string, config: TextConfig): string {
  const { format, formatType } = formatOf(def);
  const type = typeOf(def, channel);
  const bin = binOf(def, channel);
  const isDiscrete = type === "nominal" || type === "ordinal";
  if (isDiscrete && !def.timeUnit && !format && !formatType) {
    const value = `${datum}[${quoted(unescaped(fieldOf(def)))}]`;
    return `isValid(${value}) ? isArray(${value}) ? join(${value}, '\\n') : ${value} : ""+${value}`;
  }
  const value = column(def, channel, datum);
  if (formatType && formatType !== "number" && formatType !== "time") {
    return `${formatType}(${value}${format ? `, ${JSON.stringify(format)}` : ""})`;
  }
  if (formatType === "time" || (!formatType && (type === "temporal" || def.timeUnit))) {
    return timeText(def, value, format, config);
  }
  const asNumber = textOf(format) ?? (type === "quantitative" ? config.numberFormat : undefined);
  if (bin) return range(value, column(def, channel, datum, "_end"), textOf(format), config);
  if (asNumber !== undefined || type === "quantitative") return number(value, asNumber);
  return `isValid(${value}) ? ${value} : ""+${value}`;
}

export interface NamedText {
  readonly channel: string;
  readonly title: string;
  /** A Vega expression. */
  readonly text: string;
}

/** The definition that a channel has, itself or in its condition, or several. */
export function definitionsOf(channelDef: unknown): readonly Json[] {
  const all = Array.isArray(channelDef) ? channelDef : [channelDef];
  return all.flatMap((def) => {
    if (isField(def)) return [def];
    const condition = isJson(def) ? def.condition : undefined;
    return isField(condition) ? [condition] : [];
  });
}

/** The fields of an encoding as the compiler would write them into a tooltip: each title once. Fields of a repeat are left out. */
export function encodingTexts(encoding: Json, config: TextConfig, datum: string): NamedText[] {
  const texts = new Map<string, NamedText>();
  const skipped = new Set<string>();
  const defs = CHANNELS.flatMap((channel) => definitionsOf(encoding[channel]).map((def) => ({ channel, def })));
  const isStacked = STACKED_BY.some((channel) => definitionsOf(encoding[channel]).length > 0);
  const made = defs.flatMap(({ channel, def }): NamedText[] => {
    if (isRepeated(def) || def.tooltip === false) return [];
    const main = SECONDARY[channel] ?? channel;
    const mainDef = definitionsOf(encoding[main])[0];
    const typed = def.type || main === channel || !mainDef ? def : { ...def, type: typeOf(mainDef, main) };
    const second = definitionsOf(encoding[`${channel}2`])[0];
    let text = fieldText(typed, channel, datum, config);
    if ((channel === "x" || channel === "y") && isBinned(def) && second) {
      skipped.add(`${channel}2`);
      text = range(column(def, channel, datum), column(second, `${channel}2`, datum), textOf(formatOf(def).format), config);
    } else if (STACKED.includes(channel) && def.stack === "normalize" && isStacked) {
      const share = `${column(def, channel, datum, "_end")}-${column(def, channel, datum, "_start")}`;
      text = number(share, textOf(formatOf(def).format) ?? config.normalizedNumberFormat);
    }
    return [{ channel, title: fieldTitle(def, config), text }];
  });
  for (const one of made) if (!skipped.has(one.channel) && !texts.has(one.title)) texts.set(one.title, one);
  return [...texts.values()];
}
