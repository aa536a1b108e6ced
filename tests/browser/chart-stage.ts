import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type embed from "vega-embed";
import type { Result, VisualizationSpec } from "vega-embed";
import { encodePng } from "../../src/index.ts";
import type { tooltipHandler as makeTooltip, Tooltip, TooltipOptions } from "../../web/tooltip.ts";
import { bundle } from "./bundle.ts";
import { watchedPage } from "./chromium.ts";

declare const ndpeek: { tooltipHandler: typeof makeTooltip; embed: typeof embed };

declare global {
  interface Window {
    chart: { tooltip: Tooltip; unwatch: () => void; result: Result };
  }
}

export type Renderer = "svg" | "canvas";
export const RENDERERS = ["svg", "canvas"] as const satisfies readonly Renderer[];

export const pngUri = (width: number, height: number, shade = 0): string => {
  const image = { data: new Uint8Array(width * height).fill(shade), shape: [height, width] };
  return `data:image/png;base64,${Buffer.from(encodePng(image)).toString("base64")}`;
};

const DOOR =
  'export { tooltipHandler } from "./tooltip.ts"; export { default as embed } from "vega-embed"; import "./tooltip.css";';
let built: ReturnType<typeof bundle> | undefined;

/** A page with the door's script and style, as on any site: no style of ours beside them. */
export async function openStage(browser: Browser, options: BrowserContextOptions = {}) {
  built ??= bundle(DOOR);
  const { script, style } = await built;
  const watched = await watchedPage(browser, options);
  await watched.page.setContent('<!doctype html><body><div id="chart"></div></body>');
  await watched.page.addStyleTag({ content: style });
  await watched.page.addScriptTag({ content: script });
  return watched;
}

/** Draws the spec with vega-embed, as a user of the door would, and watches its view. Each row's pictures are `pictures`. */
export async function drawOn(
  page: Page,
  spec: object,
  renderer: Renderer,
  pictures?: readonly { uri: string; width: number; height: number; label?: string; outline?: string }[],
  options: Omit<TooltipOptions, "root" | "pictures" | "provider" | "read"> = {},
): Promise<void> {
  await page.evaluate(
    async ({ spec, renderer, pictures, options }) => {
      const tooltip = ndpeek.tooltipHandler({ ...options, ...(pictures && { pictures: () => pictures }) });
      const result = await ndpeek.embed("#chart", spec as VisualizationSpec, {
        renderer,
        actions: false,
        tooltip: tooltip.handler,
      });
      window.chart = { tooltip, result, unwatch: tooltip.watch(result.view) };
    },
    { spec, renderer, pictures, options },
  );
}

/** Where a place of the view, in its own coordinates, is in the window. */
export const inWindow = (page: Page, x: number, y: number): Promise<{ x: number; y: number }> =>
  page.evaluate(
    ([x, y]) => {
      const { view } = window.chart.result;
      const drawing = [...view.container()!.children].find((child) => child.matches("svg, canvas"))!;
      const { left, top, width } = drawing.getBoundingClientRect();
      const [originX, originY] = view.origin();
      const { left: padX, top: padY } = view.padding() as { left: number; top: number };
      const drawn =
        drawing instanceof HTMLCanvasElement ? drawing.width / devicePixelRatio : Number(drawing.getAttribute("width"));
      const scale = width / drawn;
      return { x: left + (x + originX + padX) * scale, y: top + (y + originY + padY) * scale };
    },
    [x, y] as const,
  );

/** What the card says, or nothing where it is hidden. */
export const readCard = (page: Page) =>
  page.evaluate(() => {
    const card = document.querySelector<HTMLElement>(".ndpeek-tooltip")!;
    if (card.hidden) return undefined;
    const { left, top, right, bottom } = card.getBoundingClientRect();
    return {
      text: [...card.querySelectorAll("dd")].map((value) => value.textContent).join(" "),
      notes: [...card.querySelectorAll(".ndpeek-tooltip-note")].map((note) => note.textContent),
      labels: [...card.querySelectorAll("figcaption")].map((label) => label.textContent),
      alts: [...card.querySelectorAll("img")].map(({ alt }) => alt),
      outlines: card.querySelectorAll("svg:not([hidden]) path").length,
      role: card.getAttribute("role"),
      pinned: getComputedStyle(card).pointerEvents === "auto",
      box: { left, top, right, bottom },
    };
  });

const SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";

/** Points at places of the plane, in pixels; each names its row, and its image by reference. */
export const pointsSpec = (
  places: readonly (readonly [x: number, y: number])[],
  more: object = {},
  image = "'ndpeek:rows/' + datum.row",
) => ({
  $schema: SCHEMA,
  width: 400,
  height: 300,
  data: { values: places.map(([x, y], row) => ({ x, y, row })) },
  transform: [{ calculate: image, as: "image" }],
  mark: { type: "circle", size: 36, opacity: 1 },
  encoding: {
    x: { field: "x", type: "quantitative", scale: { domain: [0, 400], nice: false } },
    y: { field: "y", type: "quantitative", scale: { domain: [300, 0], nice: false } },
    tooltip: [
      { field: "image", type: "nominal" },
      { field: "row", type: "quantitative", title: "Row" },
    ],
  },
  ...more,
});
