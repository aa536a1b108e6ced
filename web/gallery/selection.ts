import type { PeekTable } from "../../src/draw/peek-table.ts";

export const ORDERS = ["largest", "smallest", "row"] as const;
export type Order = (typeof ORDERS)[number];

/** Which rows the gallery shows, and in what order. */
export interface Selection {
  /** The metric that areas are of. */
  readonly metric: number;
  /** Rows under the brush; nothing: all. */
  readonly brushed?: Uint32Array | undefined;
  /** Limits of the areas, both included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** The index of the only group that is wanted. */
  readonly group?: number | undefined;
  readonly order: Order;
}

/** Whether all rows are wanted. */
export const isAll = ({ brushed, from, to, group }: Selection): boolean =>
  brushed === undefined && from === undefined && to === undefined && group === undefined;

/** The wanted rows, in the order of their numbers. */
export function selectedRows({ length, hues, metrics }: PeekTable, selection: Selection): Uint32Array {
  const { metric, brushed, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, group } = selection;
  const { areas } = metrics[metric]!;
  const candidates = brushed ?? Uint32Array.from({ length }, (_, row) => row);
  if (isAll(selection)) return candidates;
  return candidates.filter((row) => {
    const area = areas[row]!;
    return area >= from && area <= to && (group === undefined || hues?.[row] === group);
  });
}

/** The rows sorted as the gallery shows them; rows of one area by their numbers. */
export function sortedRows(rows: Uint32Array, { metrics }: PeekTable, { metric, order }: Selection): Uint32Array {
  if (order === "row") return rows;
  const { areas } = metrics[metric]!;
  const sign = order === "largest" ? -1 : 1;
  return rows.slice().sort((a, b) => sign * (areas[a]! - areas[b]!) || a - b);
}
