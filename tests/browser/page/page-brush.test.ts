import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { PeekChartKind } from "../../../src/draw/peek-table.ts";
import { type BlobSet, generateBlobs } from "../../../src/index.ts";
import {
  captionsOf,
  openPageStage,
  type PageStage,
  readCaptions,
  readPoints,
  sortedByArea,
  textOf,
  twoFrames,
  typeThreshold,
} from "../fixtures/page-stage.ts";
import { areasAt, type Box, fieldsOf, type PeekPoint, readPlotBox, sampleAlone } from "../fixtures/peek-points.ts";

let stage: PageStage;
let set: BlobSet;

beforeAll(async () => {
  [stage, set] = await Promise.all([openPageStage(), generateBlobs()]);
});

afterAll(() => stage?.close());

interface Corners {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const AWAY = 1.5;

/** A box in the middle of the plot whose edges no point is near. */
function boxAmong(points: readonly PeekPoint[], { left, top, width, height }: Box): Corners {
  const clear = (start: number, places: readonly number[]): number => {
    let edge = Math.round(start);
    while (places.some((place) => Math.abs(place - edge) < AWAY)) edge++;
    return edge;
  };
  const across = points.map(({ x }) => x);
  const down = points.map(({ y }) => y);
  return {
    left: clear(left + 0.22 * width, across),
    top: clear(top + 0.2 * height, down),
    right: clear(left + 0.75 * width, across),
    bottom: clear(top + 0.8 * height, down),
  };
}

const isIn = ({ left, top, right, bottom }: Corners, { x, y }: PeekPoint): boolean =>
  x > left && x < right && y > top && y < bottom;

const rowsIn = (box: Corners, points: readonly PeekPoint[]): number[] => [
  ...new Set(points.filter((point) => isIn(box, point)).map(({ row }) => row)),
];

async function brush(page: Page, { left, top, right, bottom }: Corners): Promise<void> {
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move((left + right) / 2, bottom);
  await page.mouse.move(right, bottom);
  await page.mouse.up();
  await twoFrames(page);
}

const summary = (page: Page): Promise<string> => page.locator("#images [role=status]").innerText();

/** The gallery shows these rows, by their areas. */
async function expectGallery(page: Page, rows: readonly number[], metric = 0, threshold?: number): Promise<number[]> {
  const sorted = sortedByArea(set, rows, metric, threshold);
  expect(await summary(page)).toContain(`${rows.length} of 200 rows`);
  await expect.poll(() => readCaptions(page, 5)).toEqual(captionsOf(set, sorted.slice(0, 5), metric, threshold));
  if (rows.length > 0) {
    expect(await page.locator(".ndpeek-gallery [role=option]").first().getAttribute("aria-setsize")).toBe(String(rows.length));
  }
  return sorted;
}

/** Where rings are, in the window. */
const readRings = (page: Page): Promise<{ x: number; y: number }[]> =>
  page.$$eval(".ndpeek-ring", (rings) =>
    rings.map((ring) => {
      const { left, top, width, height } = ring.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }),
  );

/** The window may have been scrolled: places are read anew. */
async function expectRings(page: Page, kind: PeekChartKind, row: number): Promise<void> {
  const wanted = (await readPoints(page, set, { kind })).filter((point) => point.row === row);
  const rings = await readRings(page);
  expect(rings).toHaveLength(wanted.length);
  for (const [i, { x, y }] of wanted.entries()) expect(Math.hypot(rings[i]!.x - x, rings[i]!.y - y)).toBeLessThan(1);
}

const large = (page: Page): Locator => page.locator(".ndpeek-large");

async function expectLarge(page: Page, row: number): Promise<void> {
  await page.getByRole("heading", { name: `Row ${row}`, exact: true }).waitFor();
  const [one, other] = areasAt(set);
  expect(await large(page).locator("dl").first().innerText()).toBe(
    [
      ["Group", set.columns.group[row]],
      ["Area, Image 1 (circle)", one![row]!.toFixed(4)],
      ["Area, Image 2 (square)", other![row]!.toFixed(4)],
    ]
      .flat()
      .join("\n"),
  );
}

describe("the brush", () => {
  test.each(["strip", "scatter", "histogram", "repeat", "dropdown"] as const)(
    "picks out the rows of %s whose point is in it",
    async (kind) => {
      const { page, noise } = await stage.open(`#chart=${kind}`);
      const points = await readPoints(page, set, { kind });
      const box = boxAmong(points, await page.evaluate(readPlotBox, undefined));
      const rows = rowsIn(box, points);
      expect(rows.length > 10 && rows.length < 190).toBe(true);
      await brush(page, box);
      await expectGallery(page, rows);
      // Points that are not picked out are faint.
      const picked = new Set(rows);
      const sample = sampleAlone(points, 40);
      const alphas = await page.$eval(
        ".ndpeek-points",
        (canvas: HTMLCanvasElement, places) => {
          const { width, height } = canvas;
          const { left, top } = canvas.getBoundingClientRect();
          const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d", {
            willReadFrequently: true,
          })!;
          context.drawImage(canvas, 0, 0);
          return places.map(({ x, y }) => context.getImageData(x - left, y - top, 1, 1).data[3]!);
        },
        sample,
      );
      expect(alphas.map((alpha) => alpha === 255)).toEqual(sample.map(({ row }) => picked.has(row)));

      // It stays where it is while points move.
      await typeThreshold(page, set, 0.3);
      const moved = await readPoints(page, set, { kind, threshold: 0.3, spreadAt: 0.4 });
      await vi.waitFor(() => expectGallery(page, rowsIn(box, moved), 0, 0.3), { timeout: 10_000 });
      await page.keyboard.press("Escape");
      const outside = await page.evaluate(readPlotBox, undefined);
      await page.mouse.click(outside.left + outside.width - 3, outside.top + 3);
      await page.waitForFunction(() => document.querySelector("#images [role=status]")!.textContent.startsWith("200 rows"));
      expect(await page.locator(".ndpeek-brush").isVisible()).toBe(false);
      expect(noise).toEqual([]);
    },
  );

  test("goes together with limits of the area and a group, and Show all takes all away", async () => {
    const { page, noise } = await stage.open("#chart=strip&metric=image2");
    const areas = areasAt(set)[1]!;
    const { group } = set.columns;
    const all = [...areas.keys()];
    await page.getByLabel("Area from").fill("0.07");
    await page.locator("#images").getByLabel("to", { exact: true }).fill("0.15");
    const within = all.filter((row) => areas[row]! >= 0.07 && areas[row]! <= 0.15);
    await expectGallery(page, within, 1);
    await page.getByRole("combobox", { name: "Group", exact: true }).selectOption({ label: "b" });
    const ofGroup = within.filter((row) => group[row] === "b");
    await expectGallery(page, ofGroup, 1);
    const points = await readPoints(page, set, { kind: "strip", metric: 1 });
    const box = boxAmong(points, await page.evaluate(readPlotBox, undefined));
    await brush(page, box);
    const under = new Set(rowsIn(box, points));
    await expectGallery(
      page,
      ofGroup.filter((row) => under.has(row)),
      1,
    );
    await page.getByRole("combobox", { name: "Order" }).selectOption({ label: "By row" });
    expect(await readCaptions(page, 3)).toEqual(captionsOf(set, ofGroup.filter((row) => under.has(row)).slice(0, 3), 1));
    await page.getByRole("button", { name: "Show all" }).click();
    expect(await summary(page)).toContain("200 rows · areas of Image 2 (square)");
    expect(await page.locator(".ndpeek-brush").isVisible()).toBe(false);
    expect(noise).toEqual([]);
  });

  test("that holds no point says so", async () => {
    const { page } = await stage.open("#chart=repeat");
    const { left, top, width, height } = await page.evaluate(readPlotBox, undefined);
    const points = await readPoints(page, set, { kind: "repeat" });
    const box = { left: left + 0.46 * width, top: top + 10, right: left + 0.54 * width, bottom: top + height / 2 };
    expect(rowsIn(box, points)).toEqual([]);
    await brush(page, box);
    expect(await summary(page)).toContain("No row of 200");
  });
});

describe("a row that is chosen", () => {
  test("among the images is marked in the chart and seen large, and so are those before and behind it", async () => {
    const { page, noise } = await stage.open();
    const sorted = sortedByArea(set, Array(200).keys());
    await page.locator('.ndpeek-gallery [aria-posinset="3"]').click();
    await expectLarge(page, sorted[2]!);
    await expectRings(page, "repeat", sorted[2]!);
    expect(await page.locator('.ndpeek-gallery [aria-selected="true"]').getAttribute("aria-posinset")).toBe("3");
    await page.getByRole("button", { name: "Next row" }).click();
    await expectLarge(page, sorted[3]!);
    await expectRings(page, "repeat", sorted[3]!);
    await page.getByRole("button", { name: "Previous row" }).click();
    await page.getByRole("button", { name: "Previous row" }).click();
    await expectLarge(page, sorted[1]!);
    await page.keyboard.press("ArrowLeft");
    await expectLarge(page, sorted[0]!);
    await page.keyboard.press("Escape");
    await large(page).waitFor({ state: "hidden" });
    expect(await readRings(page)).toEqual([]);
    expect(await page.locator('.ndpeek-gallery [aria-selected="true"]').count()).toBe(0);
    expect(noise).toEqual([]);
  });

  test("by a click on its point is pinned and seen large; another point shows its own", async () => {
    const { page, noise } = await stage.open("#chart=scatter");
    const points = await readPoints(page, set, { kind: "scatter" });
    const [first, second] = sampleAlone(points, 2) as [PeekPoint, PeekPoint];
    await page.mouse.click(first.x, first.y);
    await expectLarge(page, first.row);
    await expectRings(page, "scatter", first.row);
    const card = page.locator(".ndpeek-tooltip");
    expect(await card.getAttribute("role")).toBe("dialog");
    await page.mouse.move(second.x, second.y);
    expect(await card.locator("dd").last().innerText()).toBe(String(first.row));
    await page.mouse.click(second.x, second.y);
    await expectLarge(page, second.row);
    // The threshold's line in the large view leads the chart's.
    const line = page.getByRole("slider", { name: "Threshold", exact: true }).first();
    await line.press("ArrowRight");
    await page.waitForFunction(() => (document.getElementById("threshold") as HTMLInputElement).value !== "0.4");
    await page.waitForFunction(() => location.hash.includes("threshold="));
    const threshold = Number(await page.locator("#threshold").inputValue());
    expect(threshold).toBeGreaterThan(0.4);
    const sorted = sortedByArea(set, Array(200).keys(), 0, threshold);
    await expect.poll(() => readCaptions(page, 1)).toEqual(captionsOf(set, sorted.slice(0, 1), 0, threshold));
    expect(noise).toEqual([]);
  });

  test("is reached, pinned and left by keys alone", async () => {
    const { page, noise } = await stage.open("#chart=scatter");
    const focused = () => page.evaluate(() => document.activeElement?.className ?? "");
    for (let tabs = 0; tabs < 24 && !(await focused()).includes("ndpeek-frame"); tabs++) await page.keyboard.press("Tab");
    expect(await focused()).toContain("ndpeek-frame");
    await page.keyboard.press("ArrowRight");
    const card = page.locator(".ndpeek-tooltip");
    const shownRow = async () => Number(await card.locator("dd").last().innerText());
    const first = await shownRow();
    await page.keyboard.press("ArrowRight");
    const row = await shownRow();
    expect(row).not.toBe(first);
    const points = await readPoints(page, set, { kind: "scatter" });
    expect(points[row]!.x).toBeGreaterThanOrEqual(points[first]!.x);
    const wanted = fieldsOf(set, points[row]!);
    expect(await page.locator(".ndpeek-tooltip-live").innerText()).toBe(
      [
        `Row ${row}`,
        ...Object.entries(wanted)
          .filter(([name]) => name !== "Row")
          .map((field) => field.join(" ")),
      ].join(", "),
    );
    await page.keyboard.press("Enter");
    await expectLarge(page, row);
    expect(await card.getAttribute("role")).toBe("dialog");
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "hidden" });
    expect(await focused()).toContain("ndpeek-frame");
    expect(noise).toEqual([]);
  });

  test("the card leaves on Escape, scroll, loss of focus and at the point's edge, and lets the pointer through", async () => {
    const { page } = await stage.open("", { viewport: { width: 1100, height: 800 } });
    const card = page.locator(".ndpeek-tooltip");
    const points = (await readPoints(page, set, { kind: "repeat" })).filter(({ y }) => y < 760);
    const [first, second] = sampleAlone(points, 2) as [PeekPoint, PeekPoint];
    const leave = [
      () => page.keyboard.press("Escape"),
      () => page.evaluate(() => window.dispatchEvent(new Event("blur"))),
      () => page.mouse.move(5, 5),
      () => page.mouse.wheel(0, 40),
    ];
    for (const go of leave) {
      await page.mouse.move(first.x, first.y);
      await card.waitFor();
      expect(await card.evaluate((element) => getComputedStyle(element).pointerEvents)).toBe("none");
      expect(await card.getAttribute("role")).toBe("tooltip");
      await go();
      await card.waitFor({ state: "hidden" });
      await page.mouse.move(second.x, second.y);
    }
  });
});

describe("a finger", () => {
  test("taps a point to pin it, and brushes once that is asked for", async () => {
    const { page, noise } = await stage.open("#chart=strip", { hasTouch: true });
    const points = await readPoints(page, set, { kind: "strip" });
    const [point] = sampleAlone(points, 1) as [PeekPoint];
    await page.touchscreen.tap(point.x, point.y);
    await expectLarge(page, point.row);
    const card = page.locator(".ndpeek-tooltip");
    expect(await card.getAttribute("role")).toBe("dialog");
    expect(await card.locator("dd").last().innerText()).toBe(String(point.row));
    await page.touchscreen.tap(5, 5);
    await card.waitFor({ state: "hidden" });

    const box = boxAmong(points, await page.evaluate(readPlotBox, undefined));
    // Not across: that would be the browser's way back.
    await swipe(page, { ...box, right: box.left + 5 });
    expect(await summary(page)).toContain("200 rows");
    await page.getByRole("button", { name: "Select by touch" }).tap();
    await swipe(page, box);
    await expectGallery(page, rowsIn(box, points));
    expect(await textOf(page, "message")).toBe("");
    expect(noise).toEqual([]);
  });
});

async function swipe(page: Page, { left, top, right, bottom }: Corners): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd", x?: number, y?: number) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: x === undefined ? [] : [{ x, y: y! }] });
  await send("touchStart", left, top);
  for (const share of [0.1, 0.4, 0.7, 1]) await send("touchMove", left + share * (right - left), top + share * (bottom - top));
  await send("touchEnd");
  await session.detach();
  await twoFrames(page);
}
