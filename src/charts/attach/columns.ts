import { isJson } from "../../base/json.ts";
import { checkDepth, datasetsOf, viewData } from "./attach-pictures.ts";
import { readTable } from "./table.ts";

/** Rows that are looked at: charts' tables have the same columns all over. */
const SAMPLE = 100;

/** The columns of a chart's inline data, each once, as they come; none where a chart has no such data. Throws a TypeError for one that is too deep. */
export function chartColumns(spec: unknown): string[] {
  if (!isJson(spec)) return [];
  checkDepth(spec);
  const columns = new Set<string>();
  for (const data of viewData(spec)) {
    const table = readTable(data, datasetsOf(spec));
    if (!("rows" in table)) continue;
    for (const row of table.rows.slice(0, SAMPLE)) for (const column of Object.keys(row)) columns.add(column);
  }
  return [...columns];
}
