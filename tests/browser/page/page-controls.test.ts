import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stackedBars } from "../../../src/charts/bars.ts";
import { niceEnd } from "../../../src/charts/nice-end.ts";
import { type BlobOptions, type BlobSet, generateBlobs } from "../../../src/index.ts";
import { outlineAbove } from "../../../src/pictures/mask-outline.ts";
import type { WatchedPage } from "../fixtures/chromium.ts";
import {
  captionsOf,
  chartTexts,
  expectPeeks,
  fill,
  generate,
  meansOf,
  openPageStage,
  type PageStage,
  readCaptions,
  readPoints,
  sortedByArea,
  textOf,
  twoFrames,
  typeThreshold,
  waitForAreas,
  waitForRun,
} from "../fixtures/page-stage.ts";
import { areasAt, huesIn, type PeekPoint, type PeekShown, sampleAlone } from "../fixtures/peek-points.ts";
import { hover, textsCutOff } from "../fixtures/points.ts";

let stage: PageStage;
let shared: WatchedPage;
let set: BlobSet;

beforeAll(async () => {
  stage = await openPageStage();
  [shared, set] = await Promise.all([stage.openShared(), generateBlobs()]);
});

afterAll(() => stage?.close());

const choose = async (page: Page, name: string, value: string) => {
  await page.locator(`#${name}`).selectOption(value);
  await twoFrames(page);
};

/** Chart, images and figures are those of the library's set. */
async function expectSet(page: Page, options: BlobOptions, shown: PeekShown): Promise<void> {
  const wanted = await generateBlobs(options);
  await expectPeeks(page, wanted, shown, 4);
  expect(await textOf(page, "areas")).toBe(meansOf(wanted, shown.threshold));
  const sorted = sortedByArea(wanted, Array(wanted.length).keys());
  expect(await readCaptions(page, 4)).toEqual(captionsOf(wanted, sorted.slice(0, 4)));
}

/** Colours of the chart's canvas under points, and beside them. */
const readPixels = (page: Page, places: readonly { x: number; y: number }[]): Promise<number[][]> =>
  page.$eval(
    ".ndpeek-points",
    (canvas: HTMLCanvasElement, places) => {
      const { left, top } = canvas.getBoundingClientRect();
      const { width, height } = canvas;
      const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d", {
        willReadFrequently: true,
      })!;
      context.drawImage(canvas, 0, 0);
      return places.map(({ x, y }) => [...context.getImageData(x - left, y - top, 1, 1).data]);
    },
    places,
  );

/** The colours that a custom property lists, as red, green, blue, alpha. */
const readColors = (page: Page, property: string): Promise<number[][]> =>
  page.evaluate((property) => {
    const colors = getComputedStyle(document.documentElement).getPropertyValue(property).trim().split(" ");
    return colors.map((color) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)).concat(255));
  }, property);

async function expectColors(page: Page, points: readonly PeekPoint[], property: string): Promise<number[][]> {
  const sample = sampleAlone(points, 30);
  const colors = await readColors(page, property);
  expect(await readPixels(page, sample)).toEqual(sample.map(({ hue }) => colors[hue]));
  return colors;
}

describe("each field of the data set changes what it says", () => {
  test.each<[string, Record<string, string>, BlobOptions]>([
    ["rows, and a seed that is a list", { rows: "60", seed: "1,99999999999" }, { rows: 60, seed: [1, 99999999999] }],
    ["a seed that is a text", { rows: "50", seed: "vega" }, { rows: 50, seed: "vega" }],
    ["a seed that is a number", { rows: "50", seed: "7" }, { rows: 50, seed: 7 }],
    ["the width", { rows: "50", "image-width": "24" }, { rows: 50, width: 24 }],
    ["volumes", { rows: "30", "image-width": "20", dims: "3" }, { rows: 30, width: 20, dims: 3 }],
    ["circles' sizes", { rows: "50", "circle-sizes": "0.2,0.01" }, { rows: 50, circle: { sizes: [0.2, 0.01] } }],
    ["squares' sizes", { rows: "50", "square-sizes": "0.7" }, { rows: 50, square: { sizes: [0.7] } }],
    ["the noise's mean", { rows: "50", "square-mean": "0.5" }, { rows: 50, square: { mean: 0.5 } }],
    ["groups", { rows: "50", groups: "left,right" }, { rows: 50, groups: ["left", "right"] }],
    ["the stream", { rows: "50", stream: "spawn" }, { rows: 50, stream: "spawn" }],
    ["the threshold", { rows: "50", threshold: "0.25" }, { rows: 50, threshold: 0.25 }],
  ])("%s", async (_, fields, options) => {
    const { page, noise } = shared;
    // Without a load: the address alone gives the form its defaults back.
    await page.evaluate(() => (location.hash = "#rows=10"));
    await waitForRun(page, 10);
    await fill(page, fields);
    await generate(page);
    await expectSet(page, options, { kind: "repeat" });
    const texts = await chartTexts(page);
    for (const group of options.groups ?? ["a", "b", "c"]) expect(texts.filter((text) => text === group)).toHaveLength(2);
    expect(texts).toContain(`Area: share of ${options.dims === 3 ? "voxels" : "pixels"} > ${options.threshold ?? 0.4}`);
    expect(noise).toEqual([]);
  });
});

test.each(["3", "4"])("volumes of width %s are no colours in the large view, under any colours", async (width) => {
  const { page, noise } = await stage.open(`#rows=12&image-width=${width}&dims=3`);
  await fill(page, { cmap: "viridis" });
  await page.locator(".ndpeek-gallery [role=option]").first().click();
  await page.locator(".ndpeek-large-title").waitFor();
  const voxels = Number(width) ** 3;
  for (const said of await page.locator(".ndpeek-large-figures").allInnerTexts()) expect(said).toContain(`of ${voxels}`);
  expect(await page.locator(".ndpeek-large-note").first().innerText()).toContain(`along the depth of ${width}`);
  expect(noise).toEqual([]);
});

describe("the threshold", () => {
  test("moves points, figures and words while the slider is dragged, then axes and images", async () => {
    const { page, noise } = await stage.open();
    const slider = (await page.locator("#threshold-slider").boundingBox())!;
    const y = slider.y + slider.height / 2;
    await page.mouse.move(slider.x + slider.width * 0.4, y);
    await page.mouse.down();
    for (const share of [0.5, 0.62, 0.3]) {
      await page.mouse.move(slider.x + slider.width * share, y, { steps: 4 });
      const threshold = Number(await page.locator("#threshold").inputValue());
      expect(Math.abs(threshold - share)).toBeLessThan(0.03);
      await waitForAreas(page, set, threshold);
      await twoFrames(page);
      expect(await chartTexts(page)).toContain(`Area: share of pixels > ${threshold}`);
    }
    await page.mouse.up();
    const threshold = Number(await page.locator("#threshold").inputValue());
    await twoFrames(page);
    await expectPeeks(page, set, { kind: "repeat", threshold, spreadAt: 0.4 });
    expect(new URL(page.url()).hash).toBe(`#threshold=${threshold}`);
    const [largest] = sortedByArea(set, Array(set.length).keys(), 0, threshold);
    const outline = outlineAbove(set.image(largest!, "image1"), 96, 96, threshold);
    const first = page.locator('.ndpeek-gallery [aria-posinset="1"]');
    expect(await readCaptions(page, 1)).toEqual(captionsOf(set, [largest!], 0, threshold));
    expect(await first.locator("path").first().getAttribute("d")).toBe(outline);
    expect(noise).toEqual([]);
  });

  test("is any number that is typed, and a step of the slider's by key", async () => {
    const { page, noise } = await stage.open();
    await typeThreshold(page, set, 0.123456);
    expect(await page.locator("#threshold-slider").inputValue()).toBe("0.125");
    await expectPeeks(page, set, { kind: "repeat", threshold: 0.123456, spreadAt: 0.4 }, 3);
    await page.locator("#threshold-slider").press("ArrowRight");
    await waitForAreas(page, set, 0.13);
    await typeThreshold(page, set, 0.95);
    await expectPeeks(page, set, { kind: "repeat", threshold: 0.95, spreadAt: 0.4 }, 3);
    await typeThreshold(page, set, -1);
    expect(await textOf(page, "areas")).toBe("Mean area: Image 1 (circle) 1.0000 · Image 2 (square) 1.0000");
    expect(noise).toEqual([]);
  });
});

describe("the chart", () => {
  test.each(["strip", "scatter", "histogram", "dropdown", "repeat"] as const)("%s has its axes and points", async (kind) => {
    const { page, noise } = await stage.open("", { reducedMotion: "no-preference" });
    if (kind !== "repeat") await choose(page, "chart", kind);
    // Points take their time.
    await page.waitForTimeout(600);
    const texts = await chartTexts(page);
    const title = {
      strip: "Area of blobs",
      scatter: "Blob areas, image by image",
      histogram: "Distribution of blob areas",
      repeat: "Comparison of blob areas",
      dropdown: "Area of blobs",
    }[kind];
    expect(texts).toContain(title);
    expect(texts).toContain("Area: share of pixels > 0.4");
    expect(texts.filter((text) => /^0\.\d\d$/.test(text)).length).toBeGreaterThan(5);
    for (const group of ["a", "b", "c"]) expect(texts).toContain(group);
    expect(texts).toEqual(
      expect.arrayContaining(
        kind === "scatter" || kind === "repeat" ? ["Image 1 (circle)", "Image 2 (square)"] : ["Image 1 (circle)"],
      ),
    );
    expect(await textsCutOff(page, ".ndpeek-frame")).toEqual([]);
    const points = await expectPeeks(page, set, { kind }, 12);
    await page.mouse.move(2, 2);
    await expectColors(page, points, "--ndpeek-categories");
    expect(new URL(page.url()).hash).toBe(kind === "repeat" ? "" : `#chart=${kind}`);
    if (kind !== "scatter" && kind !== "repeat") {
      await choose(page, "metric", "image2");
      await page.waitForTimeout(600);
      expect(await chartTexts(page)).toContain("Image 2 (square)");
      await expectPeeks(page, set, { kind, metric: 1 }, 6);
      expect(await readCaptions(page, 3)).toEqual(captionsOf(set, sortedByArea(set, Array(200).keys(), 1).slice(0, 3), 1));
    }
    if (kind === "histogram") await expectBars(page);
    expect(noise).toEqual([]);
  });
});

/** The bars are as high as rows have these areas. */
async function expectBars(page: Page): Promise<void> {
  const heights = await page
    .locator(".ndpeek-frame .role-mark.mark-rect path")
    .evaluateAll((paths) => paths.map((path) => path.getBoundingClientRect().height));
  const [, areas] = areasAt(set);
  const end = niceEnd(Math.max(...areasAt(set).flatMap((list) => [...list])));
  const counts = stackedBars(areas!, huesIn(set), ["a", "b", "c"], end).bars.map(({ rows }) => rows);
  const row = heights.reduce((a, b) => a + b, 0) / set.length;
  const falling = (values: readonly number[]): number[] => values.toSorted((a, b) => b - a);
  expect(falling(heights.filter((height) => height > 0).map((height) => Math.round(height / row)))).toEqual(falling(counts));
}

describe("colours", () => {
  test("points have those of the scheme, in light and in dark", async () => {
    const { page, noise } = await stage.open();
    const points = await readPoints(page, set, { kind: "repeat" });
    const seen: string[] = [];
    for (const theme of ["light", "dark", "auto"]) {
      await choose(page, "theme", theme);
      for (const [scheme, property] of [
        ["safe", "--ndpeek-safe"],
        ["grey", "--ndpeek-greys"],
        ["ndpeek", "--ndpeek-categories"],
      ] as const) {
        await choose(page, "scheme", scheme);
        seen.push((await expectColors(page, points, property)).join(" "));
      }
    }
    expect(new Set(seen).size).toBe(6);
    expect(seen.slice(0, 3)).toEqual(seen.slice(6));
    expect(noise).toEqual([]);
  });

  test("the theme is the system's until one is chosen", async () => {
    const { page } = await stage.open("", { colorScheme: "dark" });
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    await choose(page, "theme", "light");
    const light = await background();
    expect([light, dark]).toEqual(["rgb(251, 250, 248)", "rgb(21, 24, 28)"]);
    const title = page.locator(".ndpeek-frame .role-title text").first();
    const onLight = await title.getAttribute("fill");
    await choose(page, "theme", "auto");
    expect(await background()).toBe(dark);
    expect(await title.getAttribute("fill")).not.toBe(onLight);
  });

  test("images have those of the map, from its first to its last", async () => {
    const { page, noise } = await stage.open("#chart=strip");
    const [point] = sampleAlone(await readPoints(page, set, { kind: "strip" }), 1);
    const ends = {
      gray: ["0,0,0", "255,255,255"],
      viridis: ["68,1,84", "253,231,36"],
      magma: ["0,0,3", "251,252,191"],
      cividis: ["0,34,77", "253,231,55"],
    };
    const { data } = set.image(point!.row, "image1");
    const [low, high] = [data.indexOf(Math.min(...data)), data.indexOf(1)];
    for (const [cmap, wanted] of Object.entries(ends)) {
      await choose(page, "cmap", cmap);
      await page.mouse.move(2, 2);
      const { src } = await hover(page, point!);
      const png = PNG.sync.read(Buffer.from(src.split(",")[1]!, "base64"));
      const color = (pixel: number) => [...png.data.subarray(4 * pixel, 4 * pixel + 3)].join();
      expect([color(low), color(high)]).toEqual(wanted);
      const thumbnail = page.locator('.ndpeek-gallery [aria-posinset="1"] img');
      await page.waitForFunction((wanted) => {
        const image = document.querySelector<HTMLImageElement>('.ndpeek-gallery [aria-posinset="1"] img')!;
        if (!image.complete || image.naturalWidth !== 96) return false;
        const context = Object.assign(document.createElement("canvas"), { width: 96, height: 96 }).getContext("2d")!;
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, 96, 96);
        for (let at = 0; at < data.length; at += 4) if ([data[at], data[at + 1], data[at + 2]].join() === wanted) return true;
        return false;
      }, wanted[1]);
      expect(await thumbnail.count()).toBe(1);
    }
    expect(noise).toEqual([]);
  });
});
