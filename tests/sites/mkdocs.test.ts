import { siteTests } from "./site-suite.ts";

siteTests({
  name: "mkdocs",
  prefix: "/docs/",
  async switchTo(page, theme) {
    const scheme = { light: "default", dark: "slate" }[theme];
    if ((await page.locator("body").getAttribute("data-md-color-scheme")) === scheme) return;
    await page.locator("[data-md-component=palette] label:visible").click();
  },
  isOneDocument: true,
});
