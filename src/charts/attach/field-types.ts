// How Vega-Lite completes field definitions: types by channel, bins by channel (src/channeldef.ts, src/bin.ts, src/timeunit.ts of vega-lite 6.5).
import { isJson, type Json, textOf } from "../../base/json.ts";

const TYPES: Readonly<Record<string, string>> = { q: "quantitative", n: "nominal", o: "ordinal", t: "temporal", g: "geojson" };
const COUNTING = ["count", "valid", "missing", "distinct"];
const NOMINAL_CHANNELS = ["row", "column", "facet", "shape", "strokeDash"];
const COARSE_CHANNELS = [
  "row",
  "column",
  "size",
  "color",
  "fill",
  "stroke",
  "strokeWidth",
  "opacity",
  "fillOpacity",
  "strokeOpacity",
  "shape",
];
/** The channels of a mark, in the order in which the compiler takes them. */
export const CHANNELS = [
  ...["x", "y", "x2", "y2", "theta", "theta2", "radius", "radius2"],
  ...["longitude", "longitude2", "latitude", "latitude2", "xOffset", "yOffset"],
  ...[
    "color",
    "fill",
    "stroke",
    "time",
    "opacity",
    "fillOpacity",
    "strokeOpacity",
    "strokeWidth",
    "strokeDash",
    "size",
    "angle",
    "shape",
  ],
  ...["order", "text", "detail", "key", "tooltip", "href", "url", "description"],
];
const TIME_PARTS = [
  "year",
  "quarter",
  "month",
  "week",
  "day",
  "dayofyear",
  "date",
  "hours",
  "minutes",
  "seconds",
  "milliseconds",
];

export const isRepeated = (def: Json): boolean => isJson(def.field);
export const isField = (def: unknown): def is Json => isJson(def) && (def.field !== undefined || def.aggregate === "count");

/** A field definition's field, as text; of a count there is none. */
export const fieldOf = (def: Json): string => String(def.field);

export const argumentOf = (def: Json): { readonly op: "argmin" | "argmax"; readonly field: string } | undefined => {
  if (!isJson(def.aggregate)) return undefined;
  const { argmin, argmax } = def.aggregate;
  if (argmax !== undefined) return { op: "argmax", field: String(argmax) };
  return argmin === undefined ? undefined : { op: "argmin", field: String(argmin) };
};

/** The name of an aggregate operation that is one. */
export const operationOf = (def: Json): string | undefined => textOf(def.aggregate);

export function typeOf(def: Json, channel: string): string {
  const given = textOf(def.type)?.toLowerCase();
  if (COUNTING.includes(operationOf(def) ?? "")) return "quantitative";
  if (given) return TYPES[given] ?? given;
  if (channel === "latitude" || channel === "longitude") return "quantitative";
  if (NOMINAL_CHANNELS.includes(channel)) return "nominal";
  if (channel === "order" || Array.isArray(def.sort)) return "ordinal";
  if (def.timeUnit) return "temporal";
  if (def.bin || operationOf(def)) return "quantitative";
  const scale = isJson(def.scale) ? textOf(def.scale.type) : undefined;
  if (scale === "time" || scale === "utc") return "temporal";
  return scale !== undefined && !["ordinal", "band", "point"].includes(scale) ? "quantitative" : "nominal";
}

/** The bins that the compiler makes; nothing where it makes none. */
export function binOf({ bin }: Json, channel: string): Json | undefined {
  const maxbins = COARSE_CHANNELS.includes(channel) ? 6 : channel === "strokeDash" ? 4 : 10;
  if (bin === true) return { maxbins };
  if (!isJson(bin) || bin.binned === true) return undefined;
  return bin.maxbins || bin.step ? bin : { ...bin, maxbins };
}

/** Whether the data come in bins. */
export const isBinned = ({ bin }: Json): boolean => bin === "binned" || (isJson(bin) && bin.binned === true);

export interface TimeUnit {
  readonly unit: string | undefined;
  readonly utc: boolean;
  readonly binned: boolean;
  /** In the name of the column that the compiler makes. */
  readonly name: string;
  readonly parts: readonly string[];
}

const variable = (text: string): string => `${/^\d/.test(text) ? "_" : ""}${text.replace(/\W/g, "_")}`;

/** A name made of an operation's parameters, in their order. */
export const parameterName = (parameters: Json): string =>
  Object.entries(parameters)
    .map(([key, value]) => variable(`_${key}_${isJson(value) ? Object.entries(value) : value}`))
    .join("");

function partsOf(unit: string): string[] {
  return TIME_PARTS.filter((part) => {
    const at = unit.indexOf(part);
    if (at < 0) return false;
    if (part === "seconds" && unit[at - 1] === "i") return false;
    return part !== "day" || unit[at + 3] !== "o";
  });
}

export function timeUnitOf({ timeUnit }: Json): TimeUnit | undefined {
  if (!timeUnit) return undefined;
  const given: Json = isJson(timeUnit) ? timeUnit : { unit: String(timeUnit) };
  const text = textOf(given.unit);
  const prefixed = !isJson(timeUnit) && text?.startsWith("binned");
  const bare = prefixed ? text!.slice("binned".length) : text;
  const utc = given.utc === true || bare?.startsWith("utc") === true;
  const unit = bare?.replace(/^utc/, "");
  const others = Object.fromEntries(Object.entries(given).filter(([key]) => key !== "unit" && key !== "utc"));
  const name = `${utc ? "utc" : ""}${unit === undefined ? "timeunit" : variable(unit)}${parameterName(others)}`;
  return { unit, utc, binned: prefixed || given.binned === true, name, parts: partsOf(unit ?? "") };
}
