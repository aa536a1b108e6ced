// One mark of a chart with all that it inherits, and what can be known of its rows.
import { isJson, type Json } from "../../base/json.ts";
import { definitionsOf } from "./field-text.ts";

/** The key by which tooltips know a picture, Vega's own handler too. */
export const PICTURE_KEY = "image";

export interface Unit {
  readonly mark: Json;
  /** With what it inherits. */
  readonly encoding: Json;
  readonly config: Json;
}

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
const isDivisible = (unit: Unit): boolean =>
  ["line", "area", "trail", "bar", "arc"].includes(String(unit.mark.type)) ||
  ["x", "y", "theta", "radius"].some((channel) => definitionsOf(unit.encoding[channel]).some(({ stack }) => Boolean(stack)));

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
  isJson(def) &&
  !def.aggregate &&
  !def.bin &&
  !def.timeUnit &&
  (def.title === PICTURE_KEY || (def.field === PICTURE_KEY && (def.title === undefined || def.title === null)));

/** What a mark, its kind or all marks say of tooltips by themselves. */
export function markTooltip({ mark, config }: Unit): unknown {
  if (mark.tooltip !== undefined) return mark.tooltip;
  const ofType = config[String(mark.type)];
  if (isJson(ofType) && ofType.tooltip !== undefined) return ofType.tooltip;
  return isJson(config.mark) ? config.mark.tooltip : undefined;
}

const saysNothing = (tooltip: unknown): boolean =>
  tooltip === null ||
  (isJson(tooltip) &&
    ["field", "aggregate", "condition"].every((name) => tooltip[name] === undefined) &&
    (tooltip.value ?? null) === null);

export const isDisabled = (unit: Unit): boolean =>
  saysNothing(unit.encoding.tooltip) ||
  (unit.encoding.tooltip === undefined && [null, false].includes(markTooltip(unit) as null | false));
