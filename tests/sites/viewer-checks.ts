import type { Locator, Page } from "playwright-core";
import { PNG } from "pngjs";
import { expect } from "vitest";
import type { BlobSet } from "../../src/index.ts";
import { type Box, fieldsOf, type PeekPoint, type PeekShown, pointsIn, sampleAlone } from "../browser/fixtures/peek-points.ts";

const PATIENCE = { timeout: 15_000 };

/** The first viewer of a page, or another. */
export const viewerOf = (page: Page, index = 0): Locator => page.locator("ndpeek-viewer").nth(index);

const frameOf = (viewer: Locator): Locator => viewer.locator(".ndpeek-frame:not(.ndpeek-frame-drawing)");

/** For each axis what Vega has drawn of it. */
const readAxes = (viewer: Locator) =>
  frameOf(viewer)
    .locator("svg")
    .evaluate((svg) =>
      [...svg.querySelectorAll(".role-axis")].map((axis) => ({
        title: [...axis.querySelectorAll(".role-axis-title text")].map((text) => text.textContent).join(" "),
        labels: [...axis.querySelectorAll(".role-axis-label text")].map((text) => text.textContent ?? ""),
        ticks: axis.querySelectorAll(".role-axis-tick line").length,
        lines: axis.querySelectorAll(".role-axis-grid line").length,
      })),
    );

const readPlot = (viewer: Locator): Promise<Box> =>
  frameOf(viewer).evaluate((frame) => {
    const { left, top, width, height } = frame.querySelector("path.background")!.getBoundingClientRect();
    // Vega draws the border on whole pixels: half a pixel beside the plot.
    return { left: left - 0.5, top: top - 0.5, width, height };
  });

/** How many of the points have ink at their middle, and the share of the canvas that has some. */
const readInk = (viewer: Locator, points: readonly PeekPoint[]) =>
  viewer.locator("canvas.ndpeek-points").evaluate(
    (canvas: HTMLCanvasElement, places) => {
      // Of a copy: reading makes a canvas slow, and the browser says so.
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true })!;
      copy.drawImage(canvas, 0, 0);
      const { data, width } = copy.getImageData(0, 0, canvas.width, canvas.height);
      const box = canvas.getBoundingClientRect();
      const alpha = (x: number, y: number) => {
        const column = Math.round(((x - box.left) / box.width) * canvas.width);
        return data[4 * (Math.round(((y - box.top) / box.height) * canvas.height) * width + column) + 3]!;
      };
      let inked = 0;
      for (let at = 3; at < data.length; at += 4) if (data[at]! > 0) inked++;
      return { points: places.filter(([x, y]) => alpha(x, y) > 0).length, share: (4 * inked) / data.length };
    },
    points.map(({ x, y }) => [x, y] as const),
  );

/** What the card says, the pixels of its first picture as the browser has decoded them, and whether that is seen whole. */
async function readCard(viewer: Locator) {
  const card = viewer.locator(".ndpeek-tooltip:not([hidden])").filter({ has: viewer.page().locator("img") });
  return card.evaluate(async (card) => {
    const picture = card.querySelector("img")!;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.naturalWidth;
    canvas.height = picture.naturalHeight;
    const context = canvas.getContext("2d")!;
    context.drawImage(picture, 0, 0);
    const fields = [...card.querySelectorAll("dt")].map((name) => [name.textContent, name.nextElementSibling!.textContent]);
    const { left, top, right, bottom } = picture.getBoundingClientRect();
    return {
      fields: Object.fromEntries(fields) as Record<string, string>,
      pixels: [...context.getImageData(0, 0, canvas.width, canvas.height).data],
      inWindow: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && right - left >= 90,
    };
  });
}

/** Points at a place: a card comes with these fields, and a picture of the pixels that a second decoder reads from the data URI. */
export async function expectCard(
  viewer: Locator,
  { x, y }: { readonly x: number; readonly y: number },
  expected: { readonly fields: Readonly<Record<string, string>>; readonly uri: string },
): Promise<void> {
  const { data } = PNG.sync.read(Buffer.from(expected.uri.slice(expected.uri.indexOf(",") + 1), "base64"));
  await viewer.page().mouse.move(x, y);
  const read = async () => {
    const { fields, pixels, inWindow } = await readCard(viewer);
    return { fields, isPicture: data.equals(Uint8Array.from(pixels)), inWindow };
  };
  await expect.poll(read, PATIENCE).toEqual({ fields: expected.fields, isPicture: true, inWindow: true });
}

/** Whether a label stands for its place among the others, which go up by one step from 0. */
const isStep = (label: string, i: number, labels: readonly string[]): boolean => {
  const step = Number(labels[1]) - Number(labels[0]);
  return step > 0 && Math.abs(Number(label) - i * step) < 1e-9;
};

/** Axes of numbers have a label, a tick and a line for each step from 0 on; that of the groups has their names. */
async function expectAxes(viewer: Locator, set: BlobSet, kind: "strip" | "scatter"): Promise<void> {
  const axes = await readAxes(viewer);
  const [grids, named] = [axes.filter(({ lines }) => lines > 0), axes.filter(({ labels }) => labels.length > 0)];
  const numbered = named.filter(({ ticks }) => ticks > 0);
  expect(numbered).toHaveLength(kind === "strip" ? 1 : 2);
  for (const { labels, ticks } of numbered) {
    expect(labels.length).toBeGreaterThanOrEqual(5);
    expect(labels.filter(isStep)).toEqual(labels);
    expect(ticks).toBe(labels.length);
  }
  expect(grids.map(({ lines }) => lines).sort()).toEqual(numbered.map(({ ticks }) => ticks).sort());
  const titles = named.map(({ title }) => title).sort();
  if (kind === "strip") {
    expect(titles).toEqual(["Area: share of pixels > 0.4", "Group"]);
    expect(named.find(({ title }) => title === "Group")!.labels).toEqual([...set.options.groups]);
  } else {
    expect(titles).toEqual(["Image 1 (circle)", "Image 2 (square)"]);
  }
}

/** The chart is there, whole: axes, every point, and the library's images behind those that are pointed at. */
export async function expectChart(viewer: Locator, set: BlobSet, kind: "strip" | "scatter" = "strip", peeks = 3): Promise<void> {
  await viewer.locator("canvas.ndpeek-points").waitFor();
  await viewer.scrollIntoViewIfNeeded();
  await expect.poll(() => viewer.locator("[part=still]").isVisible(), PATIENCE).toBe(false);
  await expectAxes(viewer, set, kind);
  const shown: PeekShown = { kind };
  const readPoints = async () => pointsIn(await readPlot(viewer), set, shown);
  await expect.poll(async () => (await readInk(viewer, await readPoints())).points, PATIENCE).toBe(set.length);
  const { share } = await readInk(viewer, await readPoints());
  expect(share).toBeGreaterThan(0.01);
  expect(share).toBeLessThan(0.25);
  const sample = sampleAlone(await readPoints(), peeks);
  expect(sample).toHaveLength(peeks);
  for (const point of sample) {
    await expectCard(viewer, point, {
      fields: fieldsOf(set, point),
      uri: set.dataUri(point.row, { which: "image1", labels: false }),
    });
  }
  await viewer.page().mouse.move(1, 1);
}

/** WCAG 2.2, relative luminance. */
function luminance(bytes: readonly number[]): number {
  const [r, g, b] = bytes.map((byte) => (byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Of what getComputedStyle says. */
function lightnessOf(colour: string): number {
  const bytes = colour.match(/[\d.]+/g)!.map(Number);
  return luminance(bytes.slice(0, 3));
}

function look(lights: readonly number[]): "dark" | "light" | "neither" {
  if (lights.length > 0 && lights.every((light) => light < 0.2)) return "dark";
  return lights.length > 0 && lights.every((light) => light > 0.3) ? "light" : "neither";
}

/** How light the page is beside a viewer. */
async function readBeside(viewer: Locator): Promise<number> {
  const { x, y } = (await viewer.boundingBox())!;
  const shot = await viewer.page().screenshot({ clip: { x: x - 4, y: y + 40, width: 2, height: 2 } });
  return luminance([...PNG.sync.read(shot).data.subarray(0, 3)]);
}

/** Waits for a chart in light or dark colours: those of the page beside it, of its ground, and of its axes' words. */
export async function expectColours(viewer: Locator, theme: "light" | "dark"): Promise<void> {
  const read = async () => {
    const ground = await viewer.locator("[part=viewer]").evaluate((part) => getComputedStyle(part).backgroundColor);
    const words = await frameOf(viewer)
      .locator(".role-axis-label text")
      .evaluateAll((texts) => texts.map((text) => getComputedStyle(text).fill));
    const beside = await readBeside(viewer);
    return { page: look([beside]), ground: look([lightnessOf(ground)]), words: look(words.map(lightnessOf)) };
  };
  await expect.poll(read, PATIENCE).toEqual({ page: theme, ground: theme, words: theme === "dark" ? "light" : "dark" });
}
