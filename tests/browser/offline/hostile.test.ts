import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chartHtml } from "../../../src/charts/html.ts";
import { openChromium, watchedPage } from "../fixtures/chromium.ts";

const folder = mkdtempSync(join(tmpdir(), "ndpeek-"));
let browser: Browser;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Opens a spec in the offline page, with the network on: whatever it asks for is counted. */
async function open(spec: object, chart: object = {}, before?: () => void) {
  const file = join(folder, `${Math.random()}.html`);
  const page = readFileSync("dist/offline.html", "utf8");
  writeFileSync(file, chartHtml(page, { spec, title: "Hostile", images: "embed", ...chart }));
  const watched = await watchedPage(browser);
  if (before) await watched.page.addInitScript(before);
  await watched.page.goto(pathToFileURL(file).href);
  const asked = () => watched.requests.filter((url) => !url.startsWith("file:") && !url.startsWith("data:,"));
  return { ...watched, asked };
}

const SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";

const onePoint = (image: unknown, more: object = {}) => ({
  $schema: SCHEMA,
  width: 300,
  height: 300,
  data: { values: [{ image, note: "<img src=x onerror=alert(1)>" }] },
  mark: { type: "circle", size: 4000, description: "the point", tooltip: { content: "data" } },
  ...more,
});

async function hoverPoint({ page }: Awaited<ReturnType<typeof open>>) {
  await page.locator(".role-mark.mark-symbol path").hover();
  const card = page.locator(".ndpeek-tooltip:not([hidden])");
  await card.waitFor();
  return card;
}

describe("a chart from outside", { timeout: 30_000 }, () => {
  test.each([
    ["an address", "https://example.invalid/a.png"],
    ["a quote that would end an attribute", 'x" onerror="alert(1)'],
    ["an SVG with a script", `data:image/svg+xml;base64,${btoa("<svg xmlns='http://www.w3.org/2000/svg'/>")}`],
    ["a row of a set that is not there", "ndpeek:both/0"],
  ])("gets no picture for %s in the tooltip, and its text stays text", async (_, image) => {
    const opened = await open(onePoint(image));
    const card = await hoverPoint(opened);
    expect(await card.locator("img").count()).toBe(0);
    expect(await card.textContent()).toBe("unusable imagenote<img src=x onerror=alert(1)>");
    expect(opened.noise).toEqual([]);
    expect(opened.asked()).toEqual([]);
  });

  test.each([
    ["data", { data: { url: "https://example.invalid/rows.json" } }],
    ["a local file", { data: { url: "file:///etc/hostname" } }],
    ["an image mark", { mark: { type: "image", width: 20, height: 20, url: "https://example.invalid/a.png" } }],
  ])("that names an address for %s is refused with the reason, and nothing is asked for", async (_, part) => {
    const opened = await open(onePoint("", part));
    const message = opened.page.getByRole("alert");
    await message.waitFor();
    expect(await message.textContent()).toMatch(/: this page loads nothing from the network: "(https|file):/);
    expect(await opened.page.locator(".ndpeek-chart").count()).toBe(0);
    expect(opened.asked()).toEqual([]);
  });

  test("cannot set the embedder's options", async () => {
    const embedOptions = {
      ast: false,
      renderer: "canvas",
      actions: true,
      defaultStyle: true,
      config: "https://example.invalid/c.json",
    };
    const opened = await open(onePoint("", { usermeta: { embedOptions } }));
    await opened.page.waitForSelector(".ndpeek-chart svg");
    expect(await opened.page.locator("canvas, details, .vega-actions").count()).toBe(0);
    expect(await opened.page.locator("style").count()).toBe(1);
    expect(opened.noise).toEqual([]);
    expect(opened.asked()).toEqual([]);
  });

  test("draws its expressions without eval", async () => {
    const opened = await open(onePoint("", { transform: [{ calculate: "datum.note + '!'", as: "note" }] }));
    expect(await (await hoverPoint(opened)).textContent()).toContain("<img src=x onerror=alert(1)>!");
    expect(opened.noise).toEqual([]);
  });

  test("on which Vega only logs an error gives that error as its message and no blank page", async () => {
    const opened = await open(onePoint("", { transform: [{ calculate: "datum.no.such.field", as: "note" }] }));
    const message = opened.page.getByRole("alert");
    await message.waitFor();
    expect(await message.textContent()).toBe(
      "This page could not be drawn: Cannot read properties of undefined (reading 'such')",
    );
    expect(await opened.page.locator(".ndpeek-chart").count()).toBe(0);
    expect(opened.noise).toEqual([]);
  });

  test("does not make the page unpack a picture of gigabytes", async () => {
    const header = Buffer.from("89504e470d0a1a0a0000000d49484452fffffffffffffffe08000000000000000000", "hex");
    const opened = await open(onePoint(`data:image/png;base64,${header.subarray(0, 33).toString("base64")}`));
    const card = await hoverPoint(opened);
    expect(await card.locator("img").count()).toBe(0);
    expect(await card.textContent()).toMatch(/^unusable image: 4294967295 × 4294967294 pixels, more than 16 megapixels/);
    expect(opened.noise).toEqual([]);
  });

  test("that is no chart at all gives a message and no blank page", async () => {
    const { page } = await open({ $schema: SCHEMA, mark: "no such mark", data: { values: [] } });
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toMatch(/^This page could not be drawn: ./);
  });
});

describe("a set that cannot be made again", { timeout: 30_000 }, () => {
  test("leaves the chart and says why in the tooltip", async () => {
    const opened = await open(onePoint("ndpeek:both/0"), { images: "hover", blobs: { rows: 0, seed: [1] } });
    await opened.page.waitForSelector(".ndpeek-chart svg");
    const reason = "rows: expected an integer from 1 to 10000000, got 0";
    const card = await hoverPoint(opened);
    await card.getByText(`no image: ${reason}`).waitFor();
    const message = opened.page.getByRole("alert");
    await message.waitFor();
    expect(await message.textContent()).toBe(`The images of this chart could not be made: ${reason}`);
    expect(opened.noise).toEqual([]);
  });

  test("is made by a later hover when that goes well, and the message goes", async () => {
    const failFirst = () => {
      const compile = WebAssembly.compile;
      let calls = 0;
      WebAssembly.compile = (bytes) => (calls++ === 0 ? Promise.reject(new Error("out of memory")) : compile(bytes));
    };
    const opened = await open(onePoint("ndpeek:both/0"), { images: "hover", blobs: { rows: 1, seed: [1] } }, failFirst);
    const message = opened.page.getByRole("alert");
    await message.waitFor();
    expect(await message.textContent()).toBe("The images of this chart could not be made: out of memory");
    const card = await hoverPoint(opened);
    await card.locator("img").first().waitFor();
    expect(await message.isHidden()).toBe(true);
    expect(opened.noise).toEqual([]);
  });
});
