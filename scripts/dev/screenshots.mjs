// docs/viewer-*.png: the page as a reader sees it. Needs dist/ and Chromium (or $CHROMIUM).
import { mkdirSync, writeFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { PNG } from "pngjs";
import { serveFolder } from "../../cli/server/static-server.mjs";
import { indexedPng } from "./indexed-png.mjs";

const MOST_BYTES = 200_000;

/** A place of the plot's, in shares from its left top corner, as a place in the window. */
const plotPlace = (page, across, down) =>
  page.locator(".ndpeek-peek").evaluate(
    (chart, [across, down]) => {
      const { left, top, width, height } = chart.getBoundingClientRect();
      return { x: left + across * width, y: top + down * height };
    },
    [across, down],
  );

/** Clicks near a place of the chart until a tooltip is pinned, and the large view shows its row. */
async function pin(page, across, down) {
  for (let step = 0; step < 60; step++) {
    const { x, y } = await plotPlace(page, across + 0.003 * step, down);
    await page.mouse.move(x, y);
    if (await page.locator(".ndpeek-tooltip:not([hidden])").isVisible()) break;
  }
  await page.mouse.down();
  await page.mouse.up();
  await page.locator(".ndpeek-large:not([hidden])").waitFor();
}

async function brush(page, from, to) {
  const start = await plotPlace(page, ...from);
  const end = await plotPlace(page, ...to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 8 });
  await page.mouse.up();
}

/** Chooses an image of the gallery, and goes back to the page's top. */
async function choose(page, index) {
  await page.locator('.ndpeek-gallery [role="option"]').nth(index).click();
  await page.locator(".ndpeek-large:not([hidden])").waitFor();
  await page.mouse.move(1, 1);
  await page.evaluate(() => window.scrollTo(0, 0));
}

const SCENES = [
  {
    name: "light",
    hash: "#rows=2000",
    viewport: { width: 1200, height: 900 },
    play: (page) => pin(page, 0.385, 0.435),
  },
  {
    name: "dark",
    hash: "#rows=10000&chart=histogram&metric=image2&cmap=magma",
    colorScheme: "dark",
    viewport: { width: 1200, height: 1000 },
    play: (page) => choose(page, 2),
  },
  {
    name: "360",
    hash: "#rows=400&chart=scatter",
    viewport: { width: 360, height: 900 },
    hasTouch: true,
    async play(page) {
      await page.locator("#stage").evaluate((stage) => stage.scrollIntoView());
      await pin(page, 0.6, 0.4);
    },
  },
  {
    name: "gallery",
    hash: "#rows=10000&chart=scatter&cmap=viridis",
    viewport: { width: 1200, height: 1150 },
    async play(page) {
      await brush(page, [0.3, 0.2], [0.55, 0.45]);
      await choose(page, 4);
      await page.locator("#stage").evaluate((stage) => window.scrollTo(0, stage.offsetTop - 16));
    },
  },
];

mkdirSync("docs", { recursive: true });
const host = await serveFolder("dist/web");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const { name, hash, play, ...context } of SCENES) {
  const page = await browser.newPage({ colorScheme: "light", reducedMotion: "reduce", ...context });
  await page.goto(host.url + hash);
  await page.waitForFunction(() => / rows generated/.test(document.getElementById("status").textContent));
  await page.locator(".ndpeek-gallery img").first().waitFor();
  await play(page);
  // Thumbnails come by and by.
  await page.waitForTimeout(1500);
  const { data, width, height } = PNG.sync.read(await page.screenshot());
  const png = indexedPng(data, width, height);
  if (png.length > MOST_BYTES)
    throw new Error(`docs/viewer-${name}.png: expected at most ${MOST_BYTES} bytes, got ${png.length}`);
  writeFileSync(`docs/viewer-${name}.png`, png);
  console.log(`docs/viewer-${name}.png: ${width} × ${height}, ${png.length} bytes`);
  await page.close();
}
await browser.close();
await host.close();
