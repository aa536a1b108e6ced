import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BlobOptions, type BlobSet, generateBlobs } from "../../../src/index.ts";
import type { NdpeekViewer } from "../../../web/element/ndpeek-viewer.ts";
import {
  type ElementStage,
  messageOf,
  openElementStage,
  setAttributes,
  toldOf,
  waitForErrors,
  waitForReady,
} from "../fixtures/element-stage.ts";
import { chartTexts, expectPeeks, meansOf, readPoints } from "../fixtures/page-stage.ts";
import { sampleAlone } from "../fixtures/peek-points.ts";
import { hover } from "../fixtures/points.ts";

let stage: ElementStage;
let set: BlobSet;

beforeAll(async () => {
  [stage, set] = await Promise.all([openElementStage(), generateBlobs()]);
});

afterAll(() => stage?.close());

type Attributes = Readonly<Record<string, string>>;

/** Each attribute of the data set with the options that the library is given for it. */
const DATA: readonly (readonly [Attributes, BlobOptions])[] = [
  [{ rows: "33" }, { rows: 33 }],
  [
    { rows: "40", seed: "12345678901234567890" },
    { rows: 40, seed: 12345678901234567890n },
  ],
  [
    { rows: "40", seed: "1,2" },
    { rows: 40, seed: [1, 2] },
  ],
  [
    { rows: "40", "image-width": "31" },
    { rows: 40, width: 31 },
  ],
  [
    { rows: "20", "image-width": "12", dims: "3" },
    { rows: 20, width: 12, dims: 3 },
  ],
  [
    { rows: "40", threshold: "0.25" },
    { rows: 40, threshold: 0.25 },
  ],
  [
    { rows: "40", groups: "control,<b>,treated" },
    { rows: 40, groups: ["control", "<b>", "treated"] },
  ],
  [
    { rows: "40", "circle-sizes": "0.3" },
    { rows: 40, circle: { sizes: [0.3] } },
  ],
  [
    { rows: "40", "square-sizes": "0.1,0.9" },
    { rows: 40, square: { sizes: [0.1, 0.9] } },
  ],
  [
    { rows: "40", "square-mean": "1.5" },
    { rows: 40, square: { mean: 1.5 } },
  ],
  [
    { rows: "40", stream: "spawn" },
    { rows: 40, stream: "spawn" },
  ],
];

const asHtml = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value.replaceAll("<", "&lt;")}"`)
    .join("");

/** The rows that a viewer shows, with an image. */
const readSet = (page: Page, viewer: string) =>
  page.$eval(viewer, (element) => {
    const { columns, dataUri, length } = (element as NdpeekViewer).set!;
    const { group, image1_area, image2_area } = columns;
    const picture = (element as NdpeekViewer).set!.dataUri(length - 1);
    return { group: [...group], image1: [...image1_area], image2: [...image2_area], picture, isCallable: typeof dataUri };
  });

async function expectSet(page: Page, viewer: string, options: BlobOptions): Promise<void> {
  const wanted = await generateBlobs(options);
  expect(await readSet(page, viewer)).toEqual({
    group: [...wanted.columns.group],
    image1: [...wanted.columns.image1_area],
    image2: [...wanted.columns.image2_area],
    picture: wanted.dataUri(wanted.length - 1),
    isCallable: "function",
  });
  wanted.close();
}

describe("attributes of the data set", () => {
  test("give the library's rows and images from the start", async () => {
    const viewers = DATA.map(
      ([attributes], i) => `<ndpeek-viewer loading="eager" id="v${i}"${asHtml(attributes)}></ndpeek-viewer>`,
    );
    const { page, noise } = await stage.open(viewers.join(""));
    await waitForReady(page, DATA.length);
    for (const [i, [, options]] of DATA.entries()) await expectSet(page, `#v${i}`, options);
    const small = await generateBlobs(DATA[5]![1]);
    expect(await page.locator("#v5 .areas").innerText()).toBe(meansOf(small));
    expect(noise).toEqual([]);
  });

  test("give them when they change, too", async () => {
    const { page, noise } = await stage.open('<ndpeek-viewer rows="10"></ndpeek-viewer>');
    await waitForReady(page);
    const names = [...new Set(DATA.flatMap(([attributes]) => Object.keys(attributes)))];
    const none = Object.fromEntries(names.map((name) => [name, null]));
    for (const [i, [attributes, options]] of DATA.entries()) {
      await setAttributes(page, { ...none, ...attributes });
      await waitForReady(page, i + 2);
      // A threshold alone is followed.
      if (options.threshold === undefined) await expectSet(page, "ndpeek-viewer", options);
      const wanted = await generateBlobs(options);
      await page.waitForFunction(
        (text) => document.querySelector("ndpeek-viewer")!.shadowRoot!.querySelector(".areas")!.textContent === text,
        meansOf(wanted),
      );
      const shown = { kind: "repeat" } as const;
      if (i % 4 === 0) await expectPeeks(page, wanted, shown, 1, "ndpeek-viewer");
    }
    expect(await toldOf(page, "ndpeek-ready")).toHaveLength(DATA.length + 1);
    expect(await toldOf(page, "ndpeek-error")).toEqual([]);
    expect(noise).toEqual([]);
  });
});

const isShown = (page: Page, selector: string): Promise<boolean> => page.locator(selector).first().isVisible();

const titleColor = (page: Page) => page.locator(".ndpeek-frame .role-title text").first().getAttribute("fill");

const legendColors = (page: Page) =>
  page.$$eval(".ndpeek-frame .role-legend-symbol path", (paths) => paths.map((path) => path.getAttribute("fill")));

test("what is no matter of the rows is shown without drawing them anew", async () => {
  stage.files.set("/poster.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  const { page, noise } = await stage.open('<ndpeek-viewer chart="strip"></ndpeek-viewer>');
  await waitForReady(page);
  const viewer = "ndpeek-viewer";

  await setAttributes(page, { metric: "image2" });
  await expectPeeks(page, set, { kind: "strip", metric: 1 }, 1, viewer);
  for (const chart of ["scatter", "histogram", "dropdown", "repeat", "strip"] as const) {
    await setAttributes(page, { chart });
    await page.waitForFunction(
      (count) => document.querySelector("ndpeek-viewer")!.shadowRoot!.querySelectorAll(".ndpeek-frame").length === count,
      1,
    );
    await expect
      .poll(() => chartTexts(page))
      .toContain(
        {
          strip: "Area of blobs",
          scatter: "Blob areas, image by image",
          histogram: "Distribution of blob areas",
          repeat: "Comparison of blob areas",
          dropdown: "Area of blobs",
        }[chart],
      );
  }
  await setAttributes(page, { metric: null, chart: "scatter" });
  await expect.poll(() => legendColors(page)).toEqual(["#2f6db0", "#c86400", "#c9404a"]);
  await setAttributes(page, { scheme: "safe" });
  await expect.poll(() => legendColors(page)).toEqual(["#0072b2", "#b35f00", "#007a5e"]);
  await setAttributes(page, { scheme: "grey", theme: "dark" });
  await expect.poll(() => legendColors(page)).toEqual(["#eceae6", "#a9b0b8", "#7d858f"]);
  expect(await titleColor(page)).toBe("#eceae6");
  await setAttributes(page, { scheme: null, theme: "light" });
  await expect.poll(() => titleColor(page)).toBe("#1d2126");

  await setAttributes(page, { threshold: "0.7" });
  await expect.poll(() => page.locator(".areas").innerText()).toBe(meansOf(set, 0.7));
  await expectPeeks(page, set, { kind: "scatter", threshold: 0.7, spreadAt: 0.4 }, 1, viewer);
  await setAttributes(page, { threshold: null });
  await expect.poll(() => page.locator(".areas").innerText()).toBe(meansOf(set));

  await page.mouse.move(2, 2);
  const [point] = sampleAlone(await readPoints(page, set, { kind: "scatter" }, viewer), 1);
  await setAttributes(page, { cmap: "viridis" });
  const { src } = await hover(page, point!);
  const { data } = set.image(point!.row, "image1");
  const png = PNG.sync.read(Buffer.from(src.split(",")[1]!, "base64"));
  const color = (pixel: number) => [...png.data.subarray(4 * pixel, 4 * pixel + 3)];
  expect([color(data.indexOf(Math.min(...data))), color(data.indexOf(1))]).toEqual([
    [68, 1, 84],
    [253, 231, 36],
  ]);
  await setAttributes(page, { images: "none" });
  await expect.poll(() => page.locator(".ndpeek-tooltip img").count()).toBe(0);
  expect(await page.locator(".ndpeek-tooltip dd").last().innerText()).toBe(String(point!.row));
  await setAttributes(page, { images: null, cmap: null });
  await expect.poll(() => page.locator(".ndpeek-tooltip img").count()).toBe(2);

  await setAttributes(page, { locale: "de" });
  await expect.poll(() => chartTexts(page)).toContain("0,05");
  expect(await page.locator(".areas").innerText()).toBe(meansOf(set).replaceAll("0.", "0,"));
  await page.mouse.move(2, 2);
  const german = await hover(page, point!);
  expect(german.fields["Image 1 (circle)"]).toMatch(/^0,\d{4}$/);
  await setAttributes(page, { locale: "ar-EG" });
  await expect.poll(() => chartTexts(page)).toContain("٠٫٠٥");
  await setAttributes(page, { locale: null });
  await expect.poll(() => chartTexts(page)).toContain("0.05");

  await setAttributes(page, { controls: "all" });
  for (const name of ["rows", "seed", "chart", "metric", "scheme", "cmap", "threshold"])
    expect(await isShown(page, `#${name}`)).toBe(true);
  await setAttributes(page, { controls: "none" });
  for (const part of [".bar *", ".threshold"]) expect(await page.locator(part).filter({ visible: true }).count()).toBe(0);
  await setAttributes(page, { controls: "cmap, chart" });
  expect(await page.locator(".bar select").evaluateAll((lists) => lists.map(({ id }) => id))).toEqual(["chart", "cmap"]);
  await setAttributes(page, { controls: "" });
  expect(await isShown(page, "#seed")).toBe(true);
  await setAttributes(page, {
    controls: null,
    poster: "poster.svg",
    loading: "eager",
    key: "row",
    class: "dark",
  });
  expect(await isShown(page, ".threshold")).toBe(true);
  expect(await isShown(page, ".bar select")).toBe(false);

  expect(await toldOf(page, "ndpeek-ready")).toHaveLength(1);
  expect(await toldOf(page, "ndpeek-error")).toEqual([]);
  expect(noise).toEqual([]);
});

test("what a reader has chosen stays while other attributes change, and goes when its own does", async () => {
  const { page, noise } = await stage.open('<ndpeek-viewer chart="strip" controls="all"></ndpeek-viewer>');
  await waitForReady(page);
  const values = () =>
    page.$eval("ndpeek-viewer", (element) =>
      Object.fromEntries(
        ["rows", "seed", "chart", "metric", "scheme", "cmap", "threshold"].map((id) => [
          id,
          (element.shadowRoot!.getElementById(id) as HTMLInputElement).value,
        ]),
      ),
    );
  await page.locator("#chart").selectOption("histogram");
  await page.locator("#metric").selectOption("image2");
  await page.locator("#scheme").selectOption("grey");
  await page.locator("#cmap").selectOption("magma");
  await page.locator("#threshold").fill("0.6");
  await page.locator("#threshold").press("Tab");
  await page.locator("#rows").fill("30");
  // What is typed is not asked for yet.
  await setAttributes(page, { theme: "dark", locale: "en" });
  expect(await toldOf(page, "ndpeek-ready")).toHaveLength(1);
  await page.getByRole("button", { name: "Generate" }).click();
  await waitForReady(page, 2);
  const chosen = {
    rows: "30",
    seed: "altair",
    chart: "histogram",
    metric: "image2",
    scheme: "grey",
    cmap: "magma",
    threshold: "0.6",
  };
  expect(await values()).toEqual(chosen);
  await setAttributes(page, { seed: "5" });
  await waitForReady(page, 3);
  expect(await values()).toEqual({ ...chosen, seed: "5" });
  const wanted = await generateBlobs({ rows: 30, seed: 5, threshold: 0.6 });
  expect(await page.locator(".areas").innerText()).toBe(meansOf(wanted));
  await setAttributes(page, {
    metric: "image1",
    cmap: "cividis",
    threshold: "0.3",
    rows: "31",
    chart: "scatter",
    scheme: "safe",
  });
  await waitForReady(page, 4);
  expect(await values()).toEqual({
    rows: "31",
    seed: "5",
    chart: "scatter",
    metric: "image1",
    scheme: "safe",
    cmap: "cividis",
    threshold: "0.3",
  });
  expect(noise).toEqual([]);
});

/** What each attribute does not take, and what it says then. */
const BAD: readonly (readonly [name: string, value: string, message: RegExp])[] = [
  ["rows", "0", /^rows: expected an integer from 1 to 100,?000, got 0$/],
  ["rows", "many", /^rows: expected a number, got "many"$/],
  ["image-width", "0", /^image-width: expected an integer from 1 to 4096, got 0$/],
  ["dims", "4", /^dims: expected 2 or 3, got 4$/],
  ["threshold", "high", /^threshold: expected a number, got "high"$/],
  ["groups", "a,,b", /^groups: expected names with commas between them, got "a,,b"$/],
  ["circle-sizes", "0.1;0.2", /^circle-sizes: expected a number, got "0.1;0.2"$/],
  [
    "square-sizes",
    "17",
    /^square-sizes\[0\]: expected .* from 0 to 16|^square-sizes\[0\]: expected a finite number >= 0 and <= 16, got 17$/,
  ],
  ["square-mean", "four", /^square-mean: expected a number, got "four"$/],
  ["stream", "both", /^stream: expected .*\bnumpy\b.*\bspawn\b.*, got "both"/],
  ["chart", "bars", /^chart: expected .*\bstrip\b.*\bdropdown\b.*, got "bars"/],
  ["metric", "image3", /^metric: expected .*\bimage1\b.*\bimage2\b.*, got "image3"/],
  ["scheme", "red", /^scheme: expected .*\bndpeek\b.*\bgrey\b.*, got "red"/],
  ["cmap", "jet", /^cmap: expected .*\bgray\b.*\bcividis\b.*, got "jet"/],
  ["theme", "blue", /^theme: expected .*\bauto\b.*\bdark\b.*, got "blue"/],
  ["locale", "no such tag", /^locale: expected a language tag such as "de" or "en-GB", got "no such tag"$/],
  ["controls", "chart zoom", /^controls: expected .*\bchart\b.*\bnone\b.*, got "zoom"/],
];

describe("a value that an attribute does not take", () => {
  test("is named with what is allowed from the start, and the chart comes when it is mended", async () => {
    const viewers = BAD.map(
      ([name, value], i) => `<ndpeek-viewer loading="eager" rows="9" id="v${i}" ${name}="${value}"></ndpeek-viewer>`,
    );
    const { page, noise } = await stage.open(
      viewers.join("").replaceAll('rows="9" id="v0" rows', 'id="v0" rows').replaceAll('rows="9" id="v1" rows', 'id="v1" rows'),
    );
    await waitForErrors(page, BAD.length);
    for (const [i, [, , message]] of BAD.entries()) expect(await messageOf(page, `#v${i}`)).toMatch(message);
    expect(await toldOf(page, "ndpeek-ready")).toEqual([]);
    for (const [i, [name]] of BAD.entries()) await setAttributes(page, { [name]: null }, `#v${i}`);
    await waitForReady(page, BAD.length);
    for (const i of BAD.keys()) expect(await messageOf(page, `#v${i}`)).toBe("");
    expect(noise).toEqual([]);
  });

  test("is named when it comes later; the chart stays, and the message goes with the fault", async () => {
    const { page, noise } = await stage.open('<ndpeek-viewer rows="9" chart="strip"></ndpeek-viewer>');
    await waitForReady(page);
    for (const [i, [name, value, message]] of BAD.entries()) {
      const before = await page.$eval("ndpeek-viewer", (element, name) => element.getAttribute(name), name);
      await setAttributes(page, { [name]: value });
      await waitForErrors(page, i + 1);
      expect(await messageOf(page)).toMatch(message);
      expect(await page.locator(".ndpeek-frame svg").isVisible()).toBe(true);
      await setAttributes(page, { [name]: before });
      await expect.poll(() => messageOf(page)).toBe("");
    }
    expect(noise).toEqual([]);
  });

  test("is named also where there are two, one after the other", async () => {
    const { page, noise } = await stage.open('<ndpeek-viewer rows="9" chart="bars" cmap="jet" threshold="x"></ndpeek-viewer>');
    await waitForErrors(page);
    expect(await messageOf(page)).toMatch(/^chart: /);
    await setAttributes(page, { chart: "strip" });
    await waitForErrors(page, 2);
    expect(await messageOf(page)).toMatch(/^cmap: /);
    await setAttributes(page, { cmap: null });
    await waitForErrors(page, 3);
    expect(await messageOf(page)).toMatch(/^threshold: /);
    await setAttributes(page, { threshold: "0.5" });
    await waitForReady(page);
    expect(await messageOf(page)).toBe("");
    await expectPeeks(page, await generateBlobs({ rows: 9, threshold: 0.5 }), { kind: "strip" }, 1, "ndpeek-viewer");
    expect(noise).toEqual([]);
  });
});
