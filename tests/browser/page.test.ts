import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BlobOptions, generateBlobs } from "../../src/index.ts";
import { openChromium, watchedPage } from "./chromium.ts";
import { covers, hover, MARKS, readPoints, textsCutOff, waitForText } from "./points.ts";
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
  const head = `${rows.toLocaleString("en-US")} rows generated in `;
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
    const names = which === "both" ? (["image1", "image2"] as const) : [which];
    const sources = names.map((name) => set.dataUri(point.row, { which: name, labels: false }));
    expect(tooltip.sources.length === sources.length && tooltip.sources.every((src, i) => src === sources[i])).toBe(true);
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
    await fill(page, { Rows: "60", Seed: "1,99999999999", "Image width": "24", Threshold: "0.25" });
    await page.getByLabel("Chart", { exact: true }).selectOption("dropdown");
    await page.getByLabel("Threshold").press("Enter");
    await waitForRows(page, 60);
    await waitForText(page, "share of pixels > 0.25");
    await expectImages(page, { rows: 60, seed: [1, 99999999999], width: 24, threshold: 0.25 }, "image1", 1);
    const { row, ...place } = (await readPoints(page)).find(({ uncovered }) => uncovered)!;
    expect(row).toBeGreaterThanOrEqual(0);
    expect((await hover(page, place)).shown.width % 24).toBe(0);
    expect(await page.locator("#status").textContent()).toMatch(/^60 rows generated in \d+(\.\d)? m?s, drawn in \d+(\.\d)? m?s$/);
    expect(noise).toEqual([]);
  });

  test.each([
    ["Rows", "0", "Rows: expected an integer from 1 to 100,000, got 0"],
    ["Rows", "2.5", "Rows: expected an integer from 1 to 100,000, got 2.5"],
    ["Rows", "1e9", "Rows: expected at most 100,000 here (ndpeek blobs takes more), got 1,000,000,000"],
    ["Rows", "100001", "Rows: expected at most 100,000 here (ndpeek blobs takes more), got 100,001"],
    ["Rows", "many", 'Rows: expected a number, got "many"'],
    ["Seed", "", 'Seed: expected a text that is not empty, got ""'],
    ["Image width", "0", "Image width: expected an integer from 1 to 4096, got 0"],
    ["Threshold", "", 'Threshold: expected a number, got ""'],
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
    await fill(page, { Rows: "20000", "Image width": "256" });
    await generate(page);
    await page.waitForFunction(() => / of 20,000 rows/.test(document.getElementById("running")!.textContent));
    await fill(page, { Rows: "30", "Image width": "96" });
    await generate(page);
    await waitForRows(page, 30);
    expect(await page.locator(MARKS).count()).toBe(60);
    expect(await page.locator("#progress").isVisible()).toBe(false);
    expect(noise).toEqual([]);
  });

  test("keeps the place of all below the form when a message of two lines comes, in a window of 320 pixels", async () => {
    const { page } = await openPage({ viewport: { width: 320, height: 1200 } });
    const top = () => page.locator("#charts").evaluate((element) => element.getBoundingClientRect().top);
    const before = await top();
    await fill(page, { Rows: "1e9" });
    await generate(page);
    await page.waitForFunction(() => document.querySelector('[role="alert"]')!.textContent !== "");
    expect(await top()).toBe(before);
  });

  test.each([320, 640, 900])("shows every choice of the form whole in a window of %i pixels", async (width) => {
    const { page } = await openPage({ viewport: { width, height: 1200 } });
    const room = await page.getByLabel("Chart", { exact: true }).evaluate((select: HTMLSelectElement) => {
      const { font, paddingInlineStart, paddingInlineEnd } = getComputedStyle(select);
      const context = document.createElement("canvas").getContext("2d")!;
      context.font = font;
      const widest = Math.max(...[...select.options].map(({ text }) => context.measureText(text).width));
      const arrow = 20;
      return select.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd) - arrow - widest;
    });
    expect(room).toBeGreaterThanOrEqual(0);
  });

  test("says that it draws while it draws, and forgets a run that is let go of then", async () => {
    const { page, noise } = await openPage();
    await fill(page, { Rows: "3000", "Image width": "16" });
    await page.evaluate(() => {
      const running = document.getElementById("running")!;
      const said: string[] = [];
      Object.assign(window, { said });
      new MutationObserver(() => {
        said.push(running.textContent);
        if (running.textContent !== "3,000 rows · drawing…") return;
        (document.getElementById("rows") as HTMLInputElement).value = "20";
        (document.getElementById("form") as HTMLFormElement).requestSubmit();
      }).observe(running, { childList: true });
      new MutationObserver(([change]) => said.push(change!.target.textContent!)).observe(document.getElementById("status")!, {
        childList: true,
      });
    });
    await generate(page);
    await waitForRows(page, 20);
    const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
    expect(said).toContain("3,000 rows · drawing…");
    expect(said).toContain("20 rows · drawing…");
    expect(said.filter((text) => text.startsWith("3,000 rows generated"))).toEqual([]);
    expect(await page.locator(MARKS).count()).toBe(40);
    expect(noise).toEqual([]);
  });

  test("draws the most rows it takes", async () => {
    const { page, noise } = await openPage();
    await fill(page, { Rows: "100000", "Image width": "8" });
    await generate(page);
    await waitForRows(page, 100_000);
    expect(await page.locator("#charts canvas").count()).toBe(1);
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
    // All over the chart, until enough points were met.
    for (let step = 0; step < 800 && seen.size < 12; step++) {
      const across = 0.1 + 0.85 * ((step * 0.618034) % 1);
      const down = 0.2 + 0.65 * ((step * 0.754878) % 1);
      const place = { x: canvas.x + canvas.width * across, y: canvas.y + canvas.height * down };
      await page.mouse.move(place.x, place.y);
      const fields = await page.locator(".ndpeek-tooltip:not([hidden]) dt").allTextContents();
      if (!fields.includes("Row")) continue;
      const tooltip = await hover(page, place);
      const row = tooltip.fields.Row!;
      seen.add(row);
      expect(tooltip.src === set.dataUri(Number(row), { which: "image1", labels: false })).toBe(true);
    }
    expect(seen.size).toBe(12);
    expect(noise).toEqual([]);
  });

  test("paints each point once", async () => {
    const watched = await watchedPage(browser);
    const { page, noise } = watched;
    await page.addInitScript(() => {
      const { arc } = CanvasRenderingContext2D.prototype;
      const painted = window as unknown as { arcs: number };
      painted.arcs = 0;
      CanvasRenderingContext2D.prototype.arc = function (...place) {
        painted.arcs++;
        arc.apply(this, place);
      };
    });
    await page.goto(host.url);
    await waitForRows(page, 200);
    await fill(page, { Rows: "3000", "Image width": "16" });
    await generate(page);
    await waitForRows(page, 3000);
    // What watches the width has told by then that it is there.
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => (window as unknown as { arcs: number }).arcs)).toBe(6000);
    expect(noise).toEqual([]);
  });

  test("generates without workers where the page's policy forbids them", async () => {
    const watched = await watchedPage(browser);
    const { page, noise } = watched;
    await page.route(host.url, async (route) => {
      const text = await (await route.fetch()).text();
      expect(text).toContain("worker-src blob:");
      await route.fulfill({ contentType: "text/html", body: text.replace("worker-src blob:", "worker-src 'none'") });
    });
    await page.goto(host.url);
    await waitForRows(page, 200);
    await fill(page, { Rows: "2500" });
    await generate(page);
    await waitForRows(page, 2500);
    expect(noise.length).toBeGreaterThan(0);
    expect(noise.filter((line) => !/Content Security Policy/.test(line))).toEqual([]);
  });

  test.each(["light", "dark"] as const)("fits a window of 320 pixels in %s", async (colorScheme) => {
    const { page, noise } = await openPage({ viewport: { width: 320, height: 1200 }, colorScheme });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(await textsCutOff(page)).toEqual([]);
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
