/**
 * The names of a point's parts in tooltips and on axes. They are for readers: code looks nothing
 * up by them, because the data travel beside them (`src/draw/tooltip-content.ts`).
 */
export const LABELS: Readonly<Record<"group" | "metric" | "area" | "row" | "rows", string>> = {
  group: "Group",
  metric: "Metric",
  area: "Area",
  row: "Row",
  rows: "Rows",
};
