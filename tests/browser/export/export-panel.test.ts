import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { strFromU8, unzipSync } from "fflate";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { serveFolder } from "../../../cli/server/static-server.mjs";
import { type BlobSet, type generateBlobs as Generate, generateBlobs, repeatChart } from "../../../src/index.ts";
import { frameAddress } from "../../../web/export/embed-code.ts";
import type { ExportPanel, ExportSource, exportPanel } from "../../../web/export/export-panel.ts";
import { validate } from "../../fixtures/vega-marks.ts";
import { axeFindings } from "../fixtures/axe.ts";
import { bundle } from "../fixtures/bundle.ts";
import { openChromium, openWatched, watchedPage } from "../fixtures/chromium.ts";
import { hover, MARKS, readPoints, waitForText } from "../fixtures/points.ts";

declare const ndpeek: {
  exportPanel: typeof exportPanel;
  generateBlobs: typeof Generate;
};

declare global {
  interface Window {
    exporting: { panel: ExportPanel; source: ExportSource | undefined };
  }
}

const DOOR = `
export { exportPanel } from "./export/export-panel.ts";
export { generateBlobs } from "../src/index.ts";
import "./page/page.css"; import "./export/export-panel.css";`;
const [POLICY] = /<meta http-equiv[^>]*>/.exec(readFileSync("web/page/index.html", "utf8"))!;
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0,0h40v20z"/></svg>';
const OPTIONS = { rows: 60, seed: [7, 2 ** 40], width: 24, groups: ["a", 'b,"c"'] };
const THRESHOLD = 0.55;
const SELECTION = [3, 17, 42];

const folder = mkdtempSync(join(tmpdir(), "ndpeek-"));
let browser: Browser;
let host: Awaited<ReturnType<typeof serveFolder>>;
let set: BlobSet;
let areas: ReturnType<BlobSet["areas"]>;

beforeAll(async () => {
  browser = await openChromium();
  const { script, style } = await bundle(DOOR);
  writeFileSync(join(folder, "script.js"), script);
  writeFileSync(join(folder, "style.css"), style);
  copyFileSync("dist/offline.html", join(folder, "offline.html"));
  const head = `<meta charset="utf-8">${POLICY}<title>Exports</title><link rel="icon" href="data:,"><link rel="stylesheet" href="style.css">`;
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><html lang="en">${head}<main><h1>Exports</h1></main><script src="script.js"></script>`,
  );
  host = await serveFolder(folder, "/viewer/");
  set = await generateBlobs(OPTIONS);
  areas = set.areas(THRESHOLD);
});

afterAll(async () => {
  await browser?.close();
  await host?.close();
  rmSync(folder, { recursive: true });
});

/** The panel with a blob set whose threshold has been moved since. */
async function openStage(options: BrowserContextOptions = {}, blobOptions: object = OPTIONS) {
  const watched = await watchedPage(browser, options);
  await showPanel(watched.page, blobOptions);
  return watched;
}

async function showPanel(page: Page, blobOptions: object = OPTIONS): Promise<void> {
  await page.goto(`${host.url}#rows=60&seed=7,1099511627776`);
  await page.evaluate(
    async ({ blobOptions, threshold, selection, svg }) => {
      const set = await ndpeek.generateBlobs({ ...blobOptions, workers: 0 });
      const areas = set.areas(threshold);
      const groups = [...new Set(set.options.groups)];
      window.exporting = {
        source: {
          name: "blobs",
          title: "Blobs & areas",
          table: {
            length: set.length,
            groups,
            hues: Uint32Array.from(set.columns.group, (name) => groups.indexOf(name)),
            metrics: [
              { name: "image1", label: "Image 1 (circle)", areas: areas.image1_area },
              { name: "image2", label: "Image 2 (square)", areas: areas.image2_area },
            ],
            meaning: `share of pixels > ${threshold}`,
            reference: (row) => ({ rows: [row] }),
          },
          images: {
            names: ["image1", "image2"],
            png: (row, image) => set.png(row, { which: image === 0 ? "image1" : "image2", labels: false }),
          },
          selection,
          chart: {
            svg: async () => svg,
            png: async (scale) => new Blob([`PNG at ${scale}`], { type: "image/png" }),
          },
          blobs: {
            set,
            threshold,
            kind: "repeat",
            metric: "image1",
          },
          link: location.href,
        },
        panel: ndpeek.exportPanel(() => window.exporting?.source),
      };
      window.exporting.panel.refresh();
      document.querySelector("main")!.append(window.exporting.panel.element);
    },
    { blobOptions, threshold: THRESHOLD, selection: SELECTION, svg: SVG },
  );
}

const status = (page: Page, group: string) => page.getByRole("group", { name: group }).getByRole("status");

/** What a click downloads: its file's name and bytes; and what the panel says of it. */
async function downloaded(page: Page, group: string, button: string) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("group", { name: group }).getByRole("button", { name: button }).click(),
  ]);
  const name = download.suggestedFilename();
  const path = join(folder, `${group}-${name}`);
  await download.saveAs(path);
  return { name, path, bytes: new Uint8Array(readFileSync(path)), line: await status(page, group).textContent() };
}

const csvOf = (rows: readonly number[], numbered: boolean): string =>
  [
    `${numbered ? "row," : ""}group,image1_area,image2_area`,
    ...rows.map((row) => {
      const group = set.columns.group[row] === "a" ? "a" : '"b,""c"""';
      return [...(numbered ? [row] : []), group, areas.image1_area[row], areas.image2_area[row]].join(",");
    }),
    "",
  ].join("\n");

const ALL = Array.from({ length: OPTIONS.rows }, (_, row) => row);

describe("the export panel of a blob set", { timeout: 60_000 }, () => {
  let page: Page;
  let noise: string[];
  beforeAll(async () => {
    ({ page, noise } = await openWatched(browser));
    await showPanel(page);
  });

  afterEach(() => expect(noise).toEqual([]));

  test("saves the table as CSV, its areas those at the threshold that is shown", async () => {
    const { name, bytes, line } = await downloaded(page, "Table", "CSV");
    expect(strFromU8(bytes)).toBe(csvOf(ALL, false));
    expect([name, line]).toEqual(["blobs.csv", `blobs.csv saved, ${(bytes.length / 1000).toFixed(1)} kB, 60 rows`]);
  });

  test("saves all images or the selected rows' as a zip of the library's PNGs and their table", async () => {
    for (const [button, file, rows] of [
      ["All rows", "blobs-images.zip", ALL],
      ["Selected rows (3)", "blobs-selection.zip", SELECTION],
    ] as const) {
      const { name, bytes, line } = await downloaded(page, "Images", button);
      expect(name).toBe(file);
      expect(line).toMatch(new RegExp(`^${file} saved, [\\d.]+ kB, ${rows.length} rows$`));
      const { "table.csv": table, ...images } = unzipSync(bytes);
      expect(strFromU8(table!)).toBe(csvOf(rows, true));
      const expected = rows.flatMap((row) =>
        (["image1", "image2"] as const).map((which) => [
          `row-${String(row).padStart(5, "0")}-${which}.png`,
          set.png(row, { which, labels: false }),
        ]),
      );
      expect(images).toEqual(Object.fromEntries(expected));
    }
  });

  test("saves the chart as Vega-Lite JSON that is the builder's at that threshold, its images inside, as told before", async () => {
    await page.getByText(/^Vega-Lite JSON holds its images, about \d+ kB;/).waitFor();
    const { name, bytes } = await downloaded(page, "Chart", "Vega-Lite JSON");
    expect(name).toBe("blobs.vl.json");
    const spec = JSON.parse(strFromU8(bytes));
    expect(validate(spec), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    const other = await generateBlobs({ ...OPTIONS, threshold: THRESHOLD });
    expect(spec).toEqual(JSON.parse(JSON.stringify(repeatChart(other))));
  });

  test("saves the chart as a page that makes its images without a network, their outlines at that threshold", async () => {
    const { name, path, bytes } = await downloaded(page, "Chart", "HTML page");
    expect(name).toBe("blobs.html");
    expect(bytes.length).toBeLessThan(readFileSync("dist/offline.html").length + 20_000);
    const made = await watchedPage(browser);
    await made.page.context().setOffline(true);
    await made.page.goto(pathToFileURL(path).href);
    await made.page.waitForSelector(MARKS);
    await waitForText(made.page, `share of pixels > ${THRESHOLD}`);
    expect(await made.page.title()).toBe("Blobs & areas");
    const point = (await readPoints(made.page)).find(({ uncovered, metric }) => uncovered && metric !== "")!;
    const { sources, fields } = await hover(made.page, point);
    expect(sources).toEqual((["image1", "image2"] as const).map((which) => set.dataUri(point.row, { which, labels: false })));
    const column = point.metric.startsWith("Image 1") ? areas.image1_area : areas.image2_area;
    expect(fields.Area).toBe(column[point.row]!.toFixed(4));
    expect(made.noise).toEqual([]);
  });

  test("saves what the chart gives as SVG and as PNG of twice its size", async () => {
    const svg = await downloaded(page, "Chart", "SVG");
    expect([svg.name, strFromU8(svg.bytes), svg.line]).toEqual(["blobs.svg", SVG, `blobs.svg saved, ${SVG.length} bytes`]);
    const png = await downloaded(page, "Chart", "PNG");
    expect([png.name, strFromU8(png.bytes)]).toEqual(["blobs.png", "PNG at 2"]);
  });
});

describe("the export panel", { timeout: 60_000 }, () => {
  test("copies Python of that threshold, a frame and a link; where copying is refused the text is there, selected", async () => {
    const { page, noise } = await openStage({ permissions: ["clipboard-read", "clipboard-write"] });
    const code = page.getByRole("group", { name: "Code" });
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await code.getByRole("button", { name: "Python" }).click();
    await page.getByText(/^Python copied, \d+ lines$/).waitFor();
    const python = await copied();
    expect(python).toContain("seed = [7, 1099511627776]\n");
    expect(python).toContain("threshold = 0.55\n");
    await page.getByText("Python code", { exact: true }).click();
    const preview = page.getByRole("region", { name: "Python code" });
    await preview.filter({ hasText: "import numpy" }).waitFor();
    expect(await preview.textContent()).toBe(python);
    await code.getByRole("button", { name: "Link" }).click();
    await page.getByText("Link to this view copied").waitFor();
    expect(await copied()).toBe(page.url());
    await code.getByRole("button", { name: "Element" }).click();
    await page.getByText("Element for another page copied, two lines").waitFor();
    expect(await copied()).toContain("<ndpeek-viewer");
    await code.getByRole("button", { name: "Frame" }).click();
    await page.getByText("Frame for another page copied").waitFor();
    const elsewhere = await page.context().newPage();
    const frame = await elsewhere.evaluate(
      (html) => {
        const { src, title, loading } = new DOMParser().parseFromString(html, "text/html").querySelector("iframe")!;
        return { src, title, loading };
      },
      await copied(),
    );
    expect(frame).toEqual({ src: frameAddress(page.url()), title: "Blobs & areas", loading: "lazy" });
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("not here"));
    });
    await code.getByRole("button", { name: "Python" }).click();
    await page.getByText("the browser does not let this page copy: please select the text and copy it").waitFor();
    expect(await page.evaluate(() => getSelection()!.toString())).toBe(python);
    expect(noise).toEqual([]);
  });

  test("tells why something failed, and what cannot be had now", async () => {
    const { page } = await openStage();
    await page.evaluate(() => {
      const { exporting } = window;
      exporting.source = {
        ...exporting.source!,
        chart: { svg: () => Promise.reject(new Error("no drawing")), png: async () => new Blob() },
      };
    });
    await page.getByRole("button", { name: "SVG" }).click();
    await page.getByText("no drawing").waitFor();
    await page.route("**/offline.html", (route) => route.fulfill({ status: 404 }));
    await page.getByRole("button", { name: "HTML page" }).click();
    await page.getByText("offline.html, which should lie beside this page, is not there (404)").waitFor();
    await page.evaluate(() => {
      const { exporting } = window;
      exporting.source = { ...exporting.source!, selection: [] };
      exporting.panel.refresh();
    });
    const selected = page.getByRole("button", { name: "Selected rows (0)" });
    expect(await selected.getAttribute("aria-disabled")).toBe("true");
    await selected.press("Enter");
    expect(await status(page, "Images").textContent()).toBe("choose rows in the chart first");
    await page.evaluate(() => {
      window.exporting.source = undefined;
      window.exporting.panel.refresh();
    });
    expect(await page.locator("fieldset button:visible:not([aria-disabled=true])").count()).toBe(0);
    expect(await page.getByText("Python code", { exact: true }).isVisible()).toBe(false);
  });

  test("makes an archive of many images while the page gets its turns, and stops when told", async () => {
    const { page, noise } = await openStage({}, { ...OPTIONS, rows: 12_000, width: 48 });
    const group = page.getByRole("group", { name: "Images" });
    await group.getByRole("button", { name: "All rows" }).click();
    await group.getByRole("progressbar").waitFor();
    await group.getByRole("button", { name: "Cancel" }).click();
    await group.getByText("Cancelled").waitFor();
    expect(await page.evaluate(() => document.activeElement!.textContent)).toBe("All rows");
    await page.evaluate(() => {
      const turns: number[] = [];
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        turns.push(performance.now());
        port2.postMessage(undefined);
      };
      port2.postMessage(undefined);
      Object.assign(window, { turns });
    });
    const { bytes, line } = await downloaded(page, "Images", "All rows");
    const turns = await page.evaluate(() => (window as unknown as { turns: number[] }).turns);
    const gaps = turns.slice(1).map((turn, i) => turn - turns[i]!);
    expect(Object.keys(unzipSync(bytes))).toHaveLength(24_001);
    expect(line).toMatch(/^blobs-images\.zip saved, \d+(\.\d)? MB, 12,000 rows$/);
    // The machine may be busy with other tests: it is the slices that count, and not the longest.
    expect(gaps.filter((gap) => gap > 5).length).toBeGreaterThan(20);
    expect(gaps.filter((gap) => gap > 50).length / gaps.filter((gap) => gap > 5).length).toBeLessThan(0.05);
    expect(noise).toEqual([]);
  });

  test("stops what is under way when it goes, and leaves nothing", async () => {
    const { page, noise } = await openStage({}, { ...OPTIONS, rows: 4000 });
    const made = await page.evaluate(async () => {
      const { exporting } = window;
      const { images } = exporting.source!;
      let count = 0;
      const png: typeof images.png = (row, image) => {
        count++;
        return images.png(row, image);
      };
      exporting.source = { ...exporting.source!, images: { ...images, png } };
      exporting.panel.refresh();
      [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "All rows")!.click();
      await new Promise((done) => setTimeout(done, 50));
      exporting.panel.finalize();
      const before = count;
      await new Promise((done) => setTimeout(done, 200));
      return { before, after: count };
    });
    expect(made.before).toBeGreaterThan(0);
    expect(made.before).toBeLessThan(8000);
    expect(made.after).toBe(made.before);
    expect(await page.locator("main > *").count()).toBe(1);
    expect(noise).toEqual([]);
  });

  test("stops what is under way when the data become others, and says so", async () => {
    const { page } = await openStage({}, { ...OPTIONS, rows: 12_000, width: 48 });
    await page.getByRole("button", { name: "All rows" }).click();
    await page.evaluate(() => {
      const { exporting } = window;
      exporting.source = { ...exporting.source!, images: { ...exporting.source!.images } };
      exporting.panel.refresh();
    });
    await page.getByRole("group", { name: "Images" }).getByText("Stopped: the data are others now").waitFor();
  });
});

test("the export panel of own stacks saves their table and images, and tells what is for blobs only", async () => {
  const { page, noise } = await openStage();
  await page.evaluate(() => {
    const { exporting } = window;
    const { blobs: _, ...rest } = exporting.source!;
    const metrics = ["cells of (1)", "cells of [1]"].map((name, i) => ({ name, label: name, areas: Float64Array.of(i, 1 / 3) }));
    exporting.source = {
      ...rest,
      name: "cells",
      table: { length: 2, groups: [], metrics, meaning: "", reference: (row) => ({ rows: [row] }) },
      thresholds: [Float64Array.of(7, 8), Float64Array.of(9, 10.5)],
      images: { names: ["cells of (1)", "cells of [1]"], png: async (row, image) => Uint8Array.of(row, image) },
      selection: [1],
    };
    exporting.panel.refresh();
  });
  const table = await downloaded(page, "Table", "CSV");
  expect(strFromU8(table.bytes)).toBe(
    "row,cells of (1)_area,cells of (1)_threshold,cells of [1]_area,cells of [1]_threshold\n0,0,7,1,9\n1,0.3333333333333333,8,0.3333333333333333,10.5\n",
  );
  const archive = await downloaded(page, "Images", "Selected rows (1)");
  const { "table.csv": _, ...images } = unzipSync(archive.bytes);
  expect(images).toEqual({
    "row-00001-cells-of-1-.png": Uint8Array.of(1, 0),
    "row-00001-cells-of-1--2.png": Uint8Array.of(1, 1),
  });
  await page.getByText("Python, Element, Frame, Link: for blobs only, which can be made again from their options.").waitFor();
  await page.getByText("Vega-Lite JSON, HTML page: for blobs only, which can be made again from their options.").waitFor();
  expect(noise).toEqual([]);
});

test.each([
  ["light", 320],
  ["dark", 1000],
] as const)("the export panel has no fault that axe finds, and fits: %s, %i px", async (colorScheme, width) => {
  const { page } = await openStage({ colorScheme, viewport: { width, height: 900 } });
  await page.getByText("Python code", { exact: true }).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  expect(await axeFindings(page)).toEqual([]);
});
