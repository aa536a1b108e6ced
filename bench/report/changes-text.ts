import type { Changes } from "../changes.ts";
import { changesSummary, changeText } from "./changes-words.ts";
import { columnText } from "./text.ts";
import { timeText } from "./words.ts";

/** What changed beyond noise, ours first, then all else by case. */
export function changesText(changes: Changes): string {
  const lines = changes.changes.map((one) => [
    one.beyondNoise ? (one.factor > 1 ? "slower" : "faster") : "",
    one.caseName,
    one.name,
    timeText(one.before),
    timeText(one.after),
    changeText(one),
  ]);
  const table = [["", "case", "who", "before, an item", "after", "change"], ...lines];
  return [...changesSummary(changes), "", ...columnText(table, (column) => column < 3)].join("\n");
}
