import { afterAll, beforeAll, expect, test } from "vitest";
import { generateBlobs } from "../../../src/index.ts";
import { openWatched, type WatchedPage, watchedPage } from "../fixtures/chromium.ts";
import {
  chartTexts,
  expectPeeks,
  fill,
  generate,
  openPageStage,
  type PageStage,
  textOf,
  waitForRun,
} from "../fixtures/page-stage.ts";

let stage: PageStage;
let shared: WatchedPage;

beforeAll(async () => {
  stage = await openPageStage();
  shared = await stage.openShared("#rows=40");
});

afterAll(() => stage?.close());

const DEFAULTS: Readonly<Record<string, string>> = {
  rows: "40",
  seed: "altair",
  "image-width": "96",
  dims: "2",
  threshold: "0.4",
  "circle-sizes": "0.05,0.1,0.15",
  "square-sizes": "0.3,0.4,0.5",
  "square-mean": "4",
  groups: "a,b,c",
};

const waitForMessage = (page: WatchedPage["page"]) =>
  page.waitForFunction(() => document.getElementById("message")!.textContent !== "");

test.each([
  ["rows", "0", "Rows: expected an integer from 1 to 100,000, got 0"],
  ["rows", "2.5", "Rows: expected an integer from 1 to 100,000, got 2.5"],
  ["rows", "1e9", "Rows: expected at most 100,000 here (ndpeek blobs takes more), got 1,000,000,000"],
  ["rows", "100001", "Rows: expected at most 100,000 here (ndpeek blobs takes more), got 100,001"],
  ["rows", "many", 'Rows: expected a number, got "many"'],
  ["seed", "", 'Seed: expected a text that is not empty, got ""'],
  ["image-width", "0", "Image width: expected an integer from 1 to 4096, got 0"],
  ["threshold", "", 'Threshold: expected a number, got ""'],
  ["circle-sizes", "0.1,wide", 'Circle sizes: expected a number, got "wide"'],
  ["square-sizes", "0.3,17", "Square sizes[1]: expected a finite number >= 0 and <= 16, got 17"],
  ["square-mean", "none", 'Noise mean: expected a number, got "none"'],
  ["groups", "a,,b", 'Groups: expected names with commas between them, got "a,,b"'],
])("says what is wrong with %s %j beside the form, and keeps the chart", async (name, value, message) => {
  const { page, noise } = shared;
  const texts = await chartTexts(page);
  await fill(page, { [name]: value });
  await page.getByRole("button", { name: "Generate" }).click();
  await waitForMessage(page);
  expect(await page.getByRole("alert").first().textContent()).toBe(message);
  const field = page.locator(`#${name}`);
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  expect(await field.getAttribute("aria-describedby")).toBe("message");
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await page.locator('#form [aria-invalid="true"], [form="form"][aria-invalid="true"]').count()).toBe(1);
  expect(await chartTexts(page)).toEqual(texts);

  await fill(page, { [name]: DEFAULTS[name]! });
  await generate(page);
  expect(await page.locator('[aria-invalid="true"]').count()).toBe(0);
  expect(await field.getAttribute("aria-describedby")).toBeNull();
  expect(await textOf(page, "message")).toBe("");
  expect(noise).toEqual([]);
});

test("says that volumes of such a width are too large, and draws them when they are not", async () => {
  const { page } = await stage.open("#rows=10");
  await fill(page, { dims: "3", "image-width": "300" });
  await page.getByRole("button", { name: "Generate" }).click();
  await waitForMessage(page);
  expect(await textOf(page, "message")).toMatch(/width: expected at most 256 with dims 3, got 300$/i);
  await expectPeeks(page, await generateBlobs({ rows: 10 }), { kind: "repeat" }, 2);
  await fill(page, { "image-width": "12" });
  await generate(page);
  expect(await textOf(page, "message")).toBe("");
});

/** The page under another policy. */
async function openUnderPolicy(from: string, to: string): Promise<WatchedPage> {
  const watched = await watchedPage(stage.browser, { viewport: { width: 1100, height: 1250 }, reducedMotion: "reduce" });
  const { page } = watched;
  await page.route(stage.url, async (route) => {
    const text = await (await route.fetch()).text();
    expect(text).toContain(from);
    await route.fulfill({ contentType: "text/html", body: text.replace(from, to) });
  });
  await page.goto(stage.url);
  return watched;
}

test("generates without workers where the page's policy forbids them, says so, and tries only once", async () => {
  const { page, noise } = await openUnderPolicy("worker-src blob:", "worker-src 'none'");
  await waitForRun(page);
  await fill(page, { rows: "2500" });
  await generate(page);
  await expectPeeks(page, await generateBlobs({ rows: 2500 }), { kind: "repeat" }, 1);
  expect(await textOf(page, "note")).toBe(
    "Workers are refused here (the policy needs worker-src blob:): rows are drawn beside all else, and slower.",
  );
  expect(await textOf(page, "message")).toBe("");
  expect(noise.length).toBeGreaterThan(0);
  expect(noise.filter((line) => !/Content Security Policy/.test(line))).toEqual([]);
  const said = noise.length;
  await fill(page, { rows: "2600" });
  await generate(page);
  await expectPeeks(page, await generateBlobs({ rows: 2600 }), { kind: "repeat" }, 1);
  expect(noise.length).toBe(said);
});

test("says that its policy forbids WebAssembly", async () => {
  const { page } = await openUnderPolicy(" 'wasm-unsafe-eval'", "");
  await waitForMessage(page);
  expect(await textOf(page, "message")).toMatch(
    /^This page may not run WebAssembly, which makes its images: its policy needs 'wasm-unsafe-eval' \(/,
  );
  expect(await page.locator("#status").innerText()).toBe("");
  expect(await page.locator("#running, #progress, #cancel").filter({ visible: true }).count()).toBe(0);
  expect(await page.getByRole("button", { name: "Generate" }).isEnabled()).toBe(true);
});

test("says that its script could not be loaded, in place of what is to come; with the script nothing of that is there", async () => {
  const { page } = await watchedPage(stage.browser);
  await page.route(`${stage.url}page.js`, (route) => route.abort());
  await page.goto(stage.url);
  const late = page.locator("#late");
  expect([await late.isVisible(), await page.locator("#status").innerText()]).toEqual([false, "Loading…"]);
  await late.waitFor({ timeout: 12_000 });
  expect(await late.innerText()).toMatch(/^This page’s script could not be loaded/);
  expect(await page.locator("#status").isVisible()).toBe(false);
  await page.unroute(`${stage.url}page.js`);
  await page.reload();
  await waitForRun(page);
  expect(await late.count()).toBe(0);
  expect(await page.locator("#status").evaluate((status) => status.getAnimations().length)).toBe(0);
});

test("a message of three lines moves nothing, and hides nothing, in a window of 320 pixels", async () => {
  const { page, noise } = await stage.open("#rows=20", { viewport: { width: 320, height: 900 } });
  const top = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => Math.round(element.getBoundingClientRect().top + scrollY));
  const before = [await top("#stage"), await top("#chart")];
  await fill(page, { rows: "1000000000000" });
  await page.getByRole("button", { name: "Generate" }).click();
  await waitForMessage(page);
  const message = (await page.locator("#message").boundingBox())!;
  const lines = Math.round(message.height / (0.9375 * 16 * 1.4));
  expect(lines).toBe(3);
  expect([await top("#stage"), await top("#chart")]).toEqual(before);
  const list = (await page.locator("#chart").boundingBox())!;
  const shadow = 4;
  expect(message.y + message.height + shadow).toBeLessThanOrEqual(list.y);
  expect(noise).toEqual([]);
});

test("says that it could not be started where the engine's file is missing", async () => {
  const { page } = await watchedPage(stage.browser);
  await page.route(`${stage.url}viewer-*.js`, (route) => route.abort());
  await page.goto(stage.url);
  await waitForMessage(page);
  expect(await textOf(page, "message")).toMatch(/^This page could not be started: .*viewer-\w+\.js/);
});

test("says which file is missing where one is that is loaded late, and goes on", async () => {
  const { page } = await stage.open("#rows=20");
  await page.route(`${stage.url}large-view-*.js`, (route) => route.abort());
  await page.locator('.ndpeek-gallery [aria-posinset="1"]').click();
  await waitForMessage(page);
  expect(await textOf(page, "message")).toMatch(/large-view-\w+\.js/);
  await generate(page);
  expect(await textOf(page, "message")).toBe("");
  await expectPeeks(page, await generateBlobs({ rows: 20 }), { kind: "repeat" }, 2);
});

test("says what a page without scripts lacks", async () => {
  const { page } = await openWatched(stage.browser, { javaScriptEnabled: false });
  await page.goto(stage.url);
  expect(await page.locator("noscript .message").innerText()).toContain("please allow scripts");
  expect(await page.locator("#late").evaluate((late) => getComputedStyle(late).display)).toBe("none");
  await page.context().close();
});
