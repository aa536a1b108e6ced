import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BlobSet, generateBlobs, type ImageName } from "../../../src/index.ts";
import { openChromium, watchedPage } from "../fixtures/chromium.ts";
import { covers, hover, MARKS, readPoints, readTexts, textsCutOff, waitForText } from "../fixtures/points.ts";

const METRICS: Readonly<Record<string, ImageName>> = { "Image 1 (circle)": "image1", "Image 2 (square)": "image2" };
const folder = mkdtempSync(join(tmpdir(), "ndpeek-"));
let browser: Browser;
let set: BlobSet;

beforeAll(async () => {
  browser = await openChromium();
  set = await generateBlobs();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Writes a page with the built command and opens it from the disk, the network off. */
async function openOffline(chart: string, images: string, options = {}) {
  const file = join(folder, `${chart}-${images}.html`);
  const args = ["blobs", "--rows", "200", "--seed", "altair", "--chart", chart, "--images", images, "--out", file];
  execFileSync(process.execPath, ["dist/cli.js", ...args]);
  const watched = await watchedPage(browser, options);
  await watched.page.context().setOffline(true);
  await watched.page.goto(pathToFileURL(file).href);
  await watched.page.waitForSelector(MARKS);
  return watched;
}

describe.each(["embed", "hover"])("the offline page of the repeat chart, images %s", { timeout: 60_000 }, (images) => {
  test("shows 400 points, uncovered ones with their own images clear of them, and no console message", async () => {
    const { page, noise, requests } = await openOffline("repeat", images);
    const points = await readPoints(page);
    expect(points).toHaveLength(400);
    expect(points.map(({ row }) => row)).toEqual(Array.from({ length: 400 }, (_, i) => i >> 1));
    const uncovered = points.filter((point) => point.uncovered);
    expect(uncovered.length).toBeGreaterThanOrEqual(264);
    const sample = uncovered.filter((_, i) => i % (images === "embed" ? 3 : 8) === 0);
    for (const point of sample) {
      const tooltip = await hover(page, point);
      const column = METRICS[point.metric] === "image1" ? set.columns.image1_area : set.columns.image2_area;
      const names = Object.keys(METRICS);
      const single = Object.values(METRICS).map((which) => set.dataUri(point.row, { which, labels: false }));
      const sources = images === "embed" ? [set.dataUri(point.row)] : single;
      expect(tooltip.sources.length === sources.length && tooltip.sources.every((src, i) => src === sources[i])).toBe(true);
      expect(tooltip.labels).toEqual(images === "embed" ? [] : names);
      expect(tooltip.fields).toEqual({
        Group: set.columns.group[point.row],
        Metric: point.metric,
        Area: column[point.row]!.toFixed(4),
        Row: String(point.row),
      });
      const row = `of row ${point.row}`;
      expect(tooltip.alts).toEqual(images === "embed" ? [`Images ${row}`] : names.map((name) => `${name} ${row}`));
      expect(covers(tooltip.box, point)).toBe(false);
      expect(tooltip.inWindow).toBe(true);
    }
    expect(noise).toEqual([]);
    expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([page.url()]);
  });
});

describe("the offline page", { timeout: 60_000 }, () => {
  test("keeps base64 out of every attribute a screen reader speaks", async () => {
    const { page } = await openOffline("repeat", "embed");
    const spoken = await page.$$eval("[aria-label]", (elements) =>
      elements.map((element) => element.getAttribute("aria-label")!),
    );
    expect(spoken.length).toBeGreaterThanOrEqual(400);
    expect(spoken.filter((text) => text.includes("base64") || text.length > 200)).toEqual([]);
  });

  test.each(["embed", "hover"])("moves nothing but what must when the dropdown switches, images %s", async (images) => {
    const { page, noise } = await openOffline("dropdown", images);
    const look = async () => ({
      points: await readPoints(page),
      texts: await readTexts(page),
      size: await page.$eval(".ndpeek-chart svg", (svg) => {
        const { x, y, width, height } = svg.getBoundingClientRect();
        return { x, y, width, height };
      }),
    });
    const before = await look();
    const select = page.locator(".vega-bindings select");
    await select.selectOption({ index: 1 });
    await waitForText(page, "Image 2 (square)");
    const after = await look();
    const renamed = before.texts.map((text) => text.replace("Image 1 (circle)", "Image 2 (square)"));
    expect(renamed.filter((text, i) => text !== before.texts[i])).toHaveLength(1);
    expect(after.texts).toEqual(renamed);
    expect(after.size).toEqual(before.size);
    expect(before.points).toHaveLength(200);
    expect(after.points.map(({ row, x }) => [row, x])).toEqual(before.points.map(({ row, x }) => [row, x]));
    const moved = after.points.filter(({ row, y }) => y !== before.points[row]!.y);
    const changed = before.points.filter(({ row }) => set.columns.image1_area[row] !== set.columns.image2_area[row]);
    expect(moved.map(({ row }) => row)).toEqual(changed.map(({ row }) => row));

    for (const point of after.points.filter(({ uncovered }) => uncovered).slice(0, 40)) {
      const tooltip = await hover(page, point);
      const labels = images === "embed";
      expect(tooltip.src === set.dataUri(point.row, { which: "image2", labels })).toBe(true);
      expect(tooltip.alts).toEqual([`Image 2 of row ${point.row}`]);
      expect(tooltip.shown).toEqual({ width: 192, height: labels ? 214 : 192 });
    }
    await select.selectOption({ index: 0 });
    await waitForText(page, "Image 1 (circle)");
    expect(await look()).toEqual(before);
    for (const point of before.points.filter(({ uncovered }) => uncovered).slice(0, 40)) {
      expect((await hover(page, point)).src === set.dataUri(point.row, { which: "image1", labels: images === "embed" })).toBe(
        true,
      );
    }
    expect(noise).toEqual([]);
  });

  test.each([
    ["repeat", "light", 320, 640],
    ["repeat", "light", 640, 360],
    ["dropdown", "dark", 320, 640],
    ["dropdown", "dark", 640, 360],
  ] as const)("fits a window, its tooltips too: %s, %s, %i × %i", async (chart, colorScheme, width, height) => {
    const { page, noise } = await openOffline(chart, "hover", { viewport: { width, height }, colorScheme });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await page.$eval(".ndpeek-chart", (host) => host.scrollWidth - host.clientWidth)).toBe(0);
    expect(await textsCutOff(page)).toEqual([]);
    const points = (await readPoints(page)).filter(({ uncovered }) => uncovered);
    for (const point of points.filter((_, i) => i % 20 === 0)) {
      const tooltip = await hover(page, point);
      expect(covers(tooltip.box, point)).toBe(false);
      expect(tooltip.inWindow).toBe(true);
      expect(tooltip.shown.width / tooltip.shown.height).toBe(tooltip.natural.width / tooltip.natural.height);
    }
    expect(noise).toEqual([]);
  });

  test("takes the keyboard, and pins, also after the colours have changed, under its own policy", async () => {
    const { page, noise } = await openOffline("repeat", "hover", { colorScheme: "light" });
    const card = page.locator(".ndpeek-tooltip");
    const read = async () => (await card.locator("dd").allTextContents()).at(-1);
    await page.locator(".ndpeek-watched").focus();
    await page.keyboard.press("Home");
    expect(await read()).toBe("0");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForFunction(() => document.querySelector(".role-axis-label text")?.getAttribute("fill") === "#a9b0b8");
    await page.waitForFunction(() => document.querySelectorAll(".ndpeek-charts > *").length === 1);
    expect(await card.isHidden()).toBe(true);
    await page.locator(".ndpeek-watched").focus();
    await page.keyboard.press("End");
    expect(await read()).toBe("199");
    await page.keyboard.press("Enter");
    expect(await card.getAttribute("role")).toBe("dialog");
    expect(await card.locator("img").count()).toBe(2);
    expect(await card.locator("path").count()).toBeGreaterThan(0);
    expect(noise).toEqual([]);
  });

  test("follows the colour scheme and the window's width, and keeps the chosen metric", async () => {
    const { page, noise } = await openOffline("dropdown", "embed", { colorScheme: "light" });
    await page.locator(".vega-bindings select").selectOption({ index: 1 });
    const ink = () => page.$eval(".role-axis-label text", (label) => label.getAttribute("fill"));
    const light = await ink();
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForFunction((fill) => document.querySelector(".role-axis-label text")?.getAttribute("fill") !== fill, light);
    expect(await ink()).toBe("#a9b0b8");
    await page.emulateMedia({ colorScheme: "light" });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForFunction(() => document.querySelectorAll(".ndpeek-charts > *").length === 1);
    await page.waitForFunction(() => document.querySelector(".role-axis-label text")!.getAttribute("fill") === "#a9b0b8");
    expect(await page.locator(".vega-bindings select").inputValue()).toBe("image2_area");
    expect((await readTexts(page)).filter((text) => text.includes("Image 2 (square)"))).toHaveLength(1);
    await page.setViewportSize({ width: 500, height: 800 });
    await page.waitForFunction(() => document.querySelector(".ndpeek-chart svg")!.getBoundingClientRect().right <= 500);
    expect(await page.locator(MARKS).count()).toBe(200);
    expect(noise).toEqual([]);
  });
});
