import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BlobSet, generateBlobs } from "../../src/index.ts";
import type { WatchedPage } from "../browser/fixtures/chromium.ts";
import { expectOwnChart } from "./own-chart.ts";
import { BUILD_TIME, openSite, type SiteHost, type SiteStage } from "./site-stage.ts";
import { expectChart, expectColours, viewerOf } from "./viewer-checks.ts";

export interface Site extends SiteHost {
  readonly name: string;
  /** The page with the strip chart. Default: the first one. */
  readonly path?: string;
  /** Sets the site's own switch. */
  readonly switchTo: (page: Page, theme: "light" | "dark") => Promise<void>;
  /** What the site itself says on the console when it is used. */
  readonly says?: RegExp;
  /** The site changes pages without loading them anew. */
  readonly isOneDocument?: boolean;
  /** There is no second page with a chart. */
  readonly isOnePage?: boolean;
}

/** What all sites call the page with the scatter chart, and the one with the strips. */
const THERE = "How the images are drawn";
const BACK = "Blobs and their areas";

const PHONE = { viewport: { width: 360, height: 800 } };

/** By how many pixels the page is wider than the window. */
const readOverhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const ELEMENT = "**/ndpeek-viewer*.js*";

/** The same page without the element. */
const withoutElement = async (page: Page): Promise<void> => {
  await page.route(ELEMENT, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await page.addInitScript(() => {
    const define = customElements.define;
    customElements.define = function (name, ...rest) {
      if (name !== "ndpeek-viewer") define.call(this, name, ...rest);
    };
  });
};

const readNames = (page: Page): Promise<string[]> => page.evaluate(() => Object.getOwnPropertyNames(window).sort());

/** The tests that every site of examples/ is held to. What it gives is there when they run. */
export function siteTests(site: Site): { readonly stage: SiteStage; readonly set: BlobSet } {
  const { name, path = "", switchTo, isOneDocument = false, isOnePage = false } = site;
  const at = {} as { stage: SiteStage; set: BlobSet; visit: WatchedPage };
  const expectQuiet = (noise: readonly string[]) => expect(noise.filter((line) => !site.says?.test(line))).toEqual([]);

  beforeAll(async () => {
    at.stage = await openSite(name, site);
    at.set = await generateBlobs({ rows: 200, seed: "altair" });
    at.visit = await at.stage.open(path);
  }, BUILD_TIME);

  afterAll(() => at.stage?.close());

  test("the chart is there with its axes, all its points, and the library's image behind each that is pointed at", async () => {
    const { page, noise } = at.visit;
    await expectChart(viewerOf(page), at.set);
    expectQuiet(noise);
  });

  test("the chart follows the site's own switch to dark and back", async () => {
    const { page, noise } = at.visit;
    const viewer = viewerOf(page);
    await expectColours(viewer, "light");
    await switchTo(page, "dark");
    await expectColours(viewer, "dark");
    await expectChart(viewer, at.set, "strip", 1);
    await switchTo(page, "light");
    await expectColours(viewer, "light");
    expectQuiet(noise);
  });

  test.skipIf(isOnePage)("the next page has its chart, and so has this one when a reader comes back", async () => {
    const { page, noise } = at.visit;
    const begun = await page.evaluate(() => performance.timeOrigin);
    await page.getByRole("link", { name: THERE }).last().click();
    await expect.poll(() => page.locator("h1").first().innerText(), { timeout: 15_000 }).toContain(THERE);
    await expectChart(viewerOf(page), at.set, "scatter", 2);
    await page.getByRole("link", { name: BACK }).last().click();
    await expect.poll(() => page.locator("h1").first().innerText(), { timeout: 15_000 }).toContain(BACK);
    await expectChart(viewerOf(page), at.set, "strip", 2);
    await switchTo(page, "dark");
    await expectColours(viewerOf(page), "dark");
    await switchTo(page, "light");
    expect((await page.evaluate(() => performance.timeOrigin)) === begun).toBe(isOneDocument);
    expectQuiet(noise);
  });

  test("the chart is whole in a window of 360 pixels, which the page does not outgrow", async () => {
    const { page, noise } = await at.stage.open(path, PHONE);
    await expectChart(viewerOf(page), at.set, "strip", 1);
    expect(await readOverhang(page)).toBe(0);
    await page.context().close();
    expectQuiet(noise);
  });

  test("a chart of the page's own is drawn, with the images of its stack", async () => {
    const { page, noise } = await at.stage.open(path);
    await expectOwnChart(viewerOf(page));
    await page.context().close();
    expectQuiet(noise);
  });

  test("where scripts are off, the picture between the tags is seen", async () => {
    const { page, noise } = await at.stage.open(path, { ...PHONE, javaScriptEnabled: false });
    const picture = page.locator("ndpeek-viewer img").first();
    await picture.scrollIntoViewIfNeeded();
    const { width, height } = (await picture.boundingBox())!;
    const poster = await picture.evaluate(({ naturalWidth, naturalHeight }: HTMLImageElement) => naturalWidth / naturalHeight);
    expect(poster).toBeGreaterThan(1);
    expect(width / height).toBeCloseTo(poster, 1);
    expect(await readOverhang(page)).toBe(0);
    await page.context().close();
    // Scripts that are loaded ahead come to nothing.
    expectQuiet(noise.filter((line) => !/^failed: .*\.js$/.test(line)));
  });

  test("window has no name that the page has not without the element", async () => {
    const names = await readNames(at.visit.page);
    const { page, noise } = await at.stage.open(path, {}, withoutElement);
    await page.locator("ndpeek-viewer img").first().waitFor();
    expect(await page.evaluate(() => document.querySelector("ndpeek-viewer")!.shadowRoot)).toBe(null);
    await page.waitForLoadState("networkidle");
    const without = await readNames(page);
    await page.context().close();
    expect(names).toEqual(without);
    expectQuiet(noise);
  });

  return at;
}
