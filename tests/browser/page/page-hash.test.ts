import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateBlobs } from "../../../src/index.ts";
import {
  chartTexts,
  expectPeeks,
  fill,
  generate,
  openPageStage,
  type PageStage,
  textOf,
  typeThreshold,
  waitForRun,
} from "../fixtures/page-stage.ts";

let stage: PageStage;

beforeAll(async () => {
  stage = await openPageStage();
});

afterAll(() => stage?.close());

const hashOf = (page: Page): string => new URL(page.url()).hash;

/** What each field of the form says. */
const readForm = (page: Page): Promise<Record<string, string>> =>
  page.$eval("#form", (form: HTMLFormElement) => Object.fromEntries(new FormData(form)) as Record<string, string>);

const FIELDS = {
  rows: "70",
  seed: "1,2",
  "image-width": "32",
  "circle-sizes": "0.1,0.2",
  "square-sizes": "0.25",
  "square-mean": "3.5",
  groups: "x,y z",
  stream: "spawn",
};
const HASH =
  "#rows=70&seed=1,2&image-width=32&threshold=0.35&groups=x,y+z&circle-sizes=0.1,0.2&square-sizes=0.25&square-mean=3.5&stream=spawn" +
  "&chart=dropdown&metric=image2&scheme=safe&cmap=viridis&theme=dark";

test("the address says the view after each change, and opens the same view", async () => {
  const { page, noise } = await stage.open();
  expect(hashOf(page)).toBe("");
  await fill(page, FIELDS);
  // A link is to what is shown: not before Generate.
  expect(hashOf(page)).toBe("");
  await generate(page);
  for (const [name, value] of Object.entries({
    chart: "dropdown",
    metric: "image2",
    scheme: "safe",
    cmap: "viridis",
    theme: "dark",
  })) {
    await page.locator(`#${name}`).selectOption(value);
    await page.waitForFunction((part) => location.hash.includes(part), `&${name}=${value}`);
  }
  const { rows, seed, width, circle, square, groups, stream } = {
    rows: 70,
    seed: [1, 2],
    width: 32,
    circle: { sizes: [0.1, 0.2] },
    square: { sizes: [0.25], mean: 3.5 },
    groups: ["x", "y z"],
    stream: "spawn",
  } as const;
  const set = await generateBlobs({ rows, seed, width, circle, square, groups, stream });
  await typeThreshold(page, set, 0.35);
  expect(hashOf(page)).toBe(HASH);

  const other = await stage.open(HASH);
  expect(await readForm(other.page)).toEqual(await readForm(page));
  expect(await chartTexts(other.page)).toEqual(await chartTexts(page));
  expect(await textOf(other.page, "areas")).toBe(await textOf(page, "areas"));
  expect(await other.page.evaluate(() => ({ ...document.documentElement.dataset }))).toEqual({ theme: "dark", scheme: "safe" });
  expect(hashOf(other.page)).toBe(HASH);
  await other.page.locator("#cmap").selectOption("gray");
  await expectPeeks(other.page, set, { kind: "dropdown", metric: 1, threshold: 0.35 });
  expect([...noise, ...other.noise]).toEqual([]);
});

test("a link's other threshold has the same points at the same places as the slider's", async () => {
  const set = await generateBlobs();
  const { page } = await stage.open();
  await typeThreshold(page, set, 0.6);
  await page.locator("#chart").selectOption("strip");
  const { page: other } = await stage.open("#threshold=0.6&chart=strip");
  await expectPeeks(other, set, { kind: "strip", threshold: 0.6 });
  await expectPeeks(page, set, { kind: "strip", threshold: 0.6 });
});

test("what of an address is not known is named, and the rest is shown", async () => {
  const { page } = await stage.open("#rows=25&colour=red&chart=pie&__proto__=1");
  expect(await textOf(page, "message")).toBe('The address says what this page does not know: "colour", chart="pie", "__proto__"');
  await expectPeeks(page, await generateBlobs({ rows: 25 }), { kind: "repeat" }, 3);
  await generate(page);
  expect(await textOf(page, "message")).toBe("");
});

test("a value of an address that cannot be is said, its field marked", async () => {
  const { page } = await stage.open();
  await page.goto(`${stage.url}#rows=0`);
  await page.waitForFunction(() => document.getElementById("message")!.textContent !== "");
  expect(await textOf(page, "message")).toBe("Rows: expected an integer from 1 to 100,000, got 0");
  expect(await page.locator("#rows").getAttribute("aria-invalid")).toBe("true");
});

test("an address that is edited, and the way back, change the view", async () => {
  const { page, noise } = await stage.open("#rows=20");
  await page.evaluate(() => (location.hash = "#rows=30&seed=7&chart=scatter&threshold=0.3"));
  await waitForRun(page, 30);
  await expectPeeks(page, await generateBlobs({ rows: 30, seed: 7, threshold: 0.3 }), { kind: "scatter" }, 3);
  expect(await readForm(page)).toMatchObject({ rows: "30", seed: "7", chart: "scatter", threshold: "0.3" });
  await page.goBack();
  await waitForRun(page, 20);
  await expectPeeks(page, await generateBlobs({ rows: 20 }), { kind: "repeat" }, 3);
  expect(hashOf(page)).toBe("#rows=20");
  await page.goForward();
  await waitForRun(page, 30);
  expect(await readForm(page)).toMatchObject({ rows: "30", seed: "7", chart: "scatter", threshold: "0.3" });
  expect(noise).toEqual([]);
});
