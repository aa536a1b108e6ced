import { show } from "../../src/base/checks.ts";
import { scriptJson } from "../../src/charts/html.ts";
import type { BenchResult } from "../result.ts";

const HOLE = '"{{results}}"';

/** The built report page (`dist/bench-report.html`), whose text is `page`, with results inside: one, or two that it compares. */
export function reportPage(page: string, results: readonly BenchResult[]): string {
  const at = page.indexOf(HOLE);
  if (at < 0) throw new Error(`page: expected the built report page with ${HOLE}, got ${show(page)}`);
  return page.slice(0, at) + scriptJson(JSON.stringify(results)) + page.slice(at + HOLE.length);
}
