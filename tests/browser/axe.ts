import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe-core finds in the page, or within one element of it: each fault with the elements that have it. */
export async function axeFindings(page: Page, within = "html"): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (within) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(within);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
  }, within);
}
