import type { ImageReference } from "../charts/image-reference.ts";
import { LABELS } from "../charts/labels.ts";
import type { PeekView } from "./frame-values.ts";
import { type NumberText, numberText } from "./number-text.ts";
import type { PeekTable } from "./peek-table.ts";
import { LiveTooltip, type TooltipContent } from "./tooltip-content.ts";
import { type Field, valueText } from "./tooltip-text.ts";

/** What the tooltip of a point says, with the row and the pictures that it is about. */
export interface PointContent extends TooltipContent {
  readonly row: number;
  readonly reference: ImageReference;
}

/** Names that mean something else in a tooltip, of Vega's too; a stack may have one of them. */
const TAKEN: ReadonlySet<string> = new Set(["image", "title", LABELS.group, LABELS.row, "__proto__"]);

const areaLabel = (label: string): string => (TAKEN.has(label) ? `Area of ${label}` : label);

const groupOf = ({ groups, hues }: PeekTable, row: number): string => (hues ? groups[hues[row]!]! : "not known yet");

/** The tooltip of a point: it says what is shown when it is read. */
export function pointTooltip(
  shown: () => { readonly table: PeekTable; readonly view: PeekView },
  index: number,
  numbers: () => NumberText = numberText,
): LiveTooltip<PointContent> {
  const { table, view } = shown();
  const row = index % table.length;
  const isOfAll = view.kind === "repeat" || view.kind === "scatter";
  const reference = table.reference(row, isOfAll ? undefined : view.metric);
  const metric = view.kind === "repeat" ? Math.floor(index / table.length) : view.metric;

  function measured({ metrics }: PeekTable): Field[] {
    const area = (of: number): string => numbers().area(metrics[of]!.areas[row]!);
    if (view.kind === "scatter") return metrics.map(({ label }, i) => [areaLabel(label), area(i)]);
    const name: readonly Field[] = metrics.length > 1 ? [[LABELS.metric, metrics[metric]!.label]] : [];
    return [...name, [LABELS.area, area(metric)]];
  }

  return new LiveTooltip(() => {
    const { table: now } = shown();
    const group: readonly Field[] = now.groups.length > 0 ? [[LABELS.group, groupOf(now, row)]] : [];
    const before = [...group, ...measured(now)];
    const fields = [...before, [LABELS.row, String(row)] as const].map(
      ([label, value]): Field => [valueText(label), valueText(value)],
    );
    return { title: "", fields, rowField: before.length, row, reference };
  });
}
