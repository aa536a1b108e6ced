// What a chart's transforms do to rows that carry pictures.

import { isJson, type Json, jsonList } from "../../base/json.ts";
import { literal } from "../expressions.ts";
import type { Naming } from "./picture-expressions.ts";

/** Names of what carries pictures: chosen so that none is the chart's own. */
export interface Names {
  /** The column of a picture's name. */
  readonly image: string;
  /** The column of a row's number, and the dataset of the pictures by that number. */
  readonly row: string;
  readonly lookup: string;
  /** Made by an aggregate: the rows it stands for, and the first one's tile. */
  readonly list: string;
  readonly tile: string;
}

/** Whether data behind a view still are rows with pictures, of which column these are made and whether rows without were put between, or why not. */
export type RowState = { readonly tile: string; readonly hasGaps?: true } | Lost;

export interface Lost {
  readonly lost: string;
  /** The option says that this is an error, and no matter of one mark. */
  readonly isError?: true;
}

/** Transforms whose results are no rows any more. */
const SYNTHETIC: Readonly<Record<string, string>> = {
  pivot: "a pivot makes rows of its own, without those they come from",
  density: "a density estimate stands for no row",
  regression: "a regression line stands for no row",
  loess: "a loess line stands for no row",
  quantile: "quantiles stand for no row",
};

export const MANY_REFUSED: Lost = { lost: 'a mark stands for many rows, and many is "error"', isError: true };

/** An aggregate that also lists its rows, and the pictures made of them: data behind it are rows again, one tile each. */
function aggregateRows(transform: Json, tile: string, naming: Naming, names: Names): Json[] {
  const aggregate = [...jsonList(transform.aggregate), { op: "values", field: tile, as: names.list }];
  const rows = `datum[${literal(names.list)}]`;
  return [
    { ...transform, aggregate },
    { calculate: naming.many(rows, tile), as: names.image },
    { calculate: `${rows}[0][${literal(tile)}]`, as: names.tile },
  ];
}

export interface Followed {
  readonly transforms: readonly unknown[];
  readonly state: RowState;
}

/** The transforms with what they need to keep pictures, and what is left behind them. */
export function followTransforms(
  given: unknown,
  before: RowState,
  naming: Naming,
  names: Names,
  many: "first" | "error",
): Followed {
  let state = before;
  const transforms: unknown[] = [];
  for (const transform of Array.isArray(given) ? given : []) {
    if (!isJson(transform)) {
      transforms.push(transform);
      continue;
    }
    const synthetic = Object.keys(SYNTHETIC).find((name) => name in transform);
    if ("tile" in state && "aggregate" in transform && many === "first") {
      transforms.push(...aggregateRows(transform, state.tile, naming, names));
      state = { tile: names.tile };
      continue;
    }
    transforms.push(transform);
    if ("lost" in state) continue;
    if (synthetic) state = { lost: SYNTHETIC[synthetic]! };
    else if ("aggregate" in transform) state = MANY_REFUSED;
    else if ("impute" in transform) state = { ...state, hasGaps: true };
  }
  return { transforms, state };
}
