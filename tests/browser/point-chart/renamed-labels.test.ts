import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { METRICS } from "../../../src/blobs/metrics.ts";
import type { LABELS } from "../../../src/charts/labels.ts";
import { CHART_KINDS, type PeekChartKind } from "../../../src/draw/peek-table.ts";
import { type BlobSet, generateBlobs } from "../../../src/index.ts";
import type { liveChart } from "../../../web/point-chart/live-chart.ts";
import type { blobSource } from "../../../web/sources/blob-source.ts";
import { readCard } from "../fixtures/chart-stage.ts";
import { openChromium } from "../fixtures/chromium.ts";
import { openViewerStage } from "../fixtures/viewer-stage.ts";

declare const ndpeek: {
  liveChart: typeof liveChart;
  blobSource: typeof blobSource;
  generateBlobs: typeof generateBlobs;
  LABELS: typeof LABELS;
  METRICS: typeof METRICS;
};

declare global {
  interface Window {
    pinned: number[];
  }
}

const DOOR = `
  export { liveChart } from "./point-chart/live-chart.ts";
  export { blobSource } from "./sources/blob-source.ts";
  export { generateBlobs } from "../src/index.ts";
  export { LABELS } from "../src/charts/labels.ts";
  export { METRICS } from "../src/blobs/metrics.ts";
  import "./ui/theme.css";
  import "./point-chart/peek-chart.css";
  import "./tooltip/tooltip.css";
`;
const OPTIONS = { rows: 20, width: 24, workers: 0 };

let browser: Browser;
let set: BlobSet;
beforeAll(async () => {
  [browser, set] = await Promise.all([openChromium(), generateBlobs(OPTIONS)]);
});
afterAll(() => browser?.close());

/** A chart of the set whose labels are others: "Row" now stands before the metric, whose names are swapped. */
async function open(kind: PeekChartKind) {
  const watched = await openViewerStage(browser, DOOR);
  await watched.page.evaluate(
    async ({ kind, options }) => {
      Object.assign(ndpeek.LABELS, { group: "Gruppe", metric: "Row", area: "Fläche", row: "Zeile" });
      const [first, second] = ndpeek.METRICS;
      Object.assign(first, { name: "Image 2" });
      Object.assign(second, { name: "Image 1" });
      const source = ndpeek.blobSource(await ndpeek.generateBlobs(options), { threshold: () => 0.4, cmap: () => "gray" });
      window.pinned = [];
      const live = ndpeek.liveChart({
        root: document.getElementById("stage")!,
        view: (_, title) => ({ kind, metric: 1, title: title(kind) }),
        onPin: (row) => void window.pinned.push(row),
        onAreas() {},
        fail(error) {
          throw error;
        },
      });
      await live.show(source);
    },
    { kind, options: OPTIONS },
  );
  return watched;
}

const pinned = (page: Awaited<ReturnType<typeof open>>["page"]) => page.evaluate(() => window.pinned);

describe("a chart of ours whose labels are renamed", { timeout: 60_000 }, () => {
  test.each(CHART_KINDS)("pins a row, shows its images and speaks its number first, in a %s", async (kind) => {
    const { page, noise } = await open(kind);
    await page.locator(".ndpeek-frame").focus();
    for (const key of ["Home", "PageDown", "PageDown"]) await page.keyboard.press(key);
    expect(await page.locator(".ndpeek-tooltip-live").innerText()).toMatch(/^Zeile 2, Gruppe [abc], /);
    const names = kind === "repeat" || kind === "scatter" ? (["image1", "image2"] as const) : (["image2"] as const);
    const sources = await page.$$eval(".ndpeek-tooltip img", (images) => images.map((image) => (image as HTMLImageElement).src));
    expect(sources).toEqual(names.map((which) => set.dataUri(2, { which, labels: false })));
    expect((await readCard(page))!.alts).toEqual(
      names.length === 2 ? ["Image 2 of row 2", "Image 1 of row 2"] : ["Image 2 of row 2"],
    );
    await page.keyboard.press("Enter");
    expect(await pinned(page)).toEqual([2]);
    expect(noise).toEqual([]);
  });

  test("pins no row for a bar of a histogram, which stands for many", async () => {
    const { page } = await open("histogram");
    const bars = page.locator(".ndpeek-frame .mark-rect path");
    await bars.first().click({ force: true });
    expect(await readCard(page)).toMatchObject({ pinned: true });
    expect(await pinned(page)).toEqual([]);
  });
});
