// docs/blobs.png: the demo's page as a reader sees it. Needs dist/ and Chromium (or $CHROMIUM).
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

mkdirSync("out", { recursive: true });
mkdirSync("docs", { recursive: true });
execFileSync(process.execPath, ["dist/cli.js", "blobs", "--out", "out/blobs.html"]);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 860, height: 450 }, colorScheme: "light" });
await page.goto(pathToFileURL("out/blobs.html").href);
const point = page.locator('svg [aria-label^="Row 30, "]').first();
await point.hover({ force: true });
await page.locator('[role="tooltip"] img').waitFor();
await page.screenshot({ path: "docs/blobs.png" });
await browser.close();
