// A spec's views, one within the other, each with the data and encoding it inherits; the pictures of those that stand for rows.

import { isJson, type Json } from "../../base/json.ts";
import { literal } from "../expressions.ts";
import { inheritEncoding } from "./encodings.ts";
import type { Naming } from "./picture-expressions.ts";
import { followTransforms, type Lost, MANY_REFUSED, type Names, type RowState } from "./row-state.ts";
import { compositeReason, isAggregated, isDisabled, isImputed, keptFields, type Unit } from "./unit.ts";
import { descriptionOf, tooltipWith } from "./unit-tooltip.ts";
import type { Picture } from "./written-tooltip.ts";

/** What a view's own data become. */
export interface Placed {
  readonly data: unknown;
  /** In front of the view's own transforms. */
  readonly transforms: readonly Json[];
  readonly state: RowState;
}

export interface Attachment {
  readonly naming: Naming;
  readonly names: Names;
  readonly many: "first" | "error";
  readonly config: Json;
  /** Whether any selection takes the nearest point. */
  readonly isNearest: boolean;
  /** Also into marks whose tooltip is switched off. */
  readonly force: boolean;
  place(data: unknown): Placed;
}

export interface Attached {
  readonly spec: Json;
  /** Marks with pictures. */
  readonly count: number;
  /** Why the others have none. */
  readonly refusals: readonly Lost[];
}

interface Inherited {
  readonly state: RowState;
  readonly encoding: Json;
}

/** A list of the chart's or one child, under each of the names that views have. */
const LISTS = ["layer", "concat", "hconcat", "vconcat"] as const;

const asMark = (mark: unknown): Json => (isJson(mark) ? mark : { type: mark });

const listColumn = (tile: string): string => `values_${tile}`;

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** An expression for the picture of a unit's marks, where the column alone does not do. */
function pictureExpression(unit: Unit, tile: string, hasGaps: boolean, { naming, names }: Attachment): string | undefined {
  if (isAggregated(unit)) return naming.many(`datum[${literal(listColumn(tile))}]`, tile);
  return hasGaps ? `(datum[${literal(names.image)}] || "")` : undefined;
}

/** Lines and points over a line or an area, and the outliers of a boxplot, are marks of their own. */
function describedMark({ mark }: Unit, description: unknown): Json {
  if (description === undefined) return mark;
  const isBox = mark.type === "boxplot";
  const parts = isBox ? ["outliers"] : ["line", "point"].filter((name) => mark[name] === true || isJson(mark[name]));
  const described = parts.map((name) => [name, { ...(isJson(mark[name]) && mark[name]), description }]);
  return { ...mark, ...Object.fromEntries(described), ...(!isBox && { description }) };
}

function attachUnit(spec: Json, { state, encoding: above }: Inherited, attachment: Attachment): Attached {
  const { names, many, config, isNearest, force } = attachment;
  const unit: Unit = { mark: asMark(spec.mark), encoding: inheritEncoding(above, spec.encoding), config };
  const leave = (lost: Lost): Attached => ({ spec, count: 0, refusals: [lost] });
  const refuse = (lost: string): Attached => leave({ lost });
  if ("lost" in state) return leave(state);
  const composite = compositeReason(unit);
  if (composite) return refuse(composite);
  if (isDisabled(unit) && !force) return refuse("its tooltip is switched off");
  if (isAggregated(unit) && many === "error") return leave(MANY_REFUSED);
  const shown = isDisabled(unit) ? withoutTooltip(unit) : unit;
  const hasGaps = state.hasGaps === true || isImputed(unit);
  const expression = pictureExpression(unit, state.tile, hasGaps, attachment);
  const hidden = [names.row, names.list, names.tile, ...(isAggregated(unit) ? [listColumn(state.tile)] : [])];
  const picture: Picture = { column: names.image, hidden, ...(expression !== undefined && { expression }) };
  const made = tooltipWith(shown, picture, isNearest);
  if ("refused" in made) return refuse(made.refused);
  const kept = expression === undefined ? { details: [] } : keptFields(shown);
  const hasConditions = isJson(made.tooltip) && made.tooltip.condition !== undefined;
  if (!kept || (kept.condition && hasConditions))
    return refuse("a mark stands for many rows, which several fields of its tooltip group");
  const details = [...kept.details, ...(isAggregated(unit) ? [{ aggregate: "values", field: state.tile }] : [])];
  const tooltip = kept.condition && isJson(made.tooltip) ? { condition: kept.condition, ...made.tooltip } : made.tooltip;
  const changed = {
    ...spec,
    mark: describedMark(shown, descriptionOf(unit)),
    encoding: {
      ...(isJson(spec.encoding) && spec.encoding),
      ...(details.length > 0 && { detail: [...asList(shown.encoding.detail), ...details] }),
      tooltip,
    },
  };
  return { spec: changed, count: 1, refusals: [] };
}

const withoutTooltip = ({ mark, encoding, config }: Unit): Unit => {
  const { tooltip: _mark, ...rest } = mark;
  const { tooltip: _encoding, ...channels } = encoding;
  return { mark: rest, encoding: channels, config };
};

/** The view with pictures wherever its marks stand for rows of the placed data. */
export function attachView(spec: Json, inherited: Inherited, attachment: Attachment): Attached {
  const { naming, names, many, place } = attachment;
  const placed = "data" in spec ? place(spec.data) : undefined;
  const start = placed?.state ?? inherited.state;
  const { transforms, state } = followTransforms(spec.transform, start, naming, names, many);
  const all = [...(placed?.transforms ?? []), ...transforms];
  const own: Json = {
    ...spec,
    ...(placed && { data: placed.data }),
    ...(all.length > 0 && { transform: all }),
  };
  if ("mark" in spec) return attachUnit(own, { state, encoding: inherited.encoding }, attachment);
  const encoding = inheritEncoding(inherited.encoding, spec.encoding);
  const parts: Attached[] = [];
  const child = (view: Json): Json => {
    const part = attachView(view, { state, encoding: "layer" in spec ? encoding : inherited.encoding }, attachment);
    parts.push(part);
    return part.spec;
  };
  const views: Record<string, unknown> = {};
  for (const name of LISTS) {
    if (Array.isArray(spec[name])) views[name] = spec[name].map((view) => (isJson(view) ? child(view) : view));
  }
  if (isJson(spec.spec)) views.spec = child(spec.spec);
  return {
    spec: { ...own, ...views },
    count: parts.reduce((sum, part) => sum + part.count, 0),
    refusals: parts.flatMap(({ refusals }) => refusals),
  };
}
