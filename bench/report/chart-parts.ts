// What the charts of a report have in common.

export interface ReportChart {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly spec: object;
}

/** Narrow windows get shorter names beside the axis, and narrower legends. */
const NARROW = "containerSize()[0] < 560";
export const names = { labelLimit: { expr: `${NARROW} ? 132 : 250` } };
export const legend = (narrow: number, wide: number): object => ({
  ...{ title: null, orient: "bottom", labelLimit: 220 },
  columns: { expr: `${NARROW} ? ${narrow} : ${wide}` },
});

/** Pixels: Vega-Lite's steps would not go with a width that follows the container's. */
export const bandHeight = (rows: readonly { readonly case: string }[], step: number): number =>
  step * new Set(rows.map((row) => row.case)).size;

export const base = { $schema: "https://vega.github.io/schema/vega-lite/v6.json", width: "container" as const };
