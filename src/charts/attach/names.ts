// Column names that are free in a chart.
import { isJson, type Json } from "../../base/json.ts";
import type { Row } from "./table.ts";
import { isPicture } from "./unit.ts";

const DATA = ["values", "datasets", "usermeta", "$schema"];

/** All texts of a spec that could name a column, those of pictures in tooltips apart: they are replaced. */
function textsOf(value: unknown, found: string[] = []): string[] {
  if (typeof value === "string") found.push(value);
  else if (Array.isArray(value)) for (const item of value) textsOf(item, found);
  else if (isJson(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const kept = key === "tooltip" ? [inner].flat().filter((def) => !isPicture(def)) : inner;
      if (!DATA.includes(key)) textsOf(kept, found);
    }
  }
  return found;
}

/** Whether any selection of the chart takes the nearest point. */
export const hasNearest = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(hasNearest)
    : isJson(value) &&
      (value.nearest === true || Object.entries(value).some(([key, inner]) => !DATA.includes(key) && hasNearest(inner)));

/** Gives the first of some names that no text of the spec and no column of the rows has, but for `replaced`, which rows may have. */
export function freeNames(spec: Json, tables: readonly (readonly Row[])[], replaced: string): (...wanted: string[]) => string {
  const words = new Set(textsOf(spec).flatMap((text) => text.split(/\W+/)));
  const columns = new Set<string>();
  for (const rows of tables) for (const row of rows) for (const name of Object.keys(row)) columns.add(name);
  columns.delete(replaced);
  const isFree = (name: string): boolean => !columns.has(name) && !words.has(name);
  return (...wanted) => {
    const last = wanted.at(-1)!;
    let name = wanted.find(isFree);
    for (let i = 2; name === undefined; i++) if (isFree(`${last}_${i}`)) name = `${last}_${i}`;
    return name;
  };
}
