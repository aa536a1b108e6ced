import type { Changes } from "../changes.ts";
import { CHANGE_HEADS, CHANGE_WORDS, changeCells, changesSummary } from "./changes-words.ts";
import { columnText } from "./text.ts";

/** The summary, then every entry that both have, case by case. */
export function changesText(changes: Changes): string {
  const table = [["", ...CHANGE_HEADS.slice(1)], ...changes.changes.map(changeCells)];
  return [...changesSummary(changes), "", ...columnText(table, (column) => CHANGE_WORDS.has(column))].join("\n");
}
