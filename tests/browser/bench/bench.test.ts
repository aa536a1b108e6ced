import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { kernelsOf } from "../../../bench/choice.ts";
import { reportPage } from "../../../bench/report/page.ts";
import { parseResult } from "../../../bench/result.ts";
import { serveFolder } from "../../../cli/server/static-server.mjs";
import { isFull } from "../../fixtures/amount.ts";
import { emptyFolder } from "../../fixtures/run-cli.ts";
import { axeFindings } from "../fixtures/axe.ts";
import { openChromium, watchedPage } from "../fixtures/chromium.ts";

const COMMITTED = "bench/results/node.json";
const committed = parseResult(COMMITTED, readFileSync(COMMITTED, "utf8"));

let browser: Browser;
let host: Awaited<ReturnType<typeof serveFolder>>;

beforeAll(async () => {
  [browser, host] = await Promise.all([openChromium(), serveFolder("dist/web", "/some/dir/")]);
});

afterAll(async () => {
  await browser.close();
  await host.close();
});

/** Chooses these kernels only. */
async function choose(page: Page, kernels: readonly string[]): Promise<void> {
  for (const kernel of kernelsOf("browser")) await page.setChecked(`#kernel-${kernel}`, kernels.includes(kernel));
}

const statusOf = (page: Page, says: RegExp) =>
  page.waitForFunction((says) => new RegExp(says).test(document.getElementById("bench-status")!.textContent!), says.source);

const plotsOf = (page: Page, count: number) =>
  page.waitForFunction((count) => document.querySelectorAll(".bench-plot svg.marks").length === count, count);

const textOf = (page: Page, id: string): Promise<string> => page.locator(`#${id}`).innerText();

test("the page measures in a worker, shows, saves and compares, from a static host, without a word", {
  timeout: 120_000,
}, async () => {
  const { page, noise, requests } = await watchedPage(browser, { viewport: { width: 1200, height: 900 } });
  await page.goto(`${host.url}bench.html`);

  await choose(page, []);
  await page.click("#bench-run");
  expect(await textOf(page, "bench-message")).toBe("Kernels: choose one at least");
  await choose(page, ["threshold", "png"]);
  await page.fill("#bench-rounds", "zero");
  await page.click("#bench-run");
  expect(await textOf(page, "bench-message")).toBe('Rounds: expected an integer from 1 to 10000, got "zero"');

  await page.fill("#bench-rounds", "1");
  await page.click("#bench-run");
  await statusOf(page, /^Case \d of 7: /);
  expect(await textOf(page, "bench-message")).toBe("");
  await statusOf(page, /^7 cases in \d+ s$/);
  await plotsOf(page, 2);
  const rows = await page.locator(".bench-section .bench-table").first().locator("tbody tr").allInnerTexts();
  expect(rows.map((row) => row.split("\t")[0])).toEqual([
    "Area above, 96²",
    "Area above, 2048²",
    "Mask, 512²",
    "PNG 202 × 96, circles",
    "PNG 202 × 96, a row’s pair",
    "PNG 202 × 96, squares",
    "PNG 202 × 96, noise",
  ]);

  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#bench-save")]);
  const result = parseResult("saved", readFileSync(await download.path(), "utf8"));
  expect(result.complete).toBe(true);
  const names = result.cases.at(-1)!.entries.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["ndpeek, fast", "fast-png, level 6", "canvas.toDataURL"]));
  const exact = result.cases.flatMap(({ entries }) => entries.filter(({ mode }) => mode !== "limit").map((entry) => entry.exact));
  expect(exact.every(Boolean)).toBe(true);

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.click("#bench-copy");
  await statusOf(page, /^Copied/);
  expect(parseResult("copied", await page.evaluate(() => navigator.clipboard.readText()))).toEqual(result);

  await page.setInputFiles("#bench-files", COMMITTED);
  await page.locator("#bench-changes .bench-section").waitFor();
  expect(await textOf(page, "bench-changes")).toMatch(
    /Before: ndpeek .* Node .*\n\nAfter: .*\n[\s\S]*ndpeek: \d+ slower and \d+ faster beyond noise/,
  );
  expect(await textOf(page, "bench-changes")).toContain("gaussian-96-s14.4");

  await page.setInputFiles("#bench-files", { name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await page.waitForFunction(() => document.getElementById("bench-message")!.textContent !== "");
  expect(await textOf(page, "bench-message")).toBe("x.json: expected a result of ndpeek bench --json, got other JSON");

  expect(await axeFindings(page)).toEqual([]);
  expect(noise).toEqual([]);
  expect(requests.filter((url) => !url.startsWith(host.url) && !/^(blob|data):/.test(url))).toEqual([]);
});

test("an address asks for a run at once, and the viewer is worked in a frame that goes afterwards", {
  timeout: 120_000,
}, async () => {
  const { page, noise } = await watchedPage(browser, { viewport: { width: 1200, height: 900 } });
  await page.goto(`${host.url}bench.html#run=1&kernels=${isFull ? "page" : "page-generate-10000"}&rounds=1`);
  await page.locator("#bench-stage iframe").waitFor();
  await statusOf(page, isFull ? /^2 cases in \d+ s$/ : /^1 cases? in \d+ s$/);
  expect(await page.locator("#bench-stage iframe").count()).toBe(0);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#bench-save")]);
  const result = parseResult("saved", readFileSync(await download.path(), "utf8"));
  for (const { entries } of result.cases) {
    expect(entries.map(({ name, exact }) => ({ name, exact }))).toEqual([{ name: "ndpeek", exact: true }]);
    expect(entries[0]!.longestTask).toBeGreaterThanOrEqual(0);
  }
  expect(noise).toEqual([]);
});

test.each([
  ["kernels=program", /^kernels: expected gaussian, .*page, or a case such as .*, got "program"$/],
  ["rounds=0", 'Rounds: expected an integer from 1 to 10000, got "0"'],
])("an address that asks for %s says what it may ask for", async (asked, says) => {
  const { page } = await watchedPage(browser);
  await page.goto(`${host.url}bench.html#run=1&${asked}`);
  await page.waitForFunction(() => document.getElementById("bench-message")!.textContent !== "");
  expect(await textOf(page, "bench-message")).toMatch(says);
});

test("a run is cancelled at once; what was done is shown, and the next run works", { timeout: 120_000 }, async () => {
  const { page, noise } = await watchedPage(browser);
  await page.goto(`${host.url}bench.html`);
  await choose(page, ["threshold", "rows"]);
  await page.fill("#bench-rounds", "1");
  await page.click("#bench-run");
  await statusOf(page, /^Case [4-9] of /);
  await page.click("#bench-cancel");
  await statusOf(page, /^[3-9] cases in \d+ s, cancelled$/);
  expect(await textOf(page, "bench-report")).toContain("cancelled, not all cases are here");
  await choose(page, ["threshold"]);
  await page.click("#bench-run");
  await statusOf(page, /^3 cases in \d+ s$/);
  expect(await textOf(page, "bench-report")).not.toContain("cancelled");
  expect(noise).toEqual([]);
});

test.each([
  ["light", 1200],
  ["dark", 360],
] as const)("an offline report is whole in %s colours, %i pixels wide, and fetches nothing", async (colorScheme, width) => {
  const file = join(emptyFolder(), "report.html");
  writeFileSync(file, reportPage(readFileSync("dist/bench-report.html", "utf8"), [committed]));
  const { page, noise, requests } = await watchedPage(browser, { colorScheme, viewport: { width, height: 900 }, offline: true });
  await page.goto(pathToFileURL(file).href);
  await plotsOf(page, 6);
  expect(await page.locator("details.bench-case").count()).toBe(committed.cases.length);
  await page.locator("details.bench-case").first().locator("summary").click();
  expect(await page.locator("details.bench-case[open] tbody tr").count()).toBe(committed.cases[0]!.entries.length);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  expect(await axeFindings(page)).toEqual([]);
  expect(noise).toEqual([]);
  expect(requests).toEqual([pathToFileURL(file).href]);
});

test("an offline report of two results says what has changed", async () => {
  const file = join(emptyFolder(), "report.html");
  writeFileSync(file, reportPage(readFileSync("dist/bench-report.html", "utf8"), [committed, committed]));
  const { page, noise } = await watchedPage(browser);
  await page.goto(pathToFileURL(file).href);
  expect(await textOf(page, "bench-changes")).toContain("No change is beyond noise.");
  expect(noise).toEqual([]);
});
