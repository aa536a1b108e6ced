// The offline report: one or two results that are inside.
import { changesOf } from "../../bench/changes.ts";
import { parseResult } from "../../bench/result.ts";
import { tooltipHandler } from "../tooltip/index.ts";
import { showChanges, showReport } from "./report-view.ts";

const part = (id: string): HTMLElement => document.getElementById(id)!;

try {
  const given = JSON.parse(part("bench-results").textContent!) as unknown[];
  const [result, after] = given.map((one, i) => parseResult(`result ${i + 1}`, JSON.stringify(one)));
  if (after) showChanges(part("bench-changes"), changesOf(result!, after));
  showReport(part("bench-report"), (after ?? result)!, tooltipHandler());
} catch (error) {
  part("bench-message").textContent = `This report cannot be shown: ${error instanceof Error ? error.message : error}`;
  part("bench-message").hidden = false;
}
