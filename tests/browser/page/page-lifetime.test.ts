import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { panels as makePanels, Panels } from "../../../web/page/panels.ts";
import type { viewer as makeViewer, Viewer, ViewerParts } from "../../../web/page/viewer.ts";
import { amount } from "../../fixtures/amount.ts";
import { openChromium } from "../fixtures/chromium.ts";
import { countKept } from "../fixtures/count-kept.ts";
import { openPageStage, readHeld } from "../fixtures/mount-stage.ts";

declare const ndpeek: { viewer: typeof makeViewer; panels: typeof makePanels };

interface Heard {
  /** Timers and frames that have come. */
  calls: number;
  /** What the viewer has told when it was unmounted. */
  late: number;
}

declare global {
  interface Window {
    heard: Heard;
    mount: () => void;
    generate: (options: Record<string, string>) => Promise<void>;
    unmount: () => void;
    mounted: Viewer;
  }
}

/** Before any script of the page: counts the calls that come. */
function countCalls(): void {
  const heard: Heard = { calls: 0, late: 0 };
  window.heard = heard;
  const counted =
    <T extends unknown[]>(call: (...given: T) => void) =>
    (...given: T) => {
      heard.calls++;
      call(...given);
    };
  const { requestAnimationFrame, setTimeout, setInterval } = window;
  window.requestAnimationFrame = (call) => requestAnimationFrame(counted(call));
  const timers = { setTimeout, setInterval };
  for (const [name, set] of Object.entries(timers)) {
    Object.assign(window, { [name]: (call: () => void, ...more: number[]) => set(counted(call), ...more) });
  }
}

/** Gives the page ways to mount and unmount. */
async function prepareMounts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const part = (id: string) => document.getElementById(id)!;
    window.mount = () => {
      const names = [
        "form",
        "message",
        "charts",
        "guest",
        "areas",
        "progress",
        "running",
        "status",
        "cancel",
        "closer",
        "images",
      ];
      const parts = Object.fromEntries(names.map((name) => [name, part(name)]));
      const all = { ...parts, slider: part("threshold-slider"), touchBrush: part("touch-brush") } as unknown as ViewerParts;
      let isThere = true;
      let panels: Panels | undefined;
      const viewer = ndpeek.viewer(all, () => {
        if (isThere) panels!.refresh();
        else window.heard.late++;
      });
      panels = ndpeek.panels({ own: part("own"), out: part("out") }, viewer);
      window.unmount = () => {
        isThere = false;
        panels.finalize();
        viewer.finalize();
      };
      window.mounted = viewer;
    };
    window.generate = (options) => {
      for (const [id, text] of Object.entries(options)) (part(id) as HTMLInputElement).value = text;
      return window.mounted.generate();
    };
  });
}

/** Mounts, does what a reader does, unmounts; so many times. */
const visit = (page: Page, times: number): Promise<void> =>
  page.evaluate(async (times) => {
    const part = (id: string) => document.getElementById(id)!;
    const until = async (isSo: () => unknown): Promise<void> => {
      while (!isSo()) await new Promise((go) => setTimeout(go, 4));
    };
    const change = (id: string, value: string, type: string): void => {
      const field = part(id) as HTMLInputElement;
      field.value = value;
      field.dispatchEvent(new Event(type, { bubbles: true }));
    };
    const kinds = ["repeat", "scatter", "histogram", "strip", "dropdown"];
    for (let i = 0; i < times; i++) {
      window.mount();
      (part("chart") as HTMLSelectElement).value = kinds[i % kinds.length]!;
      // Every tenth has so many pixels that workers draw them.
      const rows = i % 10 === 4 ? { rows: "300", "image-width": "256", stream: "spawn" } : { rows: "60", "image-width": "24" };
      await window.generate({ stream: "numpy", ...rows });
      // By the keyboard to a point, whose tooltip is pinned: the large view opens.
      const frame = document.querySelector<HTMLElement>(".ndpeek-frame")!;
      for (const key of ["Home", "Enter"]) frame.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      await until(() => document.querySelector(".ndpeek-large:not([hidden]) canvas"));
      await until(() => document.querySelector(".ndpeek-gallery img"));
      document.querySelector<HTMLElement>('.ndpeek-gallery [role="option"]')!.click();
      change("threshold-slider", "0.3", "input");
      change("threshold-slider", "0.35", "change");
      change("chart", kinds[(i + 1) % kinds.length]!, "change");
      change("cmap", i % 2 === 0 ? "viridis" : "gray", "change");
      await new Promise((go) => requestAnimationFrame(go));
      window.unmount();
    }
  }, times);

/** Elements of each part of the page. */
const readElements = (page: Page) =>
  page.evaluate(() =>
    Object.fromEntries(
      ["html", "head", "#charts", "#guest", "#closer", "#images", "#own", "#out"].map((name) => [
        name,
        document.querySelector(name)!.querySelectorAll("*").length,
      ]),
    ),
  );

const readKept = (page: Page) =>
  page.evaluate(() => {
    const { urls, observers } = window.kept;
    const { late } = window.heard;
    return { urls: [...urls], observers: observers.size, late, styles: document.styleSheets.length };
  });

let browser: Browser;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(() => browser?.close());

async function open() {
  const watched = await openPageStage(browser, [countKept, countCalls]);
  await prepareMounts(watched.page);
  return watched;
}

/** How many timers and frames come in a second. */
async function callsInASecond(page: Page): Promise<number> {
  const before = await page.evaluate(() => window.heard.calls);
  await page.waitForTimeout(1000);
  return (await page.evaluate(() => window.heard.calls)) - before;
}

describe("the page's viewer", { timeout: 180_000 }, () => {
  test("leaves workers, nodes, listeners, styles, observers, object URLs and heap as they were, in many mounts", async () => {
    const { page, noise } = await open();
    const empty = { elements: await readElements(page), kept: await readKept(page) };
    await visit(page, amount(10, 8));
    expect(await callsInASecond(page)).toBe(0);
    const before = await readHeld(page);
    await visit(page, amount(40, 16));
    expect(await callsInASecond(page)).toBe(0);
    const after = await readHeld(page);
    expect({ elements: await readElements(page), kept: await readKept(page) }).toEqual(empty);
    expect(after.workers).toBe(0);
    // The last mount may be held until the next; of many that were held there would be several times as much.
    expect(after.nodes - before.nodes).toBeLessThan(200);
    expect(after.listeners - before.listeners).toBeLessThan(20);
    // Compiled code and what the engine learns: it comes to rest at about a megabyte, some hundred mounts later.
    expect(after.heap - before.heap).toBeLessThan(2_000_000);
    expect(after.buffers - before.buffers).toBeLessThan(20);
    expect(noise).toEqual([]);
  });

  test("runs nothing while nothing happens", async () => {
    const { page, noise } = await open();
    await page.evaluate(async () => {
      window.mount();
      await window.generate({ rows: "60" });
      const frame = document.querySelector<HTMLElement>(".ndpeek-frame")!;
      for (const key of ["Home", "Enter"]) frame.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    });
    await page.locator(".ndpeek-large:not([hidden])").waitFor();
    await page.waitForTimeout(500);
    expect(await callsInASecond(page)).toBe(0);
    expect(noise).toEqual([]);
  });

  test("starts a worker once for run after run, and ends it when it goes", async () => {
    const { page, noise } = await open();
    let started = 0;
    page.on("worker", () => started++);
    await page.evaluate(async () => {
      window.mount();
      for (const rows of ["2500", "2600", "200"]) await window.generate({ rows, stream: "numpy" });
    });
    expect(started).toBe(1);
    expect(page.workers().length).toBe(1);
    await page.evaluate(() => window.unmount());
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
    expect(noise).toEqual([]);
  });

  test("leaves nothing when it goes in the middle of a run", async () => {
    const { page, noise } = await open();
    const empty = { elements: await readElements(page), kept: await readKept(page) };
    await page.evaluate(() => {
      window.mount();
      void window.generate({ rows: "20000", "image-width": "128" });
    });
    await page.waitForFunction(() => / of 20,000 rows/.test(document.getElementById("running")!.textContent));
    await page.waitForFunction(() => document.querySelector(".ndpeek-frame"));
    await page.evaluate(() => window.unmount());
    // A worker that is ended is gone some time later.
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
    expect(await callsInASecond(page)).toBe(0);
    expect({ elements: await readElements(page), kept: await readKept(page) }).toEqual(empty);
    expect(noise).toEqual([]);
  });

  test("leaves nothing when it goes while its chart is made, and while the large view is loaded", async () => {
    const { page, noise } = await open();
    const empty = { elements: await readElements(page), kept: await readKept(page) };
    let letGo = (): void => {};
    const held = new Promise<void>((go) => {
      letGo = go;
    });
    await page.route("**/large-view-*.js", async (route) => {
      await held;
      await route.fallback();
    });
    await page.evaluate(async () => {
      window.mount();
      new MutationObserver((_, observer) => {
        if (!document.querySelector(".ndpeek-frame-drawing")) return;
        observer.disconnect();
        window.unmount();
      }).observe(document.getElementById("charts")!, { childList: true, subtree: true });
      await window.generate({ rows: "60" });
      if (document.querySelector(".ndpeek-frame")) throw new Error("the chart was made before it was unmounted");
      window.mount();
      await window.generate({ rows: "60" });
    });
    const asked = page.waitForRequest("**/large-view-*.js");
    await page.locator('.ndpeek-gallery [role="option"]').first().click();
    await asked;
    await page.evaluate(() => window.unmount());
    letGo();
    await page.waitForTimeout(300);
    expect({ elements: await readElements(page), kept: await readKept(page) }).toEqual(empty);
    expect(noise).toEqual([]);
  });
});
