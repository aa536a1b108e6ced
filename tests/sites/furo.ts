import type { Page } from "playwright-core";

export const FURO_SAYS = /^log: Changed to \w+ mode\.$/;

/** Furo's button goes round: as the system has it, light, dark. */
export async function switchFuro(page: Page, theme: "light" | "dark"): Promise<void> {
  for (let click = 0; click < 3; click++) {
    if ((await page.locator("body").getAttribute("data-theme")) === theme) return;
    await page.locator(".theme-toggle:visible").first().click();
  }
  throw new Error(`furo's switch has no ${theme}`);
}
