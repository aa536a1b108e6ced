import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BlobOptions, generateBlobs } from "../../src/index.ts";
import { openChromium, watchedPage } from "./chromium.ts";
import { covers, hover, MARKS, readPoints, waitForText } from "./points.ts";
import { serveFolder } from "./static-server.ts";

let browser: Browser;
let host: Awaited<ReturnType<typeof serveFolder>>;

beforeAll(async () => {
  browser = await openChromium();
  host = await serveFolder("dist/web", "/some/dir/");
});

afterAll(async () => {
  await browser?.close();
  await host?.close();
});

async function openPage(options = {}) {
  const watched = await watchedPage(browser, options);
  await watched.page.goto(host.url);
  await waitForRows(watched.page, 200);
  return watched;
}

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
}

const generate = (page: Page): Promise<void> => page.getByRole("button", { name: "Generate" }).click();

/** Waits for the status line that follows the chart of so many rows. */
async function waitForRows(page: Page, rows: number): Promise<void> {
  const head = `${rows.toLocaleString("en-US")} rows in `;
  await page.waitForFunction((text) => document.getElementById("status")!.textContent.startsWith(text), head);
  await page.waitForFunction(() => !document.getElementById("status")!.hidden);
}

async function expectImages(page: Page, options: BlobOptions, which: "both" | "image1", metrics: number): Promise<void> {
  const set = await generateBlobs(options);
  const points = await readPoints(page);
  expect(points).toHaveLength(set.length * metrics);
  const uncovered = points.filter((point) => point.uncovered);
  expect(uncovered.length).toBeGreaterThan(20);
  for (const point of uncovered.slice(0, 40)) {
    const tooltip = await hover(page, point);
    expect(tooltip.src === set.dataUri(point.row, { which })).toBe(true);
    expect(covers(tooltip.box, point)).toBe(false);
    expect(tooltip.inWindow).toBe(true);
  }
}

describe("the page, on a static host under a sub-path", { timeout: 60_000 }, () => {
  test("opens with the tutorial's chart, its images the library's, and asks for its own files only", async () => {
    const { page, noise, requests } = await openPage({ viewport: { width: 1100, height: 1000 } });
    await expectImages(page, {}, "both", 2);
    const files = requests.filter((url) => !url.startsWith("data:")).map((url) => url.replace(host.url, ""));
    expect(files.sort()).toEqual(["", "page.css", "page.js"]);
    expect(noise).toEqual([]);
  });

  test("generates what the form says: seed list, width, threshold, dropdown", async () => {
    const { page, noise } = await openPage({ viewport: { width: 1100, height: 1000 } });
    await fill(page, { Rows: "60", Seed: "1, 99999999999", "Image width": "24", Threshold: "0.25" });
    await page.getByLabel("Chart", { exact: true }).selectOption("dropdown");
    await page.getByLabel("Threshold").press("Enter");
    await waitForRows(page, 60);
    await waitForText(page, "share of pixels > 0.25");
    await expectImages(page, { rows: 60, seed: [1, 99999999999], width: 24, threshold: 0.25 }, "image1", 1);
    const { row, ...place } = (await readPoints(page)).find(({ uncovered }) => uncovered)!;
    expect(row).toBeGreaterThanOrEqual(0);
    expect((await hover(page, place)).shown.width % 24).toBe(0);
    expect(await page.locator("#status").textContent()).toMatch(/^60 rows in \d+(\.\d)? m?s · [\d,]+ rows\/s$/);
    expect(noise).toEqual([]);
  });

  test.each([
    ["Rows", "0", "rows: expected an integer from 1 to 10000000, got 0"],
    ["Rows", "2.5", "rows: expected an integer from 1 to 10000000, got 2.5"],
    ["Rows", "1e9", "rows: expected an integer from 1 to 10000000, got 1000000000"],
    ["Rows", "many", 'rows: expected a number, got "many"'],
    ["Seed", "", 'seed: expected a text that is not empty, got ""'],
    ["Image width", "0", "image-width: expected an integer from 1 to 4096, got 0"],
    ["Threshold", "", 'threshold: expected a number, got ""'],
  ])("says what is wrong with %s %j beside the form, and keeps the chart", async (label, value, message) => {
    const { page, noise } = await openPage();
    await fill(page, { [label]: value });
    await generate(page);
    await page.waitForFunction(() => document.querySelector('[role="alert"]')!.textContent !== "");
    expect(await page.getByRole("alert").textContent()).toBe(message);
    const field = page.getByLabel(label, { exact: true });
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await page.locator('[aria-invalid="true"]').count()).toBe(1);
    expect(await page.locator(MARKS).count()).toBe(400);

    await fill(page, { Rows: "7", Seed: "altair", "Image width": "96", Threshold: "0.4" });
    await generate(page);
    await waitForRows(page, 7);
    expect(await page.locator('[aria-invalid="true"]').count()).toBe(0);
    expect(await page.getByRole("alert").textContent()).toBe("");
    expect(noise).toEqual([]);
  });

  test("lets go of a run when Generate is pressed again", async () => {
    const { page, noise } = await openPage();
    await fill(page, { Rows: "200000" });
    await generate(page);
    await page.waitForFunction(() => / of 200,000 rows/.test(document.getElementById("running")!.textContent));
    await fill(page, { Rows: "30" });
    await generate(page);
    await waitForRows(page, 30);
    expect(await page.locator(MARKS).count()).toBe(60);
    expect(await page.locator("#progress").isVisible()).toBe(false);
    expect(noise).toEqual([]);
  });

  test("draws many points on canvas, their images the library's", async () => {
    const { page, noise } = await openPage({ viewport: { width: 1100, height: 1000 } });
    await fill(page, { Rows: "1500", "Image width": "16" });
    await generate(page);
    await waitForRows(page, 1500);
    const canvas = (await page.locator("#charts canvas").boundingBox())!;
    const set = await generateBlobs({ rows: 1500, width: 16 });
    const seen = new Set<string>();
    for (let step = 0; step < 60; step++) {
      const place = { x: canvas.x + canvas.width * (0.1 + 0.014 * step), y: canvas.y + canvas.height * 0.6 };
      await page.mouse.move(place.x, place.y);
      if (await page.locator(".ndpeek-tooltip").isHidden()) continue;
      const tooltip = await hover(page, place);
      const row = tooltip.fields.Row!;
      seen.add(row);
      expect(tooltip.src === set.dataUri(Number(row))).toBe(true);
    }
    expect(seen.size).toBeGreaterThan(10);
    expect(noise).toEqual([]);
  });

  test.each(["light", "dark"] as const)("fits a window of 320 pixels in %s", async (colorScheme) => {
    const { page, noise } = await openPage({ viewport: { width: 320, height: 1200 }, colorScheme });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await expectImages(page, {}, "both", 2);
    expect(noise).toEqual([]);
  });
});

describe("the tooltip", { timeout: 60_000 }, () => {
  test("leaves on Escape, scroll, loss of focus and at the point's edge, and lets the pointer through", async () => {
    const { page } = await openPage({ viewport: { width: 1000, height: 760 } });
    const card = page.locator(".ndpeek-tooltip");
    const points = (await readPoints(page)).filter(({ uncovered, y }) => uncovered && y < 740);
    const [first, second] = points as [(typeof points)[0], (typeof points)[0]];
    const leave = {
      escape: () => page.keyboard.press("Escape"),
      scroll: () => page.mouse.wheel(0, 40),
      blur: () => page.evaluate(() => window.dispatchEvent(new Event("blur"))),
      away: () => page.mouse.move(5, 5),
    };
    for (const go of [leave.escape, leave.blur, leave.away, leave.scroll]) {
      await hover(page, first);
      await go();
      await card.waitFor({ state: "hidden" });
      await page.mouse.move(second.x, second.y);
    }
    expect(await card.evaluate((element) => getComputedStyle(element).pointerEvents)).toBe("none");
    expect(await card.getAttribute("role")).toBe("tooltip");
  });
});
