import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { serveFolder } from "../../scripts/static-folder.mjs";
import { METRICS } from "../../src/charts/metrics.ts";
import type { BlobSet } from "../../src/index.ts";
import { outlineAbove } from "../../src/mask-outline.ts";
import { openChromium, openWatched, type WatchedPage, watchedPage } from "./chromium.ts";
import { areasAt, fieldsOf, type PeekPoint, type PeekShown, pointsIn, readPlotBox, sampleAlone } from "./peek-points.ts";
import { covers, hover } from "./points.ts";

export interface PageStage {
  readonly browser: Browser;
  readonly url: string;
  /** A page of one test, with the chart that the hash says, its points at rest. */
  open(hash?: string, options?: BrowserContextOptions): Promise<WatchedPage>;
  /** The same for all tests of a file. */
  openShared(hash?: string, options?: BrowserContextOptions): Promise<WatchedPage>;
  close(): Promise<void>;
}

/** A window that holds the chart whole; points do not take their time to move. */
const CALM: BrowserContextOptions = { viewport: { width: 1100, height: 1250 }, reducedMotion: "reduce" };

/** Milliseconds: less than a test's, so that what was waited for is named. */
const PATIENCE = 15_000;

/** The built page on a static host, under a path, in a browser of its own. */
export async function openPageStage(): Promise<PageStage> {
  const [browser, host] = await Promise.all([openChromium(), serveFolder("dist/web", "/some/dir/")]);
  const opening =
    (watch: typeof watchedPage) =>
    async (hash = "", options: BrowserContextOptions = {}) => {
      const watched = await watch(browser, { ...CALM, ...options });
      watched.page.setDefaultTimeout(PATIENCE);
      await watched.page.goto(host.url + hash);
      await waitForRun(watched.page);
      return watched;
    };
  return {
    browser,
    url: host.url,
    open: opening(watchedPage),
    openShared: opening(openWatched),
    async close() {
      await browser.close();
      await host.close();
    },
  };
}

/** Waits until a run is over and its chart is there. */
export async function waitForRun(page: Page, rows?: number): Promise<void> {
  const head = rows === undefined ? "" : rows.toLocaleString("en-US");
  await page.waitForFunction((head) => {
    const status = document.getElementById("status")!;
    const text = status.textContent;
    return !status.hidden && text.startsWith(head) && / rows generated in .*, drawn in /.test(text);
  }, head);
}

/** Writes into fields, and chooses from lists, by their names in the form. */
export async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`#${name}`);
    if (await field.evaluate((element) => element.matches("details:not([open]) *"))) await page.locator("#more summary").click();
    if (await field.evaluate((element) => element instanceof HTMLSelectElement)) await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Presses Generate, and waits for the chart of that run. */
export async function generate(page: Page): Promise<void> {
  await page.evaluate(() => (document.getElementById("status")!.textContent = ""));
  await page.getByRole("button", { name: "Generate" }).click();
  await waitForRun(page);
}

/** Types a threshold; the areas are there when the page says so. */
export async function typeThreshold(page: Page, set: BlobSet, threshold: number): Promise<void> {
  await page.locator("#threshold").fill(String(threshold));
  await page.locator("#threshold").press("Tab");
  await waitForAreas(page, set, threshold);
}

const mean = (areas: Float64Array): string => (areas.reduce((a, b) => a + b, 0) / areas.length).toFixed(4);

/** What the page says of all areas of a set. */
export const meansOf = (set: BlobSet, threshold?: number): string =>
  `Mean area: ${areasAt(set, threshold)
    .map((areas, i) => `${METRICS[i]!.name} ${mean(areas)}`)
    .join(" · ")}`;

export const waitForAreas = (page: Page, set: BlobSet, threshold: number) =>
  page.waitForFunction((text) => document.getElementById("areas")!.textContent === text, meansOf(set, threshold));

export const textOf = (page: Page, id: string) => page.locator(`#${id}`).innerText();

/** The chart's titles and labels, line by line. */
export const chartTexts = (page: Page): Promise<string[]> =>
  page.$$eval(".ndpeek-frame:not(.ndpeek-frame-drawing) svg text", (texts) =>
    texts.flatMap((text) => (text.children.length > 0 ? [...text.children] : [text]).map((line) => line.textContent)),
  );

/** Those of the viewer that the selector finds, where one is given. */
export const readPoints = async (page: Page, set: BlobSet, shown: PeekShown, viewer?: string): Promise<PeekPoint[]> =>
  pointsIn(await page.evaluate(readPlotBox, viewer), set, shown);

/** Two frames: what was asked for by then is drawn. */
export const twoFrames = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** The borders of masks that are drawn over the pictures of the card. */
const readOutlines = (page: Page): Promise<(string | null)[]> =>
  page.$$eval(".ndpeek-tooltip:not([hidden]) figure", (figures) =>
    figures.map((figure) => figure.querySelector("svg path")?.getAttribute("d") ?? null),
  );

/** Points at `count` points that lie alone: each card is that row's, with the library's areas, images and borders of masks. */
export async function expectPeeks(page: Page, set: BlobSet, shown: PeekShown, count = 6, viewer?: string): Promise<PeekPoint[]> {
  const { threshold = set.options.threshold } = shown;
  const { width, dims } = set.options;
  const points = await readPoints(page, set, shown, viewer);
  const sample = sampleAlone(points, count);
  expect(sample).toHaveLength(count);
  for (const point of sample) {
    const card = await hover(page, point);
    expect(card.fields).toEqual(fieldsOf(set, point, threshold));
    const isOfBoth = shown.kind === "repeat" || shown.kind === "scatter";
    const names = isOfBoth ? (["image1", "image2"] as const) : [METRICS[point.metric!]!.image];
    const sources = names.map((which) => set.dataUri(point.row, { which, labels: false }));
    expect(card.sources.length === sources.length && card.sources.every((source, i) => source === sources[i])).toBe(true);
    const depth = dims === 3 ? width : 1;
    const outlines = names.map((name) => outlineAbove(set.image(point.row, name).data, width * depth, width, threshold) || null);
    if (dims === 2) expect(await readOutlines(page)).toEqual(outlines);
    expect(covers(card.box, point)).toBe(false);
    expect(card.inWindow).toBe(true);
  }
  return points;
}

/** The gallery's first captions. */
export const readCaptions = (page: Page, count: number): Promise<string[]> =>
  page.$$eval(
    ".ndpeek-gallery [role=option]",
    (options, count) =>
      options
        .map((option) => ({
          at: Number(option.getAttribute("aria-posinset")),
          text: option.querySelector(".ndpeek-gallery-caption")!.textContent,
        }))
        .sort((a, b) => a.at - b.at)
        .slice(0, count)
        .map(({ text }) => text),
    count,
  );

/** The same for rows in this order. */
export const captionsOf = (set: BlobSet, rows: readonly number[], metric = 0, threshold?: number): string[] => {
  const areas = areasAt(set, threshold)[metric]!;
  return rows.map((row) => `${set.columns.group[row]} · ${areas[row]!.toFixed(4)}`);
};

/** Rows by falling area; those of one area by their numbers. */
export function sortedByArea(set: BlobSet, rows: Iterable<number>, metric = 0, threshold?: number): number[] {
  const areas = areasAt(set, threshold)[metric]!;
  return [...rows].sort((a, b) => areas[b]! - areas[a]! || a - b);
}
