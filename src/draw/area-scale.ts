import { niceEnd } from "../charts/nice-end.ts";
import type { Domain } from "./frame-values.ts";
import type { PeekChartKind, PeekTable } from "./peek-table.ts";

/** The domains of a chart's axes of areas: scatter's has two of their own, any other holds all metrics, so that they can be compared. */
export interface AreaScale {
  readonly domains: readonly Domain[];
  /** Makes the domains fit the table's areas. */
  fit(table: PeekTable, kind: PeekChartKind): void;
  /** The same, but none becomes smaller: what stands still while areas move can be compared. */
  grow(table: PeekTable, kind: PeekChartKind): void;
}

function highest(lists: readonly Float64Array[]): number {
  let most = 0;
  for (const areas of lists) for (let row = 0; row < areas.length; row++) if (areas[row]! > most) most = areas[row]!;
  return most;
}

const highestOf = ({ metrics }: PeekTable, kind: PeekChartKind): number[] => {
  const lists = metrics.map(({ areas }) => areas);
  return kind === "scatter" ? lists.map((areas) => highest([areas])) : [highest(lists)];
};

export function areaScale(): AreaScale {
  /** 0 where there is no area yet. */
  let ends: readonly number[] = [];
  let domains: readonly Domain[] = [[0, 1]];

  function take(next: readonly number[]): void {
    ends = next;
    domains = ends.map((end) => [0, end > 0 ? end : 1]);
  }
  const nice = (end: number): number => (end > 0 ? niceEnd(end) : 0);

  return {
    get domains() {
      return domains;
    },
    fit: (table, kind) => take(highestOf(table, kind).map(nice)),
    grow: (table, kind) => take(highestOf(table, kind).map((end, i) => (end > (ends[i] ?? 0) ? nice(end) : ends[i]!))),
  };
}
