import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TooltipPicture } from "../../../src/draw/tooltip-picture.ts";
import type { encodePng as encode } from "../../../src/index.ts";
import type { Gallery, gallery as makeGallery } from "../../../web/gallery/gallery.ts";
import { openChromium, openWatched, type WatchedPage } from "../fixtures/chromium.ts";
import { openViewerStage } from "../fixtures/viewer-stage.ts";

declare const ndpeek: { gallery: typeof makeGallery; encodePng: typeof encode };

declare global {
  interface Window {
    gallery: Gallery;
    /** The row's picture at a look: a PNG that is no other row's. */
    pictureOf: (row: number, look: number) => TooltipPicture;
    look: number;
    later: boolean;
    made: number[];
    chosen: number[];
  }
}

const DOOR =
  'export { gallery } from "./gallery/gallery.ts"; export { encodePng } from "../src/index.ts"; import "./gallery/gallery.css";';

let browser: Browser;
let shared: WatchedPage;

beforeAll(async () => {
  browser = await openChromium();
  shared = await openViewerStage(browser, DOOR, {}, openWatched);
});

afterAll(() => browser?.close());

/** A new gallery on the page; pictures come at once, or later. */
async function open({ rows = 10_000, later = false } = {}): Promise<WatchedPage> {
  await shared.page.evaluate(
    ({ rows, later }) => {
      window.gallery?.finalize();
      Object.assign(window, { look: 0, later, made: [], chosen: [] });
      const encoded = new Map<string, TooltipPicture>();
      const encode = (row: number, look: number): TooltipPicture => {
        const data = new Uint8Array(48 * 48).fill(200);
        for (let bit = 0; bit < 20; bit++) data[bit] = (row >> bit) & 1 ? 255 : look;
        const png = ndpeek.encodePng({ data, shape: [48, 48] });
        return {
          uri: `data:image/png;base64,${btoa(String.fromCharCode(...png))}`,
          width: 48,
          height: 48,
          outline: `M${look} ${row % 40}h4v4h-4z`,
        };
      };
      // Once each: the test's own looks are no load on the page.
      window.pictureOf = (row, look) => {
        const key = `${row} ${look}`;
        encoded.set(key, encoded.get(key) ?? encode(row, look));
        return encoded.get(key)!;
      };
      window.gallery = ndpeek.gallery({
        picture: (row) => {
          window.made.push(row);
          const picture = window.pictureOf(row, window.look);
          return window.later ? new Promise((resolve) => setTimeout(resolve, row % 20, picture)) : picture;
        },
        caption: (row) => `a · ${row}`,
        name: (row) => `Row ${row}, look ${window.look}`,
        choose: (row) => {
          window.chosen.push(row);
          window.gallery.mark(row);
        },
      });
      document.getElementById("stage")!.append(window.gallery.element);
      window.gallery.show(Uint32Array.from({ length: rows }, (_, i) => i));
    },
    { rows, later },
  );
  await settled(shared.page);
  return shared;
}

/** Waits until each thumbnail in view shows its row's picture as it looks now; reads which rows these are. */
async function settled(page: Page): Promise<number[]> {
  const rows = await page.waitForFunction(() => {
    const { top, bottom } = document.querySelector(".ndpeek-gallery")!.getBoundingClientRect();
    const inView = [...document.querySelectorAll("[role=option]")].filter((option) => {
      const box = option.getBoundingClientRect();
      return box.bottom > top && box.top < bottom;
    });
    const rows = inView.map((option) =>
      Number(/^Row (\d+),/.exec(option.querySelector(".ndpeek-gallery-name")!.textContent)![1]),
    );
    const isRight = (option: Element, i: number): boolean => {
      const { uri, outline } = window.pictureOf(rows[i]!, window.look);
      const image = option.querySelector("img")!;
      const place = Number(option.getAttribute("aria-posinset"));
      return (
        image.getAttribute("src") === uri &&
        image.complete &&
        image.naturalWidth === 48 &&
        image.getBoundingClientRect().width === 96 &&
        option.querySelector("path")!.getAttribute("d") === outline &&
        option.querySelector(".ndpeek-gallery-caption")!.textContent === `a · ${rows[i]}` &&
        place > 0
      );
    };
    return inView.length > 0 && inView.every(isRight) && rows;
  });
  return rows.jsonValue() as Promise<number[]>;
}

const focusedName = (page: Page) =>
  page.evaluate(() => document.activeElement!.querySelector(".ndpeek-gallery-name")?.textContent);
const scrollTop = (page: Page) => page.$eval(".ndpeek-gallery", (element) => element.scrollTop);
const nodes = (page: Page) => page.$eval(".ndpeek-gallery", (element) => element.querySelectorAll("*").length);
const twoFrames = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** Of the page's thread, in milliseconds of the processor: what it had to wait for other processes does not count. */
function longestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as {
    traceEvents: { name: string; tid: number; tdur?: number; args: { name?: string } }[];
  };
  const threads = traceEvents
    .filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
    .map(({ tid }) => tid);
  const tasks = traceEvents.filter(({ tid, tdur }) => threads.includes(tid) && tdur !== undefined);
  expect(tasks.length).toBeGreaterThan(100);
  return Math.max(...tasks.map(({ tdur }) => tdur! / 1000));
}

describe("a gallery of 10,000", { timeout: 60_000 }, () => {
  test("scrolls by wheel and by jumps: few nodes, no long task, and each row's own picture at rest", async () => {
    const { page, noise } = await open();
    await browser.startTracing(page, { categories: ["toplevel"] });
    const counts = [await nodes(page)];
    await page.mouse.move(500, 150);
    for (let i = 0; i < 12; i++) {
      await page.mouse.wheel(0, 90 + 70 * i);
      counts.push(await nodes(page));
    }
    const wheeled = await settled(page);
    expect(wheeled[0]).toBeGreaterThan(100);
    for (const part of [0.5, 0.99, 0.2]) {
      await page.$eval(".ndpeek-gallery", (element, part) => element.scrollTo(0, part * element.scrollHeight), part);
      const [first] = await settled(page);
      expect(Math.abs(first! / 10_000 - part)).toBeLessThan(0.01);
      counts.push(await nodes(page));
    }
    expect(Math.max(...counts)).toBeLessThan(1000);
    expect(longestTask(await browser.stopTracing())).toBeLessThan(50);
    expect(noise).toEqual([]);
  });

  test("makes no pictures of what flies past", async () => {
    const { page } = await open();
    const made = await page.evaluate(async () => {
      window.made.length = 0;
      const { element } = window.gallery;
      for (let i = 1; i <= 40; i++) {
        element.scrollTop = (i * element.scrollHeight) / 50;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return window.made.length;
    });
    expect(made).toBe(0);
    const rows = await settled(page);
    expect(rows[0]).toBeGreaterThan(7900);
  });

  test("shows each row's own picture where pictures come late and in another order", async () => {
    const { page } = await open({ later: true });
    for (const top of [3000, 3300, 90_000, 2900]) {
      await page.$eval(".ndpeek-gallery", (element, top) => element.scrollTo(0, top), top);
      await twoFrames(page);
    }
    await page.evaluate(() => {
      window.look = 40;
      window.gallery.refresh();
    });
    await settled(page);
  });

  test("is one tab stop, and keys go from thumbnail to thumbnail", async () => {
    const { page } = await open();
    expect(await page.locator("[role=option][tabindex='0']").count()).toBe(1);
    await page.keyboard.press("Tab");
    const columns = await page.evaluate(() => {
      const tops = [...document.querySelectorAll("[role=option]")].map((option) => option.getBoundingClientRect().top);
      return tops.filter((top) => top === tops[0]).length;
    });
    const went: (string | null | undefined)[] = [];
    for (const key of ["ArrowRight", "ArrowDown", "End", "PageUp", "Home", "PageDown"]) {
      await page.keyboard.press(key);
      went.push(await focusedName(page));
    }
    const lastLine = 9999 - (9999 % columns);
    const up = 9999 - 2 * columns;
    expect(lastLine).toBeGreaterThan(up);
    expect(went).toEqual([1, 1 + columns, 9999, up, 0, 2 * columns].map((row) => `Row ${row}, look 0`));
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press(" ");
    expect(await page.evaluate(() => window.chosen)).toEqual([2 * columns, 2 * columns - 1]);
    expect(await page.textContent("[aria-selected=true] .ndpeek-gallery-name")).toBe(`Row ${2 * columns - 1}, look 0`);
    expect(await page.getAttribute("[aria-selected=true]", "aria-posinset")).toBe(String(2 * columns));
    // What has the focus stays there, however far it is out of view.
    await page.$eval(".ndpeek-gallery", (element) => element.scrollTo(0, 60_000));
    await settled(page);
    expect(await focusedName(page)).toBe(`Row ${2 * columns - 1}, look 0`);
    expect(await nodes(page)).toBeLessThan(1000);
  });

  test("makes pictures again without a flash, and keeps its place when rows come and go", async () => {
    const { page } = await open();
    await page.$eval(".ndpeek-gallery", (element) => element.scrollTo(0, 40_000));
    const before = await settled(page);
    const wasEmpty = await page.evaluate(async () => {
      window.look = 30;
      window.gallery.refresh();
      const isSeen = (image: HTMLImageElement): boolean => image.naturalWidth > 0 && image.closest("[hidden]") === null;
      const images = [...document.querySelectorAll<HTMLImageElement>(".ndpeek-gallery img")].filter(isSeen);
      let empty = false;
      for (let frame = 0; frame < 20; frame++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        empty ||= !images.every(isSeen);
      }
      return empty || images.length < 20;
    });
    expect(wasEmpty).toBe(false);
    expect(await settled(page)).toEqual(before);
    const placeOf = (row: number) =>
      page.evaluate(
        (row) =>
          [...document.querySelectorAll("[role=option]")]
            .find((option) => option.textContent.includes(`Row ${row},`))!
            .getBoundingClientRect().top,
        row,
      );
    const kept = before[1]!;
    const place = await placeOf(kept);
    // Every row but one in seven, the first in view not among them.
    await page.evaluate((gone) => {
      window.gallery.show(Array.from({ length: 10_000 }, (_, i) => i).filter((row) => row % 7 !== gone % 7));
    }, before[0]!);
    const after = await settled(page);
    expect(after).not.toContain(before[0]);
    expect(await placeOf(kept)).toBe(place);
    await page.evaluate(() => window.gallery.show([3, 1, 2]));
    expect(await settled(page)).toEqual([3, 1, 2]);
    expect(await scrollTop(page)).toBe(0);
  });

  test("marks a row and reveals it, by a click chooses it, and says where there is no picture", async () => {
    const { page } = await open();
    await page.evaluate(() => window.gallery.mark(7123, { reveal: true }));
    expect(await settled(page)).toContain(7123);
    expect(await page.textContent("[aria-selected=true] .ndpeek-gallery-name")).toBe("Row 7123, look 0");
    await page.getByRole("option", { name: "Row 7123," }).click();
    expect(await page.evaluate(() => window.chosen)).toEqual([7123]);
    await page.evaluate(() => {
      window.pictureOf = () => {
        throw new Error("no such file");
      };
      window.gallery.refresh();
    });
    await page.waitForFunction(() => document.querySelectorAll(".ndpeek-gallery-none").length > 20);
    await page.evaluate(() => window.gallery.finalize());
    expect(await page.locator("#stage *").count()).toBe(0);
  });
});
