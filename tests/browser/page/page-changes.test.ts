// What of the page stays, and what goes, when something else comes while it is at work.
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateBlobs, type NdArray } from "../../../src/index.ts";
import { points } from "../../fixtures/attach-files.ts";
import { npyBytes } from "../../fixtures/npy-bytes.ts";
import { drop, reachPanel } from "../fixtures/own-page.ts";
import {
  expectPeeks,
  fill,
  generate,
  openPageStage,
  type PageStage,
  twoFrames,
  typeThreshold,
  waitForAreas,
  waitForRun,
} from "../fixtures/page-stage.ts";

let stage: PageStage;

beforeAll(async () => {
  stage = await openPageStage();
});

afterAll(() => stage?.close());

/** A run of some seconds. */
const LONG = { rows: "40000", "image-width": "256" };

test("a run that is cancelled leaves address, group and large view as they were; its points are no rows of the images", async () => {
  const { page, noise } = await stage.open("#rows=150&chart=strip");
  const set = await generateBlobs({ rows: 150 });
  await page.getByRole("combobox", { name: "Group" }).selectOption({ label: "b" });
  const picked = await page.locator(".ndpeek-browser-summary").innerText();
  await page.locator(".ndpeek-gallery [role=option]").first().click();
  await page.locator(".ndpeek-large-title").waitFor();
  const title = await page.locator(".ndpeek-large-title").innerText();
  await fill(page, { ...LONG, stream: "spawn" });
  await page.getByRole("button", { name: "Generate" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".ndpeek-ring").length === 0);
  const plot = (await page.locator(".ndpeek-peek").boundingBox())!;
  for (const share of [0.2, 0.25, 0.3]) await page.mouse.click(plot.x + share * plot.width, plot.y + plot.height / 2);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.waitForFunction(() => document.getElementById("status")!.textContent === "Cancelled");
  await typeThreshold(page, set, 0.3);
  expect(await page.locator("#message").innerText()).toBe("");
  expect(new URL(page.url()).hash).toBe("#rows=150&threshold=0.3&chart=strip");
  expect(await page.locator(".ndpeek-browser-summary").innerText()).toBe(picked);
  expect(await page.locator(".ndpeek-large-title").innerText()).toBe(title);
  expect(noise).toEqual([]);
});

test("a brush goes with the rows that it was drawn over", async () => {
  const { page, noise } = await stage.open("#rows=150&chart=strip");
  const plot = (await page.locator(".ndpeek-peek").boundingBox())!;
  await page.mouse.move(plot.x + plot.width * 0.2, plot.y + plot.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width * 0.6, plot.y + plot.height * 0.7, { steps: 3 });
  await page.mouse.up();
  expect(await page.locator(".ndpeek-brush").isVisible()).toBe(true);
  await fill(page, { rows: "160" });
  await generate(page);
  expect(await page.locator(".ndpeek-brush").isVisible()).toBe(false);
  expect(await page.locator(".ndpeek-browser-summary").innerText()).toMatch(/^160 rows/);
  expect(noise).toEqual([]);
});

test("Enter in the threshold's field generates nothing; the large view's areas follow, and its focus stays when it is closed", async () => {
  const { page, noise } = await stage.open("#rows=150");
  const set = await generateBlobs({ rows: 150 });
  await page.locator(".ndpeek-gallery [role=option]").first().click();
  await page.locator(".ndpeek-large-title").waitFor();
  const row = Number((await page.locator(".ndpeek-large-title").innerText()).replace("Row ", ""));
  const said = await page.locator("#status").innerText();
  await page.locator("#threshold").fill("0.7");
  await page.locator("#threshold").press("Enter");
  await page.waitForFunction(() => location.hash.includes("threshold=0.7"));
  await twoFrames(page);
  const { image1_area, image2_area } = set.areas(0.7);
  const areas = [image1_area, image2_area].map((list) => list[row]!.toFixed(4));
  expect(await page.locator(".ndpeek-large-fields dd").allInnerTexts()).toEqual([set.columns.group[row], ...areas]);
  expect(await page.locator("#status").innerText()).toBe(said);
  await page.getByRole("button", { name: "Close" }).focus();
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement!.id)).toBe("closer");
  expect(noise).toEqual([]);
});

test("a stack that is dropped before there is a place for it is opened by the page, once", async () => {
  const { page, noise } = await stage.open("#rows=100");
  const data = Uint8Array.from({ length: 6 * 64 }, (_, i) => (i * 37) % 251);
  const bytes = [...npyBytes({ data, shape: [6, 8, 8] })];
  await page.evaluate((bytes) => {
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(bytes)], "stack.npy"));
    const give = (type: string) =>
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true }));
    const isTaken = ["dragenter", "dragover", "drop"].map((type) => !give(type));
    if (!isTaken[2]) throw new Error("the browser would open the file");
  }, bytes);
  await page.waitForFunction(() => document.getElementById("status")!.textContent === "6 rows of stack");
  await page.getByRole("button", { name: "Generate" }).click();
  await waitForRun(page, 100);
  expect(noise).toEqual([]);
});

test("a threshold that is moved while another chart is made is that chart's; of charts chosen in one go the last one is there", async () => {
  const { page, noise } = await stage.open("#rows=150&chart=strip");
  const set = await generateBlobs({ rows: 150 });
  const choose = (charts: readonly string[], threshold?: string) =>
    page.evaluate(
      ([charts, threshold]) => {
        const list = document.getElementById("chart") as HTMLSelectElement;
        for (const chart of charts) {
          list.value = chart;
          list.dispatchEvent(new Event("change"));
        }
        if (threshold === undefined) return;
        const slider = document.getElementById("threshold-slider") as HTMLInputElement;
        slider.value = threshold;
        slider.dispatchEvent(new Event("input"));
        slider.dispatchEvent(new Event("change"));
      },
      [charts, threshold] as const,
    );
  await choose(["scatter"], "0.7");
  await waitForAreas(page, set, 0.7);
  await page.waitForFunction(() => document.querySelector(".ndpeek-frame:not(.ndpeek-frame-drawing) .role-legend"));
  // Points that moved while the frame was made are where they belong at once.
  await expectPeeks(page, set, { kind: "scatter", threshold: 0.7, spreadAt: 0.4 }, 3);
  await choose(["histogram", "scatter"]);
  await page.waitForTimeout(300);
  expect(await page.locator(".ndpeek-frame").count()).toBe(1);
  expect(await page.locator(".ndpeek-frame .role-legend").count()).toBe(1);
  await expectPeeks(page, set, { kind: "scatter", threshold: 0.7, spreadAt: 0.4 }, 3);
  expect(noise).toEqual([]);
});

const BY_GROUP = {
  x: { field: "x", type: "quantitative" },
  y: { field: "y", type: "quantitative" },
  color: { field: "g", type: "nominal" },
};

/** A page that shows a chart of the user's with six points, and the stack behind them. */
async function openGuest(stack: NdArray<Uint8Array>) {
  const watched = await stage.open("#rows=100");
  const { page } = watched;
  await reachPanel(page);
  await drop(page, [
    { name: "stack.npy", bytes: npyBytes(stack) },
    { name: "chart.json", bytes: JSON.stringify(points(6, { encoding: BY_GROUP })) },
  ]);
  await page.waitForFunction(() => document.getElementById("status")!.textContent === "6 rows of stack");
  return { ...watched, marks: page.locator("#guest .role-mark.mark-symbol path") };
}

const SIX: NdArray<Uint8Array> = { data: Uint8Array.from({ length: 6 * 64 }, (_, i) => (i * 37) % 251), shape: [6, 8, 8] };

test("over a chart of one's own the list of charts is off, and why is said; its points have the colours that are chosen, and its pins open the large view", async () => {
  const { page, marks, noise } = await openGuest(SIX);
  const charts = page.getByRole("combobox", { name: "Chart" });
  expect(await charts.isDisabled()).toBe(true);
  expect(await charts.getAttribute("aria-describedby")).toBe("guest-hint");
  expect(await page.locator(".hint").filter({ visible: true }).allInnerTexts()).toEqual([
    expect.stringMatching(/^This is your chart\. Remove it /),
  ]);
  const colour = await marks.first().getAttribute("fill");
  await fill(page, { scheme: "safe" });
  await page.waitForFunction(
    (colour) => document.querySelector("#guest .role-mark.mark-symbol path")?.getAttribute("fill") !== colour,
    colour,
  );
  await marks.nth(4).click();
  await page.locator(".ndpeek-large-title").waitFor();
  expect(await page.locator(".ndpeek-large-title").innerText()).toBe("Row 4");
  const mean = SIX.data.subarray(4 * 64, 5 * 64).reduce((sum, value) => sum + value, 0) / 64;
  const said = await page.locator(".ndpeek-large-figures dt", { hasText: "Mean" }).locator("+ dd").innerText();
  expect(Number(said)).toBeCloseTo(mean, 1);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Remove chart.json" }).click();
  await page.waitForFunction(() => document.querySelectorAll("#guest > *").length === 0);
  expect(await charts.isEnabled()).toBe(true);
  expect(await charts.getAttribute("aria-describedby")).toBeNull();
  expect(await page.locator(".guest-hint").isVisible()).toBe(false);
  expect(noise).toEqual([]);
});

test("pins of a chart with colours behind it open these, which are not measured, and steps go from image to image", async () => {
  const { page, noise } = await stage.open("#rows=100");
  await reachPanel(page);
  const colours: NdArray<Uint8Array> = {
    data: Uint8Array.from({ length: 6 * 48 }, (_, i) => (i * 37) % 251),
    shape: [6, 4, 4, 3],
  };
  await drop(page, [
    { name: "photos.npy", bytes: npyBytes(colours) },
    { name: "chart.json", bytes: JSON.stringify(points(6)) },
  ]);
  const marks = page.locator("#guest .role-mark.mark-symbol path");
  await marks.nth(4).click();
  const title = page.locator(".ndpeek-large-title");
  await title.waitFor();
  const bytes = (row: number) => colours.data.subarray(row * 48, row * 48 + 48);
  const painted = () =>
    page.locator(".ndpeek-pixels canvas").evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      return [...data].filter((_, i) => i % 4 < 3);
    });
  expect([await title.innerText(), await painted()]).toEqual(["Row 4", [...bytes(4)]]);
  expect(await page.locator(".ndpeek-large-fields").isVisible()).toBe(false);
  await fill(page, { cmap: "viridis" });
  for (const row of [5, 5]) {
    await page.getByRole("button", { name: "Next row" }).click();
    await twoFrames(page);
    expect([await title.innerText(), await painted()]).toEqual([`Row ${row}`, [...bytes(row)]]);
  }
  expect(await page.locator(".ndpeek-browser-summary").innerText()).toMatch(/^100 rows/);
  await page.getByRole("button", { name: "Remove chart.json" }).click();
  await page.waitForFunction(() => document.querySelectorAll("#guest > *").length === 0);
  expect(await page.locator("#charts").isVisible()).toBe(true);
  expect(noise).toEqual([]);
});

test("a chart of one's own is there again when a run is cancelled, and its chart goes when one comes to its end", async () => {
  const { page, marks, noise } = await openGuest(SIX);
  expect(await marks.filter({ visible: true }).count()).toBe(6);
  await fill(page, { ...LONG, stream: "spawn" });
  await page.getByRole("button", { name: "Generate" }).click();
  await page.waitForFunction(() => / of 40,000 rows/.test(document.getElementById("running")!.textContent));
  expect(await marks.filter({ visible: true }).count()).toBe(0);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.waitForFunction(() => document.getElementById("status")!.textContent === "Cancelled");
  expect(await marks.filter({ visible: true }).count()).toBe(6);
  expect(await page.locator("#charts").isVisible()).toBe(false);
  await marks.nth(2).hover();
  await page.locator(".ndpeek-tooltip:not([hidden]) img").waitFor();
  await fill(page, { rows: "60", "image-width": "24" });
  await generate(page);
  expect(await page.locator("#guest > *").count()).toBe(0);
  expect(await page.locator("#charts").isVisible()).toBe(true);
  expect(noise).toEqual([]);
});

test("names of groups and files that run from right to left, or would turn round the text, leave the page's own where it is", async () => {
  const { page, noise } = await stage.open(`#rows=40&groups=${encodeURIComponent("\u05d0\u05d1\u05d2,x\u202ey")}&no\u202epe=1`);
  expect(await page.locator("#message").innerText()).toBe('The address says what this page does not know: "no[U+202E]pe"');
  const captions = page.locator(".ndpeek-gallery [role=option] .ndpeek-gallery-caption");
  const hebrew = captions.filter({ hasText: "\u05d0" }).first();
  /** Where the first and the last letter stand. */
  const [first, last] = await hebrew.evaluate((caption) => {
    const text = caption.firstChild as Text;
    return [text.data.indexOf("\u05d0"), text.length - 1].map((at) => {
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return range.getBoundingClientRect().left;
    });
  });
  expect(first).toBeLessThan(last!);
  expect(await captions.filter({ hasText: "x[U+202E]y · 0." }).count()).toBeGreaterThan(0);
  await reachPanel(page);
  await drop(page, [{ name: "photo\u202egnp", bytes: "x" }]);
  await page.waitForFunction(() => document.getElementById("message")!.textContent.startsWith('"photo[U+202E]gnp": expected'));
  await drop(page, [{ name: "cells\u202evsc.npy", bytes: npyBytes(SIX) }]);
  await page.waitForFunction(() => document.getElementById("status")!.textContent === "6 rows of cells[U+202E]vsc");
  expect(await page.locator("#areas").innerText()).toMatch(/^Mean area: cells\[U\+202E\]vsc 0\.\d+$/);
  expect(await page.evaluate(() => /[\u202a-\u202e]/.test(document.body.innerText))).toBe(false);
  expect(noise).toEqual([]);
});
