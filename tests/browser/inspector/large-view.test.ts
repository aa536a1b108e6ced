import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateBlobs as generate } from "../../../src/index.ts";
import { colourMap } from "../../../src/pictures/colour-maps.ts";
import type { LargeLook, LargeView, largeView as makeLargeView } from "../../../web/inspector/large-view.ts";
import { openChromium, openWatched, type WatchedPage } from "../fixtures/chromium.ts";
import { openViewerStage } from "../fixtures/viewer-stage.ts";

declare const ndpeek: { largeView: typeof makeLargeView; generateBlobs: typeof generate };

declare global {
  interface Window {
    large: LargeView;
    steps: (string | number)[];
  }
}

const DOOR =
  'export { largeView } from "./inspector/large-view.ts"; export { generateBlobs } from "../src/index.ts"; import "./inspector/large-view.css";';
const LOOK: LargeLook = { threshold: 0.4, cmap: "gray", outline: true };

let browser: Browser;
let shared: WatchedPage;

beforeAll(async () => {
  browser = await openChromium();
  shared = await openViewerStage(browser, DOOR, {}, openWatched);
});

afterAll(() => browser?.close());

/** A new view on the page, in a panel so wide. */
async function makeView({ page }: WatchedPage, width: number): Promise<void> {
  await page.evaluate((width) => {
    window.large?.finalize();
    window.steps = [];
    window.large = ndpeek.largeView({
      onStep: (by) => window.steps.push(by),
      onThreshold: (threshold) => window.steps.push(threshold),
      onClose: () => window.steps.push("close"),
    });
    const stage = document.getElementById("stage")!;
    stage.style.inlineSize = `${width}px`;
    stage.append(window.large.element);
  }, width);
}

async function open(): Promise<WatchedPage> {
  await makeView(shared, 480);
  return shared;
}

type Values = "Float64Array" | "Float32Array" | "Uint8Array";

/** Shows one array of the caller's; infinite values and NaN come through as they are. */
const showArray = (page: Page, values: number[], shape: number[], range: [number, number], type: Values, look = LOOK) =>
  page.evaluate(
    ({ values, shape, range, type, look }) => {
      const data = { Float64Array, Float32Array, Uint8Array }[type].from(values);
      window.large.show(
        { title: "Row 3", file: "row-3", fields: [["Group", "a"]], images: [{ label: "Image", image: { data, shape }, range }] },
        look,
      );
    },
    { values, shape, range, type, look },
  );

const showBlob = (page: Page, row: number) =>
  page.evaluate(
    async ({ row, look }) => {
      const set = await ndpeek.generateBlobs({ rows: 20 });
      const image = (name: "image1" | "image2", label: string) => ({
        label,
        image: set.image(row, name),
        range: [0, 1] as const,
      });
      window.large.show(
        {
          title: `Row ${row}`,
          file: `row-${row}`,
          fields: [],
          images: [image("image1", "Image 1 (circle)"), image("image2", "Image 2 (square)")],
        },
        look,
      );
    },
    { row, look: LOOK },
  );

const texts = (page: Page, selector: string) => page.$$eval(selector, (found) => found.map(({ textContent }) => textContent));
const figures = async (page: Page, image = 0) => {
  const all = await page.locator(".ndpeek-large-figures").nth(image).locator("dt, dd").allTextContents();
  return Object.fromEntries(all.flatMap((name, i) => (i % 2 === 0 ? [[name, all[i + 1]]] : [])));
};
const told = (page: Page) => page.evaluate(() => window.steps.splice(0));
const frame = (page: Page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
/** RGB of the canvas's pixels. */
const painted = (page: Page, image = 0) =>
  page
    .locator(".ndpeek-pixels canvas")
    .nth(image)
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      return Array.from({ length: data.length / 4 }, (_, i) => [...data.subarray(4 * i, 4 * i + 3)]);
    });

async function pointAt(page: Page, column: number, row: number, width: number): Promise<void> {
  const box = (await page.locator(".ndpeek-pixels").first().boundingBox())!;
  const scale = box.width / width;
  await page.mouse.move(box.x + (column + 0.5) * scale, box.y + (row + 0.5) * scale);
}

describe("a large view", { timeout: 60_000 }, () => {
  test("of a blob set's row enlarges both images by whole factors, side by side, with figures that are the library's", async () => {
    const { page, noise } = await open();
    await showBlob(page, 12);
    const set = await generate({ rows: 20 });
    const sizes = await page.$$eval(".ndpeek-pixels", (frames) =>
      frames.map((frame) => [frame.clientWidth, frame.getBoundingClientRect().top]),
    );
    expect(sizes).toEqual([
      [192, sizes[0]![1]],
      [192, sizes[0]![1]],
    ]);
    for (const [i, name] of (["image1", "image2"] as const).entries()) {
      const { data } = set.image(12, name);
      const above = data.filter((value) => value > 0.4).length;
      expect(await figures(page, i)).toMatchObject({
        "Above 0.4": (above / data.length).toFixed(4),
        "Pixels above": `${above.toLocaleString("en-US")} of 9,216`,
      });
      const greys = (await painted(page, i)).map(([grey]) => grey);
      expect(greys).toEqual(Array.from(data, (value) => Math.max(0, Math.min(255, Math.floor(value * 256)))));
    }
    expect(await texts(page, ".ndpeek-large-title")).toEqual(["Row 12"]);
    expect(noise).toEqual([]);
    set.close();
  });

  test("reads the pixel under the pointer, and by keys, which are announced", async () => {
    const { page } = await open();
    await showBlob(page, 12);
    const set = await generate({ rows: 20 });
    const value = set.image(12, "image1").data[90 * 96 + 88]!;
    await pointAt(page, 88, 90, 96);
    const reading = page.locator(".ndpeek-large-reading").first();
    expect(await reading.textContent()).toBe(`row 90, column 88: ${Number(value.toPrecision(5))} · above 0.4`);
    await page.mouse.move(5, 5);
    expect(await reading.textContent()).toMatch(/^Point at a pixel/);
    await page.locator(".ndpeek-pixels").first().focus();
    for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowDown", "Home"]) await page.keyboard.press(key);
    expect(await reading.textContent()).toMatch(/^row 58, column 0: /);
    expect(await texts(page, ".ndpeek-large-live")).toEqual([await reading.textContent()]);
    expect(await told(page)).toEqual([]);
    set.close();
  });

  test("leads the threshold by drag and by keys, and figures, outline and page follow", async () => {
    const { page } = await open();
    await showBlob(page, 12);
    const slider = page.getByRole("slider", { name: "Threshold" });
    expect(await slider.count()).toBe(2);
    const plot = (await page.locator(".ndpeek-values-area").first().boundingBox())!;
    const x = (place: number): number => plot.x + 12 + place * (plot.width - 24);
    const outline = () => page.locator(".ndpeek-large .ndpeek-outline-light").first().getAttribute("d");
    const before = await outline();
    await page.mouse.move(x(0.4), plot.y + 30);
    await page.mouse.down();
    await page.mouse.move(x(0.6), plot.y + 30);
    await page.mouse.move(x(0.75), plot.y + 90);
    await page.mouse.up();
    await frame(page);
    const last = (await told(page)).at(-1)!;
    expect(Math.abs(Number(last) - 0.75)).toBeLessThan(0.01);
    expect(await slider.nth(1).getAttribute("aria-valuenow")).toBe(String(last));
    expect(Object.keys(await figures(page))).toContain(`Above ${last}`);
    expect(await outline()).not.toBe(before);
    await page.keyboard.press("Home");
    await page.keyboard.press("PageUp");
    await page.keyboard.press("ArrowRight");
    await frame(page);
    expect(await told(page)).toEqual([0, 0.1, 0.11]);
    expect(await slider.first().getAttribute("aria-valuetext")).toMatch(/^0\.11, [\d,]+ of 9,216 above$/);
    await page.evaluate(() => window.large.update({ outline: false }));
    await frame(page);
    expect(await outline()).toBe("");
    expect(await told(page)).toEqual([]);
  });

  test("steps and closes by buttons and keys, and the focus stays where it is", async () => {
    const { page } = await open();
    await showBlob(page, 3);
    await page.getByRole("button", { name: "Next row" }).click();
    await showBlob(page, 4);
    expect(await page.evaluate(() => document.activeElement!.getAttribute("aria-label"))).toBe("Next row");
    for (const key of ["ArrowLeft", "ArrowRight", "Escape"]) await page.keyboard.press(key);
    await page.getByRole("button", { name: "Close" }).click();
    expect(await told(page)).toEqual([1, -1, 1, "close", "close"]);
    await page.getByRole("slider").first().focus();
    await showBlob(page, 5);
    await page.keyboard.press("ArrowRight");
    expect(await told(page)).toEqual([0.41]);
    await page.evaluate(() => window.large.hide());
    expect(await page.locator(".ndpeek-large").isVisible()).toBe(false);
    await page.evaluate(() => window.large.finalize());
    expect(await page.locator("#stage *").count()).toBe(0);
  });

  test("shows NaN in its colour and counts it, and infinite values at the ends", async () => {
    const { page } = await open();
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
    await showArray(page, [nan, infinity, -infinity, 0.5, 0.4, 2], [2, 3], [0, 1], "Float32Array");
    // float32 is held against 0.4 in float32, as areaAbove holds it: the fifth value is not above.
    const [first, ...others] = await painted(page);
    expect(first).toEqual([255, 0, 255]);
    expect(others.map(([grey]) => grey)).toEqual([255, 0, 128, 102, 255]);
    expect(await figures(page)).toMatchObject({ Min: "0.4", Max: "2", NaN: "1", Infinite: "2", "Above 0.4": "0.5000" });
    expect(await texts(page, ".ndpeek-values-note")).toEqual(["Counts · 1 below 0 · 2 above 1"]);
    const readings: string[] = [];
    for (const [column, row] of [
      [0, 0],
      [1, 0],
      [2, 0],
      [1, 1],
    ] as const) {
      await pointAt(page, column, row, 3);
      readings.push((await texts(page, ".ndpeek-large-reading"))[0]!);
    }
    expect(readings).toEqual([
      "row 0, column 0: NaN · not above 0.4",
      "row 0, column 1: ∞ · above 0.4",
      "row 0, column 2: −∞ · below 0.4",
      "row 1, column 1: 0.40000001 · at 0.4, not above",
    ]);
  });

  test("of bytes has whole thresholds, of colours none, and of a volume its greatest values", async () => {
    const { page, noise } = await open();
    await showArray(page, [0, 100, 200, 255], [2, 2], [0, 255], "Uint8Array", { ...LOOK, threshold: 100, cmap: "viridis" });
    expect(await figures(page)).toMatchObject({ Mean: "138.75", "Above 100": "0.5000", "Pixels above": "2 of 4" });
    const { table } = colourMap("viridis");
    expect(await painted(page)).toEqual([0, 100, 200, 255].map((level) => [...table.subarray(3 * level, 3 * level + 3)]));
    await page.getByRole("slider").focus();
    await page.keyboard.press("ArrowRight");
    expect(await told(page)).toEqual([105]);

    await showArray(page, [255, 0, 0, 0, 255, 0], [1, 2, 3], [0, 255], "Uint8Array");
    expect(await painted(page)).toEqual([
      [255, 0, 0],
      [0, 255, 0],
    ]);
    expect(await page.getByRole("slider").count()).toBe(0);
    await pointAt(page, 1, 0, 2);
    expect(await texts(page, ".ndpeek-large-reading")).toEqual(["row 0, column 1: 0, 255, 0"]);

    await showArray(page, [0, 0.2, 0.9, 0.1, 0.5, 0.6, 0.3, 0, 0, 0], [2, 1, 5], [0, 1], "Float64Array");
    await pointAt(page, 0, 0, 5);
    expect(await texts(page, ".ndpeek-large-reading")).toEqual(["row 0, column 0: 0.6 · above 0.4"]);
    expect(await figures(page)).toMatchObject({ "Above 0.4": "0.3000", "Voxels above": "3 of 10" });
    expect(await texts(page, ".ndpeek-large-note")).toEqual([expect.stringContaining("along the depth of 2")]);
    expect(noise).toEqual([]);
  });

  test("is saved as it is seen: both images side by side, with their outlines", async () => {
    const { page } = await open();
    await showBlob(page, 12);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save PNG" }).click()]);
    expect(download.suggestedFilename()).toBe("row-12.png");
    const { width, height, data } = PNG.sync.read(await readFile(await download.path()));
    expect([width, height]).toEqual([2 * 192 + 16, 192]);
    const [grey] = (await painted(page))[94 * 96 + 94]!;
    const at = 4 * (189 * width + 189);
    expect([...data.subarray(at, at + 4)]).toEqual([grey, grey, grey, 255]);
    const yellow = Array.from({ length: width * height }, (_, i) => data[4 * i]! - data[4 * i + 2]! > 60);
    expect(yellow.filter(Boolean).length).toBeGreaterThan(100);
  });

  test("is read by touch, and fits a panel of 280 pixels", async () => {
    const watched = await openViewerStage(browser, DOOR, { viewport: { width: 320, height: 640 }, hasTouch: true });
    await makeView(watched, 280);
    const { page } = watched;
    await showBlob(page, 12);
    await page
      .locator(".ndpeek-pixels")
      .first()
      .tap({ position: { x: 21, y: 41 } });
    expect(await page.locator(".ndpeek-large-reading").first().textContent()).toMatch(/^row 20, column 10: /);
    expect(await page.$eval(".ndpeek-large", ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test("refuses what is no image and no range by name", async () => {
    const { page } = await open();
    const refusal = (image: unknown, range: unknown) =>
      page.evaluate(
        ({ image, range }) => {
          try {
            window.large.show(
              { title: "", file: "", fields: [], images: [{ label: "Image 1", image, range }] as never },
              { threshold: 0, cmap: "gray", outline: true },
            );
            return "";
          } catch (error) {
            return String(error);
          }
        },
        { image, range },
      );
    expect(await refusal(7, [0, 1])).toBe("TypeError: Image 1: expected an array { data, shape }, got 7");
    expect(await refusal(7, [1, 0])).toBe("RangeError: range[1]: expected a finite number >= 1, got 0");
    expect(await refusal(7, "all")).toBe('TypeError: range: expected two numbers, got "all"');
  });

  test("holds each image against its own threshold, until one is chosen for all", async () => {
    const { page, noise } = await open();
    await page.evaluate(() => {
      const image = (label: string) => ({
        label,
        image: { data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] },
        range: [1, 4] as const,
      });
      window.large.show(
        { title: "Row 1", file: "row-1", fields: [], images: [image("One"), image("Two")] },
        { threshold: 1.5, each: [1.5, 3.5], cmap: "gray", outline: true },
      );
    });
    const above = () =>
      page.$$eval(".ndpeek-large dt", (names) =>
        names
          .filter((name) => name.textContent.startsWith("Above"))
          .map((name) => `${name.textContent} ${name.nextElementSibling!.textContent}`),
      );
    expect(await above()).toEqual(["Above 1.5 0.7500", "Above 3.5 0.2500"]);
    await page.evaluate(() => window.large.update({ threshold: 2.5, each: undefined }));
    await expect.poll(above).toEqual(["Above 2.5 0.5000", "Above 2.5 0.5000"]);
    expect(noise).toEqual([]);
  });
});
