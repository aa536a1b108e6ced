import { readFile } from "node:fs/promises";
import { reportPage } from "../../bench/report/page.ts";
import type { BenchResult } from "../../bench/result.ts";

/** The report's page with a result inside: one file that fetches nothing. */
export async function reportHtml(result: BenchResult): Promise<string> {
  return reportPage(await readFile(new URL("bench-report.html", import.meta.url), "utf8"), [result]);
}
