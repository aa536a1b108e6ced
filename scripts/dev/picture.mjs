// docs/blobs.png: the demo's page as a reader sees it. Needs dist/ and Chromium (or $CHROMIUM).
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

mkdirSync("out", { recursive: true });
mkdirSync("docs", { recursive: true });
execFileSync(process.execPath, ["dist/cli.js", "blobs", "--out", "out/blobs.html"]);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 860, height: 480 }, deviceScaleFactor: 2, colorScheme: "light" });
await page.goto(pathToFileURL("out/blobs.html").href);
const point = page.locator('svg [aria-label^="Row 173, "]').first();
await point.hover({ force: true });
const picture = page.locator('[role="tooltip"] img');
await picture.waitFor();
const isTrue = await picture.evaluate((image) => image.width === image.naturalWidth && image.height === image.naturalHeight);
if (!isTrue) throw new Error("docs/blobs.png: expected the tooltip's image at its own size");
await page.screenshot({ path: "docs/blobs.png", clip: { x: 0, y: 0, width: 860, height: 430 } });
await browser.close();
