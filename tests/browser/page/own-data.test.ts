import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { load, type NdArray } from "../../../src/index.ts";
import { greysOf, imageOf, pixelsOf, points } from "../../fixtures/attach-files.ts";
import { npyBytes } from "../../fixtures/npy-bytes.ts";
import { axeFindings } from "../fixtures/axe.ts";
import { openChromium, watchedPage } from "../fixtures/chromium.ts";
import { type DroppedFile, drop, serveOwnPage, waitForStatus } from "../fixtures/own-page.ts";

let browser: Browser;
let host: Awaited<ReturnType<typeof serveOwnPage>>;

beforeAll(async () => {
  [browser, host] = await Promise.all([openChromium(), serveOwnPage("build/own-page")]);
});

afterAll(async () => {
  await browser?.close();
  await host?.close();
});

async function openPage(file = "index.html", options = {}) {
  const watched = await watchedPage(browser, options);
  await watched.page.goto(host.url + file);
  await watched.page.waitForSelector(".ndpeek-own");
  return watched;
}

/** Bytes with 0 and 255 among them, so that they are their own greys; each image is like no other. */
function greyStack(images: number): NdArray<Uint8Array> {
  const data = Uint8Array.from({ length: images * 48 }, (_, i) => ((i % 48) * 5 + Math.floor(i / 48) * 37) & 255);
  for (let row = 0; row < images; row++) data.set([0, 255, row], row * 48);
  return { data, shape: [images, 6, 8] };
}

const stackFile = (name: string, stack: NdArray): DroppedFile => ({ name, bytes: npyBytes(stack) });
const chartFile = (name: string, chart: object): DroppedFile => ({ name, bytes: JSON.stringify(chart) });

const readList = (page: Page): Promise<string[]> => page.locator(".ndpeek-own-file-text").allInnerTexts();
const areas = (page: Page): Promise<number[][]> => page.evaluate(() => window.own.measured.map((one) => [...one.areas]));
const told = (page: Page): Promise<string[]> => page.evaluate(() => window.own.told);
const waitForTold = (page: Page, what: string) => page.waitForFunction((what) => window.own.told.includes(what), what);

const POINTS = ".ndpeek-chart .role-mark.mark-symbol path";

/** The values of the pictures that the card shows for a point. */
async function hoverPoint(page: Page, n: number): Promise<number[][]> {
  await page.mouse.move(0, 0);
  await page.locator(POINTS).nth(n).hover();
  await page.waitForFunction(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>(".ndpeek-tooltip:not([hidden]) img")];
    return images.length > 0 && images.every((image) => image.src !== "" && image.complete);
  });
  const sources = await page
    .locator(".ndpeek-tooltip img")
    .evaluateAll((all) => all.map((image) => (image as HTMLImageElement).src));
  return sources.map((source) => greysOf(pixelsOf(source)));
}

describe("one's own data, dropped on the page", { timeout: 60_000 }, () => {
  test.each(["index.html", "no-workers.html"])("a stack is measured as load() measures it (%s)", async (file) => {
    const nd = await load();
    const { page, noise, requests } = await openPage(file);
    const stack = greyStack(40);
    expect(await drop(page, [stackFile("cells.npy", stack)])).toBe(true);
    await waitForStatus(page, /^40 images measured in \d+(\.\d)? m?s$/);
    const otsu = nd.otsuEach(stack);
    expect(await areas(page)).toEqual([[...nd.areaAboveEach(stack, otsu)]]);
    expect(await page.evaluate(async () => [...(await window.own.measured[0]!.at(100))])).toEqual([
      ...nd.areaAboveEach(stack, 100),
    ]);
    expect(await readList(page)).toEqual(["cells (40, 6, 8) · uint8 · 2.0 kB"]);
    await page.getByLabel("Gaussian filter").fill("1.5");
    await page.getByLabel("Threshold", { exact: true }).selectOption("one");
    await page.getByLabel("Pixels count above").fill("90");
    await page.getByLabel("Pixels count above").press("Enter");
    await page.waitForFunction(() => window.own.told.length === 2);
    const filtered = nd.gaussianFilter(stack, 1.5, { axes: [1, 2] });
    expect(await areas(page)).toEqual([[...nd.areaAboveEach(filtered, 90)]]);
    expect(requests.every((url) => url.startsWith("data:") || url.startsWith("blob:") || url.startsWith(host.url))).toBe(true);
    // Chromium reports the worker that the policy forbids.
    expect(noise.filter((line) => file === "index.html" || !line.includes("worker-src"))).toEqual([]);
  });

  test("a chart has the stacks' images behind its points, by the rows' order or by a column", async () => {
    const { page, noise } = await openPage();
    const [one, other] = [greyStack(5), greyStack(9)];
    const second = { data: other.data.slice(4 * 48), shape: one.shape };
    const values = [4, 2, 0, 3, 1].map((id, x) => ({ id, x, y: x % 2 }));
    const chart = points(5, { data: { values } });
    await drop(page, [stackFile("a.npy", one), stackFile("b.npy", second), chartFile("chart.json", chart)]);
    await waitForTold(page, "chart chart.json by order");
    await waitForTold(page, "measured behind a chart");
    expect(await hoverPoint(page, 3)).toEqual([imageOf(one, 3), imageOf(second, 3)]);
    expect(await page.locator(".ndpeek-tooltip svg:not([hidden])").count()).toBe(2);
    await page.getByLabel("Column of image numbers").selectOption("id");
    await waitForTold(page, "chart chart.json by id");
    expect(await hoverPoint(page, 3)).toEqual([imageOf(one, 3), imageOf(second, 3)]);
    expect(await hoverPoint(page, 0)).toEqual([imageOf(one, 4), imageOf(second, 4)]);
    expect(noise).toEqual([]);
  });

  test("the tutorial's Altair chart shows the dropped stack's images in place of its own", async () => {
    const { page, noise } = await openPage();
    const chart = readFileSync("tests/fixtures/altair/repeat-chart.3rows.vl.json", "utf8");
    const stack = greyStack(3);
    await drop(page, [{ name: "repeat.json", bytes: chart }]);
    await waitForTold(page, "chart repeat.json by order");
    await drop(page, [stackFile("cells.npy", stack)]);
    await page.waitForFunction(() => window.own.told.filter((one) => one.startsWith("chart")).length === 2);
    expect((await readList(page)).map((line) => line.split(" ")[0])).toEqual(["cells", "repeat.json"]);
    expect(await hoverPoint(page, 1)).toEqual([imageOf(stack, 1)]);
    expect(noise).toEqual([]);
  });

  test("what cannot be taken is said, and what was there stays", async () => {
    const { page, noise } = await openPage();
    const good = [stackFile("good.npy", greyStack(4)), chartFile("good.json", points(4))];
    await drop(page, good);
    await waitForTold(page, "measured behind a chart");
    const list = await readList(page);
    const urls = { ...points(4), data: { url: "https://example.org/data.csv" } };
    const sevenRows = Array.from({ length: 7 }, (_, x) => ({ id: x % 4, x, y: x % 2, note: "none" }));
    const twice = [chartFile("a.json", points(4)), chartFile("b.json", points(4))];
    const cases: [readonly DroppedFile[], RegExp][] = [
      [[{ name: "photo.png", bytes: "x" }], /^"photo.png": expected a stack of images \(.npy\) or a chart \(.json\)$/],
      [[{ name: "none.npy", bytes: "" }], /^"none.npy": expected a .npy file, got one of 0 bytes$/],
      [[{ name: "none.json", bytes: "" }], /^"none.json": expected a chart of 1 to [\d,]+ bytes, got 0$/],
      [[{ name: "cut.npy", bytes: npyBytes(greyStack(9)).slice(0, 200) }], /^"cut.npy": .npy: expected 432 bytes .* got 72$/],
      [
        [stackFile("longer.npy", greyStack(5))],
        /^expected stacks of one length, got 4 images in "good.npy" and 5 in "longer.npy"$/,
      ],
      [["b", "c"].map((name) => stackFile(`${name}.npy`, greyStack(4))), /^expected one stack or two, got 3: "good.npy" and/],
      [
        [{ name: "bad.json", bytes: '{\n  "mark": "point",\n  oops' }],
        /^"bad.json": expected JSON, got "oops" at line 3, column 3$/,
      ],
      [[{ name: "list.json", bytes: "[1]" }], /^"list.json": expected a Vega-Lite chart, got \[1\]$/],
      [[chartFile("vega.json", { marks: [] })], /^"vega.json": expected a Vega-Lite spec, got one of Vega, /],
      [
        [chartFile("package.json", { name: "a", version: "1.0.0" })],
        /^"package.json": expected a Vega-Lite spec, a view with "mark", "layer", "concat", "hconcat", "vconcat" or "spec"$/,
      ],
      [twice, /^expected one chart, got 2: "a.json", "b.json"$/],
    ];
    for (const [files, says] of cases) {
      await drop(page, files);
      await page.waitForFunction(() => document.getElementById("message")!.textContent !== "");
      expect(await page.locator("#message").innerText()).toMatch(says);
      expect(await readList(page)).toEqual(list);
    }
    // A chart that can be read but not drawn is the drawing's to refuse; the one before stays, in the list too.
    for (const [chart, says] of [
      [urls, /data by URL are not loaded \("https:\/\/example.org/],
      [{ ...points(4), mark: "no such mark" }, /^"other.json": the chart cannot be drawn: Cannot read /],
    ] as const) {
      await drop(page, [chartFile("other.json", chart)]);
      await page.waitForFunction(
        (source) => new RegExp(source).test(document.getElementById("message")!.textContent),
        says.source,
      );
      expect(await page.locator(POINTS).count()).toBe(4);
      expect(await readList(page)).toEqual(list);
    }
    // One that could have images by another column is there without them.
    await drop(page, [chartFile("other.json", points(7, { data: { values: sevenRows } }))]);
    await page.waitForFunction(() => / 7 rows, and there are 4 images/.test(document.getElementById("message")!.textContent));
    expect(await page.locator(POINTS).count()).toBe(7);
    expect((await readList(page)).map((line) => line.split(" ")[0])).toEqual(["good", "other.json"]);
    await page.getByLabel("Column of image numbers").selectOption("note");
    await page.waitForFunction(() => /"note"/.test(document.getElementById("message")!.textContent));
    expect(await page.getByLabel("Column of image numbers").inputValue()).toBe("");
    await page.getByLabel("Column of image numbers").selectOption("id");
    await waitForTold(page, "chart other.json by id");
    expect(await hoverPoint(page, 6)).toEqual([imageOf(greyStack(4), 2)]);
    await page.getByRole("button", { name: "Remove other.json" }).click();
    await page.waitForFunction(() => window.own.told.at(-1) === "measured");
    await page.getByLabel("Box filter").fill("1.5");
    await page.getByRole("button", { name: "Measure" }).click();
    expect(await page.locator("#message").innerText()).toBe("Box filter, pixels: expected an integer from 1 to 10000, got 1.5");
    expect(await page.getByLabel("Box filter").evaluate((input) => input === document.activeElement)).toBe(true);
    expect(noise).toEqual([]);
  });

  test("names that would turn round the text beside them do not: their control characters are shown by their numbers", async () => {
    const { page, noise } = await openPage();
    const values = Array.from({ length: 4 }, (_, i) => ({ "i\u202ed": i, x: i, y: i }));
    await drop(page, [
      stackFile("cells\u202evsc.npy", greyStack(4)),
      chartFile("\u05ea\u05d0\u202e.json", points(4, { data: { values } })),
    ]);
    await waitForTold(page, "measured behind a chart");
    expect((await readList(page)).map((line) => line.split(" ")[0])).toEqual(["cells[U+202E]vsc", "\u05ea\u05d0[U+202E].json"]);
    expect(await page.locator(".ndpeek-own-file button").evaluateAll((all) => all.map((one) => one.ariaLabel))).toEqual([
      "Remove cells[U+202E]vsc",
      "Remove \u05ea\u05d0[U+202E].json",
    ]);
    const order = await page
      .locator(".ndpeek-own-file")
      .nth(1)
      .evaluate((row) => {
        const [name, facts] = ["name", "facts"].map((part) =>
          row.querySelector(`.ndpeek-own-file-${part}`)!.getBoundingClientRect(),
        );
        return name!.right <= facts!.left;
      });
    expect(order).toBe(true);
    expect(await page.getByLabel("Column of image numbers").locator("option").allTextContents()).toContain("i[U+202E]d");
    await page.getByLabel("Column of image numbers").selectOption("i\u202ed");
    await waitForTold(page, "chart \u05ea\u05d0\u202e.json by i\u202ed");
    expect(noise).toEqual([]);
  });

  test("measuring keeps no task of the page over 100 ms, tells how far it is, and ends at once when cancelled", async () => {
    const { page, noise } = await openPage();
    await page.evaluate(() => {
      const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (600, 96, 96), }`.padEnd(117);
      const head = new TextEncoder().encode(`......\x01\x00v\x00${header}\n`);
      head.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]);
      const values = Float32Array.from({ length: 600 * 9216 }, (_, i) => (Math.imul(i, 2654435761) >>> 8) / 2 ** 24);
      (window as unknown as { stack: File }).stack = new File([head, values], "large.npy");
    });
    await page.evaluate(() => {
      const long: number[] = [];
      Object.assign(window, { long });
      new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: "longtask",
      });
      window.own.panel.take([(window as unknown as { stack: File }).stack]);
    });
    await waitForStatus(page, /^600 images measured/);
    await page.getByLabel("Gaussian filter").fill("30");
    await page.getByRole("button", { name: "Measure" }).click();
    const figures = page.locator(".ndpeek-run-figures");
    await page.waitForFunction(() =>
      /^Measuring · [\d,]+ of 600 images · [\d,]+ images\/s · .* left$/.test(
        document.querySelector(".ndpeek-run-figures")!.textContent,
      ),
    );
    await page.getByRole("button", { name: "Cancel" }).click();
    await waitForStatus(page, /^Cancelled$/);
    expect(await figures.isVisible()).toBe(false);
    expect(await told(page)).toEqual(["measured"]);
    expect(await page.evaluate(async () => (await window.own.measured[0]!.at(0.5)).length)).toBe(600);
    expect(await page.evaluate(() => Math.max(0, ...(window as unknown as { long: number[] }).long))).toBeLessThan(100);
    expect(noise).toEqual([]);
  });

  test("files can be chosen by the keyboard, removed one by one, and the panel leaves nothing behind", async () => {
    const { page, noise } = await openPage();
    const choosing = page.waitForEvent("filechooser");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").innerText()).toBe("Choose files…");
    await page.keyboard.press("Enter");
    const chooser = await choosing;
    expect(chooser.isMultiple()).toBe(true);
    await chooser.setFiles(
      ["a", "b"].map((name) => ({ name: `${name}.npy`, mimeType: "", buffer: Buffer.from(npyBytes(greyStack(3))) })),
    );
    await waitForStatus(page, /^6 images measured/);
    await page.getByRole("button", { name: "Remove a" }).click();
    await waitForStatus(page, /^3 images measured/);
    expect((await areas(page)).length).toBe(1);
    await page.getByRole("button", { name: "Remove b" }).click();
    await waitForTold(page, "clear");
    expect(await page.locator(".ndpeek-own-form").isVisible()).toBe(false);
    await page.evaluate(() => window.own.panel.finalize());
    expect(await page.locator(".ndpeek-own, .ndpeek-drop").count()).toBe(0);
    const isTaken = await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["x"], "x.npy"));
      return !document.body.dispatchEvent(new DragEvent("dragover", { dataTransfer, bubbles: true, cancelable: true }));
    });
    expect(isTaken).toBe(false);
    expect(noise).toEqual([]);
  });

  test("colours on another scale than they are shown on are named in the panel's line, with what to do", async () => {
    const { page } = await openPage();
    const data = Float32Array.from({ length: 24 }, (_, i) => 10 * i);
    await drop(page, [stackFile("rgb.npy", { data, shape: [2, 2, 2, 3] })]);
    await waitForStatus(page, /^Colours have no areas.*\. rgb: colors of float32 are shown from 0 to 1 .* divide by 255/);
  });

  test("axe-core finds nothing in the panel, light or dark, and it fits 320 pixels", async () => {
    const { page } = await openPage("index.html", { viewport: { width: 320, height: 900 }, bypassCSP: true });
    await drop(page, [stackFile("a.npy", greyStack(4)), chartFile("a_chart_with_a_rather_long_name.json", points(4))]);
    await waitForTold(page, "measured behind a chart");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeFindings(page, ".ndpeek-own")).toEqual([]);
    }
    expect(await page.evaluate(() => document.querySelector(".ndpeek-own")!.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test("Vega comes with a chart of the user's only", () => {
    const { outputs } = host.metafile;
    const [, entry] = Object.entries(outputs).find(([path]) => path.endsWith("own-stage.js"))!;
    const reached = new Set<string>();
    const visit = (one: (typeof outputs)[string]): void => {
      for (const input of Object.keys(one.inputs)) reached.add(input);
      for (const { path, kind } of one.imports) if (kind === "import-statement") visit(outputs[path]!);
    };
    visit(entry);
    expect([...reached].filter((path) => path.includes("node_modules/vega"))).toEqual([]);
    expect([...reached].some((path) => path.endsWith("own-panel.ts"))).toBe(true);
  });
});
