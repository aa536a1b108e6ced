import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHART_KINDS, type PeekChartKind } from "../../../src/draw/peek-table.ts";
import { type BlobSet, generateBlobs } from "../../../src/index.ts";
import type { ChartFrame, FrameValues, openFrame } from "../../../web/point-chart/chart-frame.ts";
import { valuesOf } from "../../fixtures/frame-values.ts";
import { bundle } from "../fixtures/bundle.ts";
import { openChromium, watchedPage } from "../fixtures/chromium.ts";

declare const ndpeek: { openFrame: typeof openFrame };

declare global {
  interface Window {
    frame: ChartFrame;
    toldOfBars: unknown[];
  }
}

const POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src blob:";
const DOOR = 'export { openFrame } from "./point-chart/chart-frame.ts"; import "./ui/theme.css";';

let browser: Browser;
let set: BlobSet;
let built: Awaited<ReturnType<typeof bundle>>;

beforeAll(async () => {
  [browser, set, built] = await Promise.all([openChromium(), generateBlobs(), bundle(DOOR)]);
});
afterAll(() => browser?.close());

/** A page that forbids eval, with a host that is not at the window's corner, inside a shadow tree. */
async function openStage(): Promise<{ page: Page; noise: string[] }> {
  const { page, noise } = await watchedPage(browser);
  await page.setContent(
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><body><div id="root"></div>`,
  );
  await page.addStyleTag({ content: `${built.style} body { margin: 30px }` });
  await page.addScriptTag({ content: built.script });
  await page.evaluate(() => {
    const host = document.createElement("div");
    document.getElementById("root")!.attachShadow({ mode: "open" }).append(host);
  });
  return { page, noise };
}

const open = (page: Page, kind: PeekChartKind, values: FrameValues): Promise<void> =>
  page.evaluate(
    async ({ kind, values }) => {
      const host = document.getElementById("root")!.shadowRoot!.firstElementChild as HTMLElement;
      window.toldOfBars = [];
      window.frame = await ndpeek.openFrame(host, kind, values, {
        tooltip: (_scene, _event, _item, value) => {
          window.toldOfBars.push(value);
        },
      });
    },
    { kind, values },
  );

/** Where the drawing and the plots' boxes, drawn as Vega draws them, are to the host; and all texts. */
const look = (page: Page) =>
  page.evaluate(() => {
    const host = document.getElementById("root")!.shadowRoot!.firstElementChild as HTMLElement;
    const corner = host.getBoundingClientRect();
    const box = (element: Element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { left: left - corner.left, top: top - corner.top, width, height };
    };
    const drawing = host.querySelector("svg")!;
    return {
      host: { width: corner.width, height: corner.height },
      label: [host.getAttribute("role"), host.getAttribute("aria-label")],
      drawing: box(drawing),
      plots: [...drawing.querySelectorAll("path.background")].map(box).filter(({ width, height }) => width > 100 && height > 100),
      panels: window.frame.panels(),
      texts: [...drawing.querySelectorAll("text")].map(({ textContent }) => textContent),
      cutOff: [...drawing.querySelectorAll("text")].filter((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        const seen = getComputedStyle(text).opacity !== "0";
        return seen && (left < corner.left || right > corner.right + 0.5 || top < corner.top || bottom > corner.bottom + 0.5);
      }).length,
    };
  });

describe.each(CHART_KINDS)("the frame of %s in a shadow tree", (kind) => {
  test("is drawn without eval at its host's corner, plots where its panels are, nothing cut off on a phone", async () => {
    const { page, noise } = await openStage();
    for (const width of [320, 700]) {
      await open(page, kind, valuesOf(kind, set, "image2", width));
      const seen = await look(page);
      expect(seen.drawing).toEqual({ left: 0, top: 0, width, height: seen.host.height });
      expect(seen.cutOff).toBe(0);
      expect(seen.label).toEqual([
        "graphics-document",
        expect.stringMatching(/^(\w|,| )+: 200 rows in 3 groups, Image .*, area as share of pixels > 0\.4\.$/),
      ]);
      expect(seen.plots).toHaveLength(seen.panels.length);
      // Vega draws a box on half pixels.
      for (const [i, { left, top, width, height }] of seen.plots.entries()) {
        const panel = seen.panels[i]!;
        expect(Math.abs(left - panel.left)).toBeLessThanOrEqual(1);
        expect(Math.abs(top - panel.top)).toBeLessThanOrEqual(1);
        expect(Math.abs(width - panel.width)).toBeLessThanOrEqual(1);
        expect(Math.abs(height - panel.height)).toBeLessThanOrEqual(1);
      }
      expect(seen.texts).toEqual(expect.arrayContaining(["0.00", "a", "c"]));
      await page.evaluate(() => window.frame.finalize());
    }
    expect(noise).toEqual([]);
  });

  test("is right about its panels at once after an update, takes the dark colours, and leaves nothing behind", async () => {
    const { page, noise } = await openStage();
    await open(page, kind, valuesOf(kind, set, "image1", 700));
    const narrow = valuesOf(kind, set, "image2", 500);
    const now = await page.evaluate((values) => {
      window.frame.update(values);
      return window.frame.panels();
    }, narrow);
    const later = await look(page);
    expect(later.panels).toEqual(now);
    expect(later.drawing.width).toBe(500);

    await page.emulateMedia({ colorScheme: "dark" });
    const svg = await page.evaluate(() => {
      window.frame.recolor();
      return window.frame.svg();
    });
    const parsed = await page.evaluate((text) => {
      const { documentElement } = new DOMParser().parseFromString(text, "image/svg+xml");
      const fills = [...documentElement.querySelectorAll("text")].map((drawn) => drawn.getAttribute("fill"));
      return { name: documentElement.localName, width: documentElement.getAttribute("width"), fills: [...new Set(fills)].sort() };
    }, svg);
    expect(parsed).toEqual({ name: "svg", width: "500", fills: ["#a9b0b8", "#eceae6"] });

    const left = await page.evaluate(() => {
      window.frame.finalize();
      return document.getElementById("root")!.shadowRoot!.innerHTML;
    });
    expect(left).toMatch(/^<div( style="")?><\/div>$/);
    expect(noise).toEqual([]);
  });
});

test("the bars of a histogram's frame tell the tooltip handler their group, span and rows", async () => {
  const { page } = await openStage();
  const values = valuesOf("histogram", set, "image1", 700);
  await open(page, "histogram", values);
  const [panel] = (await look(page)).panels;
  const [bar] = [...values.bars!].sort((a, b) => b.rows - a.rows);
  const end = values.areas[0]!.domain[1];
  const x = 30 + panel!.left + ((bar!.area + bar!.until) / 2 / end) * panel!.width;
  const y = 30 + panel!.top + (1 - (bar!.from + bar!.to) / 2 / values.most!) * panel!.height;
  await page.mouse.move(x, y);
  await page.waitForFunction(() => window.toldOfBars.length > 0);
  expect(await page.evaluate(() => window.toldOfBars.at(-1))).toEqual({
    Group: bar!.group,
    Area: `${bar!.area.toFixed(4)} to ${bar!.until.toFixed(4)}`,
    Rows: String(bar!.rows),
  });
});
