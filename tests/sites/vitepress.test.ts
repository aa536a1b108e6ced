import { siteTests } from "./site-suite.ts";

siteTests({
  name: "vitepress",
  async switchTo(page, theme) {
    const isDark = await page.locator("html").evaluate((root) => root.classList.contains("dark"));
    if (isDark !== (theme === "dark")) await page.locator(".VPSwitchAppearance:visible").first().click();
  },
  isOneDocument: true,
});
