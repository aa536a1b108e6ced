import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ChartLook } from "../../../src/draw/chart-theme.ts";
import { CHART_KINDS, type PeekChartKind } from "../../../src/draw/peek-table.ts";
import { type BlobSet, generateBlobs } from "../../../src/index.ts";
import { portableView } from "../../fixtures/portable-view.ts";
import { type ElementStage, openElementStage, toldOf, waitForReady } from "../fixtures/element-stage.ts";
import { expectPeeks, meansOf, readPoints } from "../fixtures/page-stage.ts";
import { areasAt, fieldsOf } from "../fixtures/peek-points.ts";

let stage: ElementStage;
let set: BlobSet;

beforeAll(async () => {
  [stage, set] = await Promise.all([openElementStage(), generateBlobs()]);
});

afterAll(() => stage?.close());

const LOOK: ChartLook = {
  text: "#1d2126",
  textSoft: "#575f69",
  line: "#c9c7c1",
  grid: "#eae8e3",
  surface: "#ffffff",
  categories: ["#2f6db0", "#c86400", "#c9404a"],
  font: "Arial, sans-serif",
};

/** How many items there are of each kind and role. */
type Counts = Record<string, number>;

interface SceneMark {
  readonly marktype: string;
  readonly role?: string;
  readonly items: readonly { readonly text?: unknown; readonly items?: readonly SceneMark[] }[];
}

function countItems(mark: SceneMark, counts: Counts = {}): Counts {
  const name = `${mark.marktype} ${mark.role ?? ""}`;
  // A text of nothing is nothing.
  const drawn = mark.items.filter(({ text }) => mark.marktype !== "text" || [text].flat().join("") !== "");
  counts[name] = (counts[name] ?? 0) + drawn.length;
  for (const item of mark.items) for (const inner of item.items ?? []) countItems(inner, counts);
  return counts;
}

/** The same as it is drawn. */
const readCounts = (page: Page): Promise<Counts> =>
  page.$eval(".ndpeek-frame svg", (svg) => {
    const counts: Record<string, number> = {};
    for (const group of svg.querySelectorAll("g[class*='mark-']")) {
      const [, type, role] = /mark-(\w+) role-([\w-]+)/.exec(group.getAttribute("class")!)!;
      const items = type === "group" ? ":scope > g" : ":scope > :not(g)";
      const name = `${type} ${role}`;
      const drawn = [...group.querySelectorAll(items)].filter((item) => type !== "text" || item.textContent !== "");
      counts[name] = (counts[name] ?? 0) + drawn.length;
    }
    return counts;
  });

const plotOf = (page: Page) =>
  page.$eval(".ndpeek-frame", (frame) => ({
    width: frame.clientWidth,
    plot: frame.querySelector("svg")!.querySelectorAll<SVGPathElement>("path.background")[0]!.getBBox().width,
  }));

/** Kinds and roles that both have, and that have something in them. */
const filled = (counts: Counts): Counts => Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

describe.each(CHART_KINDS)("<ndpeek-viewer chart=%s> under the strict policy", (kind: PeekChartKind) => {
  test("has the marks and axes of the portable chart, and the library's images behind its points, without a word", async () => {
    const { page, noise, requests } = await stage.open(`<ndpeek-viewer chart="${kind}"></ndpeek-viewer>`);
    await waitForReady(page);
    expect(await toldOf(page, "ndpeek-ready")).toMatchObject([{ detail: { rows: 200, chart: kind } }]);
    const { width, plot } = await plotOf(page);
    const view = await portableView(kind, set, "image1", width, kind === "histogram" ? plot : width, LOOK);
    const portable = filled(countItems((view.scenegraph() as unknown as { root: SceneMark }).root));
    view.finalize();
    const drawn = filled(await readCounts(page));
    const points = portable["symbol mark"]!;
    delete portable["symbol mark"];
    expect(drawn).toEqual(portable);
    expect(points).toBe((await readPoints(page, set, { kind }, "ndpeek-viewer")).length);
    await expectPeeks(page, set, { kind }, 3, "ndpeek-viewer");
    expect(await page.locator(".areas").innerText()).toBe(meansOf(set));
    const others = requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(stage.url));
    expect(others).toEqual([]);
    expect(noise).toEqual([]);
  });
});

const readFields = (page: Page) =>
  page.$eval(".ndpeek-tooltip:not([hidden])", (card) =>
    Object.fromEntries([...card.querySelectorAll("dt")].map((name) => [name.textContent, name.nextElementSibling!.textContent])),
  );

/** What a page hears of a row that is pinned. */
const selectionOf = (row: number) => {
  const [image1, image2] = areasAt(set).map((areas) => areas[row]!);
  return { row, group: set.columns.group[row], areas: { image1, image2 } };
};

describe("a viewer's points", () => {
  test("are gone through by keys, and the page hears which one is pinned", async () => {
    const { page, noise } = await stage.open('<ndpeek-viewer id="one" chart="repeat"></ndpeek-viewer>');
    await waitForReady(page);
    const points = await readPoints(page, set, { kind: "repeat" }, "ndpeek-viewer");
    await page.locator(".ndpeek-frame").focus();
    for (const [key, index] of [
      ["Home", 0],
      ["PageDown", 1],
      ["End", 399],
      ["PageUp", 398],
    ] as const) {
      await page.keyboard.press(key);
      expect(await readFields(page)).toEqual(fieldsOf(set, points[index]!));
      expect(await page.locator(".ndpeek-tooltip-live").innerText()).toContain(`Row ${points[index]!.row}`);
    }
    const from = points[398]!;
    await page.keyboard.press("ArrowLeft");
    const fields = await readFields(page);
    const metric = fields.Metric === fieldsOf(set, points[0]!).Metric ? 0 : 1;
    const to = points.find((point) => point.row === Number(fields.Row) && point.metric === metric)!;
    expect(fields).toEqual(fieldsOf(set, to));
    expect(to.x).toBeLessThan(from.x);
    await page.keyboard.press("Enter");
    expect(await toldOf(page, "ndpeek-select")).toMatchObject([{ id: "one", detail: selectionOf(to.row) }]);
    expect(await page.locator(".ndpeek-ring").count()).toBe(2);
    await page.keyboard.press("Escape");
    expect(await page.locator(".ndpeek-tooltip").isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement!.shadowRoot!.activeElement!.className)).toContain("ndpeek-frame");
    // By the pointer.
    const [alone] = points.filter((point) => point.alone);
    await page.mouse.click(alone!.x, alone!.y);
    expect((await toldOf(page, "ndpeek-select")).at(-1)).toMatchObject({ detail: selectionOf(alone!.row) });
    expect(noise).toEqual([]);
  });

  test("tell nothing where a bar of many rows is pinned", async () => {
    const { page, noise } = await stage.open('<ndpeek-viewer chart="histogram"></ndpeek-viewer>');
    await waitForReady(page);
    const [bar] = await page.$$eval(".ndpeek-frame .mark-rect.role-mark path", (bars) =>
      bars.map((bar) => bar.getBoundingClientRect().toJSON() as DOMRect).sort((a, b) => b.height - a.height),
    );
    await page.mouse.click(bar!.x + bar!.width / 2, bar!.y + bar!.height / 2);
    expect(await page.locator(".ndpeek-tooltip[role=dialog]").innerText()).toContain("Rows");
    expect(await toldOf(page, "ndpeek-select")).toEqual([]);
    expect(noise).toEqual([]);
  });
});
