import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { watchedPage } from "../fixtures/chromium.ts";
import { openPageStage, type PageStage, waitForRun } from "../fixtures/page-stage.ts";

const FOLDER = "dist/web/";
const SHELL = 40_000;
const CHART = 250_000;

let stage: PageStage;

beforeAll(async () => {
  stage = await openPageStage();
});

afterAll(() => stage?.close());

const read = (file: string): string => readFileSync(FOLDER + file, "utf8");
const zipped = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);

/** The files that a script cannot do without, itself among them. */
function withImports(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, name] of read(file).matchAll(/\b(?:import|from)\s*"\.\/([\w.-]+)"/g)) withImports(name!, known);
  return known;
}

test("the shell is painted after 40 kB, the chart is there after 250 kB, and no more is fetched for it", async () => {
  const { requests, noise } = await stage.open("", { viewport: { width: 1300, height: 800 } });
  const asked = requests.filter((url) => url.startsWith(stage.url)).map((url) => url.slice(stage.url.length) || "index.html");
  const shell = new Set(["index.html", "page.css", ...withImports("page.js")]);
  expect(asked.slice(0, shell.size).filter((file) => !shell.has(file))).toEqual([]);
  expect(zipped(shell)).toBeLessThanOrEqual(SHELL);
  expect(zipped(new Set(asked))).toBeLessThanOrEqual(CHART);
  expect(asked.filter((file) => /^(brought|panels|own-chart|large-view)/.test(file))).toEqual([]);
  // What Vega-Lite's compiler and vega-embed cannot be without.
  const heavy = /vega-actions|Invalid specification|[Uu]sing Vega-Lite/;
  const late = readdirSync(FOLDER).filter((file) => file.endsWith(".js") && heavy.test(read(file)));
  expect(late).toEqual(["brought-chart.js", "ndpeek-viewer.standalone.js"]);
  expect(asked.filter((file) => heavy.test(read(file)))).toEqual([]);
  expect(noise).toEqual([]);
});

test.each(["", "#rows=4000&stream=spawn&chart=scatter", "#threshold=0.6&chart=histogram&metric=image2"])(
  "what is there stays where it is while the page of %j comes, at any width",
  async (hash) => {
    for (const width of [1300, 800, 360]) {
      const { page, noise } = await watchedPage(stage.browser, { viewport: { width, height: 900 } });
      await page.addInitScript(() => {
        const shifts: { value: number; what: string }[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] };
          for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
            const what = sources.map(({ node }) => (node instanceof Element ? node.id || node.className : "")).join(" ");
            if (!hadRecentInput) shifts.push({ value, what: String(what) });
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(stage.url + hash);
      await waitForRun(page);
      await page.waitForTimeout(250);
      const shifts = await page.evaluate(() => (window as unknown as { shifts: { value: number; what: string }[] }).shifts);
      expect({ width, shifts, sum: shifts.reduce((sum, { value }) => sum + value, 0) }).toSatisfy(
        ({ sum }: { sum: number }) => sum <= 0.05,
      );
      expect(noise).toEqual([]);
      await page.context().close();
    }
  },
);
