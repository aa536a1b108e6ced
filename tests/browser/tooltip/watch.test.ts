import type { Browser, Page } from "playwright-core";
import type embed from "vega-embed";
import type { VisualizationSpec } from "vega-embed";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { tooltipHandler as makeTooltip } from "../../../web/tooltip/index.ts";
import { drawOn, inWindow, openStage, pngUri, pointsSpec, RENDERERS, type Renderer, readCard } from "../fixtures/chart-stage.ts";
import { openChromium } from "../fixtures/chromium.ts";

declare const ndpeek: { tooltipHandler: typeof makeTooltip; embed: typeof embed };

let browser: Browser;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(() => browser?.close());

const PICTURES = [
  { uri: pngUri(20, 10), width: 20, height: 10, label: "First" },
  { uri: pngUri(20, 10, 200), width: 20, height: 10, label: "Second", outline: "M2 2h4v4h-4z" },
];

const PLACES = [
  [100, 100],
  [200, 100],
  [150, 200],
  [300, 200],
] as const;

async function open(renderer: Renderer, spec: object = pointsSpec(PLACES), options = {}) {
  const watched = await openStage(browser, options);
  await drawOn(watched.page, spec, renderer, PICTURES);
  const { page } = watched;
  const at = (x: number, y: number) => inWindow(page, x, y);
  const move = async (x: number, y: number) => {
    const place = await at(x, y);
    await page.mouse.move(place.x, place.y);
    return readCard(page);
  };
  return { ...watched, at, move };
}

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement!.className);

describe.each(RENDERERS)("a watched chart in %s", { timeout: 60_000 }, (renderer) => {
  test("shows the nearest point within 10 pixels, and none further away", async () => {
    const { move, noise } = await open(renderer);
    expect(await move(100, 100)).toMatchObject({ text: "0", labels: ["First", "Second"], role: "tooltip", pinned: false });
    expect(await move(212, 100)).toMatchObject({ text: "1" });
    expect(await move(214.5, 100)).toBeUndefined();
    expect(await move(309, 209)).toMatchObject({ text: "3" });
    expect(await move(350, 20)).toBeUndefined();
    expect(noise).toEqual([]);
  });

  test("finds points in the cells of facets and concatenations, where they are drawn", async () => {
    const part = (row: number) => ({
      ...pointsSpec([[50, 50]]),
      width: 100,
      height: 100,
      data: { values: [0, 1].map((cell) => ({ x: 200, y: 150, row: 10 * row + cell, cell })) },
      encoding: { ...pointsSpec([]).encoding, column: { field: "cell" } },
    });
    const { $schema } = pointsSpec([]);
    const { page } = await open(renderer, { $schema, hconcat: [part(1), { vconcat: [part(2), part(3)] }] });
    const seen: unknown[] = [];
    const middles = await page.evaluate(() => {
      type Mark = { items: Item[]; marktype: string };
      type Item = { items?: Mark[]; x?: number; y?: number; tooltip?: unknown };
      const found: [number, number][] = [];
      const visit = (mark: Mark, x: number, y: number): void => {
        for (const item of mark.items) {
          const place = [x + (item.x ?? 0), y + (item.y ?? 0)] as const;
          if (mark.marktype === "symbol" && item.tooltip) found.push([...place]);
          for (const inner of item.items ?? []) visit(inner, ...place);
        }
      };
      visit((window.chart.result.view.scenegraph() as unknown as { root: Mark }).root, 0, 0);
      return found;
    });
    expect(middles).toHaveLength(6);
    for (const [x, y] of middles) {
      const place = await inWindow(page, x + 8, y - 4);
      await page.mouse.move(place.x, place.y);
      seen.push((await readCard(page))?.text);
    }
    expect(seen.sort()).toEqual(["10", "11", "20", "21", "30", "31"]);
  });

  test("finds points on a page that is scrolled and a chart that CSS has scaled, and keeps off them", async () => {
    const { page, move, at } = await open(renderer);
    await page.evaluate(() => {
      document.body.style.cssText = "padding-top: 500px; min-height: 3000px";
      document.getElementById("chart")!.style.cssText = "transform: scale(1.5); transform-origin: 0 0";
      // A scroll is told of with the next frame, and hides what the pointer has brought up by then.
      const scrolled = new Promise((resolve) => window.addEventListener("scroll", resolve, { once: true }));
      window.scrollTo(0, 300);
      return scrolled;
    });
    const card = await move(206, 100);
    expect(card).toMatchObject({ text: "1" });
    const { x, y } = await at(200, 100);
    const { left, right, top, bottom } = card!.box;
    expect(x > left && x < right && y > top && y < bottom).toBe(false);
    // 10 pixels of the window, not of the chart.
    expect(await move(209, 100)).toBeDefined();
    expect(await move(211, 100)).toBeUndefined();
  });

  test("asks for exact hits of bars, and takes a bar under the pointer before a point beside it", async () => {
    const layer = [
      {
        mark: "rect",
        encoding: { x: { value: 150 }, x2: { value: 170 }, y: { value: 100 }, y2: { value: 200 }, tooltip: { value: "bar" } },
      },
      { mark: { type: "circle", size: 36 }, encoding: pointsSpec([]).encoding },
    ];
    const { $schema, width, height, data, transform } = pointsSpec([[180, 150]]);
    const { move } = await open(renderer, { $schema, width, height, data, transform, layer });
    expect(await move(145, 150)).toBeUndefined();
    expect(await move(160, 150)).toMatchObject({ text: "bar" });
    expect(await move(172, 150)).toMatchObject({ text: "0" });
  });

  test("does not find points that are clipped away", async () => {
    const scale = { domain: [0, 250], nice: false };
    const spec = pointsSpec([
      [100, 100],
      [252, 100],
    ]);
    const { move } = await open(renderer, {
      ...spec,
      width: 250,
      mark: { ...spec.mark, clip: true },
      encoding: { ...spec.encoding, x: { field: "x", type: "quantitative", scale } },
    });
    expect(await move(100, 100)).toMatchObject({ text: "0" });
    expect(await move(245, 100)).toBeUndefined();
  });

  test("pins on a click, keeps what is pinned while the pointer passes others, and unpins on Escape, elsewhere and by its button", async () => {
    const { page, move, at } = await open(renderer);
    const click = async (x: number, y: number) => {
      const place = await at(x, y);
      await page.mouse.click(place.x, place.y);
      return readCard(page);
    };
    expect(await click(105, 100)).toMatchObject({ text: "0", role: "dialog", pinned: true });
    expect(await page.getByRole("dialog", { name: "Row 0" }).count()).toBe(1);
    expect(await move(300, 200)).toMatchObject({ text: "0", pinned: true });
    expect(await focused(page)).toContain("ndpeek-tooltip");
    await page.keyboard.press("Escape");
    expect(await readCard(page)).toBeUndefined();
    expect(await focused(page)).toContain("ndpeek-watched");
    expect(await move(299, 200)).toMatchObject({ text: "3", role: "tooltip", pinned: false });

    await click(300, 200);
    expect(await click(150, 207)).toMatchObject({ text: "2", pinned: true });
    expect(await click(20, 290)).toBeUndefined();
    await click(150, 200);
    await page.getByRole("button", { name: "Close" }).click();
    expect(await readCard(page)).toBeUndefined();
    expect(await focused(page)).toContain("ndpeek-watched");
  });

  test("does not take the end of a drag for a click", async () => {
    const { page, at } = await open(renderer);
    const [from, to] = [await at(120, 100), await at(100, 100)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    expect(await readCard(page)).toMatchObject({ text: "0", pinned: false });
  });

  test("shows and pins on a tap, within a finger's reach, and unpins on a tap beside", async () => {
    const { page, at } = await open(renderer, pointsSpec(PLACES), { hasTouch: true });
    const tap = async (x: number, y: number) => {
      const place = await at(x, y);
      await page.touchscreen.tap(place.x, place.y);
      return readCard(page);
    };
    expect(await tap(100, 100)).toMatchObject({ text: "0", pinned: true, alts: ["First of row 0", "Second of row 0"] });
    expect(await tap(216, 106)).toMatchObject({ text: "1", pinned: true });
    expect(await tap(20, 290)).toBeUndefined();
  });

  test("goes from point to point by arrow keys, with a ring round the point, and says each", async () => {
    const { page, noise } = await open(renderer);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toContain("ndpeek-watched");
    const press = async (key: string) => {
      await page.keyboard.press(key);
      const card = await readCard(page);
      const live = await page.getByRole("status").textContent();
      if (card) expect(live).toBe(`Row ${card.text}`);
      return card?.text;
    };
    const steps = [
      "ArrowRight",
      "ArrowRight",
      "ArrowDown",
      "ArrowLeft",
      "ArrowLeft",
      "Home",
      "End",
      "PageUp",
      "PageDown",
      "PageDown",
    ];
    const way: unknown[] = [];
    for (const step of steps) way.push(await press(step));
    expect(way).toEqual(["0", "1", "2", "2", "2", "0", "3", "2", "3", "3"]);
    const ring = (await page.locator(".ndpeek-tooltip-marker").boundingBox())!;
    const place = await inWindow(page, 300, 200);
    expect(Math.hypot(ring.x + ring.width / 2 - place.x, ring.y + ring.height / 2 - place.y)).toBeLessThan(1.5);
    await page.keyboard.press("Enter");
    expect(await readCard(page)).toMatchObject({ text: "3", role: "dialog" });
    await page.keyboard.press("Escape");
    expect(await focused(page)).toContain("ndpeek-watched");
    expect(await press("ArrowLeft")).toBe("2");
    await page.keyboard.press("Tab");
    expect(await readCard(page)).toBeUndefined();
    expect(noise).toEqual([]);
  });

  test("says the number of the row first by the marks' data, whatever the chart calls its fields", async () => {
    const spec = pointsSpec(PLACES);
    const tooltip = [
      { field: "y", type: "quantitative", title: "Row" },
      { field: "row", type: "quantitative", title: "Zeile" },
      { field: "x", type: "quantitative", title: "Place" },
    ];
    const { page } = await open(renderer, { ...spec, encoding: { ...spec.encoding, tooltip } });
    await page.locator(".ndpeek-watched").focus();
    await page.keyboard.press("End");
    expect(await page.getByRole("status").textContent()).toBe("Zeile 3, Row 200, Place 300");
    await page.keyboard.press("Enter");
    expect(await page.getByRole("dialog", { name: "Zeile 3, Row 200, Place 300" }).count()).toBe(1);
  });

  test("scrolls to the point that a key leads to, and keeps card and ring with it", async () => {
    const { page } = await open(renderer, pointsSpec(PLACES), { viewport: { width: 600, height: 150 } });
    await page.locator(".ndpeek-watched").focus();
    for (const key of ["Home", "End"]) {
      await page.keyboard.press(key);
      await page.waitForTimeout(100);
      const ring = (await page.locator(".ndpeek-tooltip-marker").boundingBox())!;
      const place = key === "Home" ? await inWindow(page, 100, 100) : await inWindow(page, 300, 200);
      expect(place.y > 0 && place.y < 150).toBe(true);
      expect(Math.hypot(ring.x + ring.width / 2 - place.x, ring.y + ring.height / 2 - place.y)).toBeLessThan(1.5);
    }
  });

  test("reaches points that lie on one another by keys", async () => {
    const { page } = await open(renderer, pointsSpec(Array.from({ length: 4 }, () => [150, 150] as const)));
    await page.locator(".ndpeek-watched").focus();
    const way: unknown[] = [];
    for (const key of ["Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"]) {
      await page.keyboard.press(key);
      way.push((await readCard(page))!.text);
    }
    expect(way).toEqual(["0", "1", "2", "3", "2"]);
  });

  test("finds points where a later run of the chart has put them", async () => {
    const { page, move } = await open(renderer);
    expect(await move(106, 100)).toMatchObject({ text: "0" });
    await page.evaluate(async () => void (await window.chart.result.view.width(200).runAsync()));
    expect(await move(106, 108)).toMatchObject({ text: "1" });
  });

  test("works inside a shadow tree, its card there too", async () => {
    const { page, at } = await open(renderer);
    await page.evaluate(async () => {
      window.chart.tooltip.finalize();
      const root = document.getElementById("chart")!.attachShadow({ mode: "open" });
      const host = document.createElement("div");
      root.append(...[...document.querySelectorAll("style")].map((style) => style.cloneNode(true)), host);
      const tooltip = ndpeek.tooltipHandler({ root });
      const spec = window.chart.result.spec as VisualizationSpec;
      const result = await ndpeek.embed(host, spec, { actions: false, tooltip: tooltip.handler });
      window.chart = { tooltip, result, unwatch: tooltip.watch(result.view) };
    });
    const place = await at(100, 100);
    await page.mouse.click(place.x + 4, place.y);
    const card = page.getByRole("dialog", { name: "Row 0" });
    await card.getByRole("button", { name: "Copy" }).click();
    expect(await card.isVisible()).toBe(true);
    await card.getByRole("button", { name: "Close" }).click();
    expect(await card.count()).toBe(0);
  });

  test("gives its container back as it was when it is unwatched or the tooltip finalized", async () => {
    const { page, move } = await open(renderer);
    const look = () =>
      page.evaluate(() => {
        const { tabIndex, className } = window.chart.result.view.container()!;
        const label = window.chart.result.view.container()!.getAttribute("aria-keyshortcuts");
        return { tabIndex, className, label };
      });
    expect(await look()).toMatchObject({ tabIndex: 0, className: expect.stringContaining("ndpeek-watched") });
    await move(100, 100);
    await page.evaluate(() => window.chart.unwatch());
    expect(await look()).toEqual({ tabIndex: -1, className: "vega-embed", label: null });
    expect(await readCard(page)).toBeUndefined();
    expect(await move(212, 100)).toBeUndefined();
    expect(await move(200, 100)).toMatchObject({ text: "1" });
    await page.evaluate(() => window.chart.tooltip.watch(window.chart.result.view));
    await page.evaluate(() => window.chart.tooltip.finalize());
    expect(await look()).toEqual({ tabIndex: -1, className: "vega-embed", label: null });
    expect(await page.locator("[class*=ndpeek]").count()).toBe(0);
  });
});
