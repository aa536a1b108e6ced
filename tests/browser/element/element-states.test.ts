import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateBlobs } from "../../../src/index.ts";
import {
  type ElementStage,
  messageOf,
  openElementStage,
  STRICT,
  toldOf,
  waitForErrors,
  waitForReady,
} from "../fixtures/element-stage.ts";
import { expectPeeks } from "../fixtures/page-stage.ts";

let stage: ElementStage;

beforeAll(async () => {
  stage = await openElementStage();
  stage.files.set(
    "/poster.svg",
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"><rect width="600" height="300" fill="#0a0"/></svg>',
  );
});

afterAll(() => stage?.close());

const POSTER =
  '<ndpeek-viewer poster="poster.svg"><img src="poster.svg" alt="Areas of 200 blobs" width="600" height="300"></ndpeek-viewer>';
const FALLBACK = '<ndpeek-viewer><img src="poster.svg" alt="Areas of 200 blobs" width="600" height="300"></ndpeek-viewer>';

/** What of a viewer is seen. */
const readSeen = (page: Page) =>
  page.evaluate(() => {
    const viewer = document.querySelector("ndpeek-viewer")!;
    const isSeen = (element: Element | null | undefined): boolean =>
      element?.checkVisibility({ visibilityProperty: true }) === true && element.getClientRects().length > 0;
    const root = viewer.shadowRoot;
    return {
      poster: isSeen(root?.querySelector("img.poster")),
      fallback: isSeen(viewer.querySelector("img")),
      chart: isSeen(root?.querySelector(".ndpeek-frame svg")),
    };
  });

const ONLY_POSTER = { poster: true, fallback: false, chart: false };
const ONLY_FALLBACK = { poster: false, fallback: true, chart: false };
const ONLY_CHART = { poster: false, fallback: false, chart: true };

describe("until its chart is there", () => {
  test("a viewer shows its poster, called as the picture between its tags; in print, again", async () => {
    const { page, noise } = await stage.open({ body: `<div id="above"></div>${POSTER}`, style: "#above { height: 3000px }" });
    await page.waitForFunction(() => document.querySelector("ndpeek-viewer")!.shadowRoot);
    expect(await readSeen(page)).toEqual(ONLY_POSTER);
    expect(await page.getByRole("img", { name: "Areas of 200 blobs" }).count()).toBe(1);
    expect(await toldOf(page, "ndpeek-ready")).toEqual([]);
    await page.locator("ndpeek-viewer").scrollIntoViewIfNeeded();
    await waitForReady(page);
    expect(await readSeen(page)).toEqual(ONLY_CHART);
    await page.emulateMedia({ media: "print" });
    expect(await readSeen(page)).toEqual(ONLY_POSTER);
    await page.emulateMedia({ media: "screen" });
    expect(await readSeen(page)).toEqual(ONLY_CHART);
    await page.$eval("ndpeek-viewer", (viewer) => viewer.removeAttribute("poster"));
    await page.emulateMedia({ media: "print" });
    expect(await readSeen(page)).toEqual(ONLY_CHART);
    expect(noise).toEqual([]);
  });

  test("one without a poster shows what stands between its tags", async () => {
    const { page, noise } = await stage.open({ body: `<div id="above"></div>${FALLBACK}`, style: "#above { height: 3000px }" });
    await page.waitForFunction(() => document.querySelector("ndpeek-viewer")!.shadowRoot);
    expect(await readSeen(page)).toEqual(ONLY_FALLBACK);
    await page.emulateMedia({ media: "print" });
    expect(await readSeen(page)).toEqual(ONLY_FALLBACK);
    expect(noise).toEqual([]);
  });

  test("without scripts there is the picture between its tags", async () => {
    const { page } = await stage.open(POSTER, { javaScriptEnabled: false });
    expect(await page.locator("ndpeek-viewer > img").isVisible()).toBe(true);
  });

  test.each(["strip", "scatter", "histogram", "repeat", "dropdown"])("what is below %s stays where it is", async (chart) => {
    for (const width of [360, 1000]) {
      const { page, noise } = await stage.open(
        {
          body: `<p>Above</p><ndpeek-viewer chart="${chart}"></ndpeek-viewer><p>Below</p>`,
          style: "ndpeek-viewer:not(:defined) { display: block; min-block-size: 30rem }",
        },
        { viewport: { width, height: 1200 } },
        (page) =>
          page.addInitScript(() => {
            Object.assign(window, { shift: 0 });
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries())
                (window as unknown as { shift: number }).shift += (entry as unknown as { value: number }).value;
            }).observe({ type: "layout-shift", buffered: true });
          }),
      );
      await waitForReady(page);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(0.05);
      expect(noise).toEqual([]);
    }
  });
});

describe("where it cannot work", () => {
  test("a viewer that may not run WebAssembly says so, and its poster stays", async () => {
    for (const body of [POSTER, FALLBACK]) {
      const { page } = await stage.open({ body, policy: STRICT.replace(" 'wasm-unsafe-eval'", "") });
      await waitForErrors(page);
      expect(await messageOf(page)).toMatch(/may not run WebAssembly.*'wasm-unsafe-eval'/);
      expect(await readSeen(page)).toEqual(body === POSTER ? ONLY_POSTER : ONLY_FALLBACK);
    }
  });

  test("one that may not have workers says so, and draws its rows all the same", async () => {
    const body = `${POSTER.replace("<ndpeek-viewer", '<ndpeek-viewer rows="3000"')}<ndpeek-viewer rows="2500" id="next"></ndpeek-viewer>`;
    const { page } = await stage.open({ body, policy: STRICT.replace(/worker-src.*/, "worker-src 'none'") });
    await waitForReady(page, 2);
    for (const note of await page.locator(".note").all()) expect(await note.innerText()).toMatch(/^Workers are refused here/);
    expect(await readSeen(page)).toEqual(ONLY_CHART);
    const set = await generateBlobs({ rows: 3000 });
    await expectPeeks(page, set, { kind: "repeat" }, 1, "ndpeek-viewer");
  });

  test("one whose files are missing says so; its poster stays, and it comes when they do", async () => {
    const { page } = await stage.open(POSTER, {}, (page) =>
      page.route("**/element-view-*.js", (route) => route.fulfill({ status: 404 })),
    );
    await waitForErrors(page);
    expect(await messageOf(page)).toMatch(/^The files of this viewer could not be loaded: /);
    expect(await readSeen(page)).toEqual(ONLY_POSTER);
  });
});
