import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateBlobs } from "../../../src/index.ts";
import { axeFindings } from "../fixtures/axe.ts";
import { expectPeeks, openPageStage, type PageStage, readPoints } from "../fixtures/page-stage.ts";
import { type PeekPoint, sampleAlone } from "../fixtures/peek-points.ts";
import { textsCutOff } from "../fixtures/points.ts";

let stage: PageStage;

beforeAll(async () => {
  stage = await openPageStage();
});

afterAll(() => stage?.close());

describe.each([
  ["light", 320],
  ["dark", 1300],
] as const)("in %s", (colorScheme, width) => {
  test(`axe-core finds nothing with all open in a window of ${width} pixels`, async () => {
    const { page, noise } = await stage.open("", { colorScheme, viewport: { width, height: 1400 } });
    const set = await generateBlobs();
    await page.locator("#more summary").click();
    await page.locator("#out").scrollIntoViewIfNeeded();
    await page.locator(".ndpeek-own, .ndpeek-export").first().waitFor();
    await page.locator("#out *").first().waitFor();
    await page.locator("#charts").scrollIntoViewIfNeeded();
    const points = (await readPoints(page, set, { kind: "repeat" })).filter(({ y }) => y > 0 && y < 1400);
    const [point] = sampleAlone(points, 1) as [PeekPoint];
    await page.mouse.click(point.x, point.y);
    await page.locator(".ndpeek-tooltip[role=dialog] img").first().waitFor();
    await page.locator(".ndpeek-large").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator("#rows").fill("none");
    await page.getByRole("button", { name: "Generate" }).click();
    await page.locator("#rows[aria-invalid=true]").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(noise).toEqual([]);
  });
});

/** Elements that reach beyond the window, and texts that are cut off where they are. */
const readCutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const nameOf = (element: Element) =>
      `${element.tagName} ${element.id} ${element.className} ${element.textContent.slice(0, 40)}`;
    for (const element of document.body.querySelectorAll<HTMLElement>("*:not(svg *, .skip)")) {
      const { left, right, width, height } = element.getBoundingClientRect();
      if (width < 2 || height < 2 || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.closest(".ndpeek-tooltip-live, .ndpeek-large-live, pre, .ndpeek-gallery")) continue;
      if (left < -0.5 || right > innerWidth + 0.5) found.push(`beyond: ${nameOf(element)}`);
      const isText = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== "");
      if (isText && getComputedStyle(element).overflow !== "visible" && element.scrollWidth > element.clientWidth + 1) {
        found.push(`cut: ${nameOf(element)}`);
      }
    }
    return found;
  });

/** For each list of choices the pixels that are left beside its widest one. */
const readRoom = (page: Page): Promise<Record<string, number>> =>
  page.$$eval("select", (selects) =>
    Object.fromEntries(
      selects
        .filter((select) => select.checkVisibility())
        .map((select) => {
          const { font, paddingInlineStart, paddingInlineEnd } = getComputedStyle(select);
          const context = document.createElement("canvas").getContext("2d")!;
          context.font = font;
          const widest = Math.max(...[...select.options].map(({ text }) => context.measureText(text).width));
          const arrow = 20;
          const padding = Number.parseFloat(paddingInlineStart) + Number.parseFloat(paddingInlineEnd);
          return [select.id || select.options[0]!.text, select.clientWidth - padding - arrow - widest];
        }),
    ),
  );

test.each([320, 640, 900])("nothing is cut off in a window of %i pixels", async (width) => {
  const { page, noise } = await stage.open("", { viewport: { width, height: 1200 } });
  await page.locator("#more summary").click();
  await page.locator("#out").scrollIntoViewIfNeeded();
  await page.locator("#out *").first().waitFor();
  await page.locator('.ndpeek-gallery [aria-posinset="1"]').click();
  await page.locator(".ndpeek-large").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  expect(await readCutOff(page)).toEqual([]);
  expect(Object.entries(await readRoom(page)).filter(([, room]) => room < 0)).toEqual([]);
  for (const kind of ["strip", "scatter", "histogram", "dropdown"]) {
    await page.locator("#chart").selectOption(kind);
    await page.waitForFunction((kind) => location.hash === `#chart=${kind}`, kind);
    expect(await textsCutOff(page, ".ndpeek-frame:not(.ndpeek-frame-drawing)")).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  expect(noise).toEqual([]);
});

test("points are found in a window of 320 pixels, in a dark one too", async () => {
  const { page, noise } = await stage.open("", { viewport: { width: 320, height: 1400 }, colorScheme: "dark" });
  await expectPeeks(page, await generateBlobs(), { kind: "repeat" }, 4);
  expect(noise).toEqual([]);
});
