import type { PeekView } from "./frame-values.ts";
import { type NumberText, numberText } from "./number-text.ts";
import type { PeekTable } from "./peek-table.ts";

/** What a tooltip, or a record, takes for something else: a stack may be called so. */
const TAKEN: ReadonlySet<string> = new Set(["image", "title", "Group", "Row", "__proto__"]);

const fieldName = (label: string): string => (TAKEN.has(label) ? `Area of ${label}` : label);

/** What the tooltip of a point says: as it is when it is read. */
export function pointTooltip(
  shown: () => { readonly table: PeekTable; readonly view: PeekView },
  index: number,
  numbers: () => NumberText = numberText,
): object {
  const { table, view } = shown();
  const row = index % table.length;
  const isOfAll = view.kind === "repeat" || view.kind === "scatter";
  const fields: Record<string, () => unknown> = {
    image: () => table.reference(row, isOfAll ? undefined : view.metric),
  };
  if (table.groups.length > 0) {
    fields.Group = () => {
      const { groups, hues } = shown().table;
      return hues ? groups[hues[row]!] : "not known yet";
    };
  }
  const area = (metric: number) => () => numbers().area(shown().table.metrics[metric]!.areas[row]!);
  if (view.kind === "scatter") {
    for (const [i, { label }] of table.metrics.entries()) fields[fieldName(label)] = area(i);
  } else {
    const metric = view.kind === "repeat" ? Math.floor(index / table.length) : view.metric;
    if (table.metrics.length > 1) fields.Metric = () => table.metrics[metric]!.label;
    fields.Area = area(metric);
  }
  fields.Row = () => row;
  return Object.defineProperties(
    {},
    Object.fromEntries(Object.entries(fields).map(([name, get]) => [name, { get, enumerable: true }])),
  );
}
