import { siteTests } from "./site-suite.ts";

siteTests({
  name: "docusaurus",
  /** Its button goes round: as the system has it, light, dark. */
  async switchTo(page, theme) {
    for (let click = 0; click < 3; click++) {
      const [chosen, shown] = await page
        .locator("html")
        .evaluate((root) => [root.getAttribute("data-theme-choice"), root.getAttribute("data-theme")]);
      if (shown === theme && chosen !== "system") return;
      await page.locator("button[class*=toggleButton]:visible").click();
    }
    throw new Error(`the site's switch has no ${theme}`);
  },
  isOneDocument: true,
});
