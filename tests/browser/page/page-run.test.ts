import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateBlobs } from "../../../src/index.ts";
import {
  captionsOf,
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
  waitForRun,
} from "../fixtures/page-stage.ts";
import { sampleAlone } from "../fixtures/peek-points.ts";

let stage: PageStage;

beforeAll(async () => {
  stage = await openPageStage();
});

afterAll(() => stage?.close());

/** A run of some seconds. */
const LONG = { rows: "40000", "image-width": "256" };

const press = (page: Page) => page.getByRole("button", { name: "Generate" }).click();

/** Pixels of the chart's canvas that a point covers. */
const countPainted = (page: Page): Promise<number> =>
  page.$eval(".ndpeek-points", (canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d", {
      willReadFrequently: true,
    })!;
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let painted = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at]! > 0) painted++;
    return painted;
  });

const waitForPainted = async (page: Page, more: number): Promise<number> => {
  for (;;) {
    const painted = await countPainted(page);
    if (painted > more) return painted;
    expect(await page.locator("#running").isVisible()).toBe(true);
  }
};

test("a long run says how far it has come, how fast and how long yet; its chart fills; cancelled, what was there is back", async () => {
  const { page, noise } = await stage.open("#rows=150&chart=strip");
  const set = await generateBlobs({ rows: 150 });
  const before = await countPainted(page);
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const running = document.getElementById("running")!;
    new MutationObserver(() => said.push(running.textContent)).observe(running, { childList: true });
  });
  await fill(page, LONG);
  await press(page);
  const cancel = page.getByRole("button", { name: "Cancel" });
  await cancel.waitFor();
  expect(await page.locator("#charts").getAttribute("aria-busy")).toBe("true");
  await page.waitForFunction(() => document.getElementById("running")!.textContent.endsWith("left"));
  // Fewer points than before at first, for they are smaller.
  const some = await waitForPainted(page, 0);
  const [first, second] = [some, await waitForPainted(page, some)];
  expect(second).toBeGreaterThan(first);
  const share = await page.$eval("#progress", (progress: HTMLProgressElement) => progress.position);
  expect(share > 0 && share < 1).toBe(true);
  await cancel.click();
  await page.waitForFunction(() => document.getElementById("status")!.textContent === "Cancelled");
  expect(await page.locator("#progress").isVisible()).toBe(false);
  expect(await page.locator("#charts").getAttribute("aria-busy")).toBe("false");
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said.filter(Boolean));
  expect(said.filter((text) => !/^[\d,]+ of 40,000 rows · [\d,]+ rows\/s( · \d+(\.\d)? m?s left)?$/.test(text))).toEqual([]);
  expect(said.length).toBeGreaterThan(1);

  expect(await textOf(page, "message")).toBe("");
  expect(await textOf(page, "areas")).toBe(meansOf(set));
  await expectPeeks(page, set, { kind: "strip" });
  await page.mouse.move(2, 2);
  expect(await countPainted(page)).toBe(before);
  const sorted = sortedByArea(set, Array(150).keys());
  expect(await readCaptions(page, 4)).toEqual(captionsOf(set, sorted.slice(0, 4)));
  expect(new URL(page.url()).hash).toBe("#rows=150&chart=strip");
  await page.locator("#chart").selectOption("scatter");
  await page.waitForFunction(() => location.hash === "#rows=150&chart=scatter");
  expect(noise).toEqual([]);
});

test("a run takes the place of one that is under way", async () => {
  const { page, noise } = await stage.open("#rows=12");
  await fill(page, LONG);
  await press(page);
  await page.waitForFunction(() => / of 40,000 rows/.test(document.getElementById("running")!.textContent));
  await waitForPainted(page, 0);
  await fill(page, { rows: "30", "image-width": "96" });
  await press(page);
  await waitForRun(page, 30);
  await expectPeeks(page, await generateBlobs({ rows: 30 }), { kind: "repeat" });
  expect(await page.locator("#progress").isVisible()).toBe(false);
  expect(noise).toEqual([]);
});

test("a run of fewer rows lets go of the tooltip and the brush of before", async () => {
  const { page, noise } = await stage.open("#rows=100&chart=scatter");
  const points = await readPoints(page, await generateBlobs({ rows: 100 }), { kind: "scatter" });
  const last = sampleAlone(points, 100).filter(({ row }) => row > 50)[0]!;
  await page.mouse.move(last.x - 30, last.y - 30);
  await page.mouse.down();
  await page.mouse.move(last.x + 30, last.y + 30, { steps: 3 });
  await page.mouse.up();
  await page.mouse.move(last.x, last.y);
  await page.locator(".ndpeek-tooltip img").first().waitFor();
  expect(await page.locator(".ndpeek-brush").isVisible()).toBe(true);
  await page.locator("#rows").fill("12");
  await page.locator("#rows").press("Enter");
  await waitForRun(page, 12);
  expect(await page.locator(".ndpeek-tooltip").isVisible()).toBe(false);
  expect(await page.locator(".ndpeek-brush").isVisible()).toBe(false);
  expect(await page.locator("#images [role=status]").innerText()).toMatch(/^12 rows/);
  expect(await textOf(page, "message")).toBe("");
  await page.mouse.move(2, 2);
  await expectPeeks(page, await generateBlobs({ rows: 12 }), { kind: "scatter" }, 3);
  expect(noise).toEqual([]);
});

test("says that it draws while it draws, and forgets a run that is let go of then", async () => {
  const { page, noise } = await stage.open();
  await fill(page, { rows: "3000", "image-width": "16" });
  await page.evaluate(() => {
    const running = document.getElementById("running")!;
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => {
      said.push(running.textContent);
      if (running.textContent !== "3,000 rows · drawing…") return;
      (document.getElementById("rows") as HTMLInputElement).value = "20";
      (document.getElementById("form") as HTMLFormElement).requestSubmit();
    }).observe(running, { childList: true });
    new MutationObserver(([change]) => said.push(change!.target.textContent!)).observe(document.getElementById("status")!, {
      childList: true,
    });
  });
  await press(page);
  await waitForRun(page, 20);
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said).toContain("3,000 rows · drawing…");
  expect(said).toContain("20 rows · drawing…");
  expect(said.filter((text) => text.startsWith("3,000 rows generated"))).toEqual([]);
  await expectPeeks(page, await generateBlobs({ rows: 20, width: 16 }), { kind: "repeat" });
  expect(noise).toEqual([]);
});

test("draws many points, their images the library's, and the most rows it takes", async () => {
  const { page, noise } = await stage.open("#rows=1500&image-width=16&chart=scatter");
  await expectPeeks(page, await generateBlobs({ rows: 1500, width: 16 }), { kind: "scatter" });
  await page.mouse.move(2, 2);
  const some = await countPainted(page);
  await fill(page, { rows: "100000", "image-width": "8" });
  await generate(page);
  expect(await textOf(page, "status")).toMatch(/^100,000 rows/);
  expect(await page.locator("#images [role=status]").innerText()).toMatch(/^100,000 rows/);
  expect(await countPainted(page)).toBeGreaterThan(0);
  expect(some).toBeGreaterThan(0);
  expect(noise).toEqual([]);
});
