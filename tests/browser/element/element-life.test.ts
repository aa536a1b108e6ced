import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateBlobs } from "../../../src/index.ts";
import { countKept } from "../fixtures/count-kept.ts";
import {
  type ElementStage,
  messageOf,
  openElementStage,
  setAttributes,
  toldOf,
  waitForReady,
} from "../fixtures/element-stage.ts";
import { readHeld } from "../fixtures/mount-stage.ts";
import { expectPeeks, readPoints, twoFrames } from "../fixtures/page-stage.ts";
import { sampleAlone } from "../fixtures/peek-points.ts";
import { hover } from "../fixtures/points.ts";

let stage: ElementStage;

beforeAll(async () => {
  stage = await openElementStage();
});

afterAll(() => stage?.close());

const many = (count: number): string =>
  Array.from({ length: count }, (_, i) => `<h2>${i}</h2><ndpeek-viewer id="v${i}" rows="50" seed="${i}"></ndpeek-viewer>`).join(
    "",
  );

const readyIds = async (page: Page): Promise<string[]> => (await toldOf(page, "ndpeek-ready")).map(({ id }) => id);

test("of twenty viewers those near the window start, and the others as they come near", async () => {
  const { page, noise } = await stage.open(many(20));
  await waitForReady(page, 2);
  await page.waitForTimeout(500);
  const first = await readyIds(page);
  expect(first.length).toBeLessThan(5);
  // Which of them is the first is their workers' doing.
  expect(first.toSorted()).toEqual(first.map((_, i) => `v${i}`));
  await page.locator("#v19").scrollIntoViewIfNeeded();
  await page.waitForFunction(() => window.told.some(({ type, id }) => type === "ndpeek-ready" && id === "v19"));
  expect(await readyIds(page)).not.toContain("v9");
  await page.locator("#v9").scrollIntoViewIfNeeded();
  await page.waitForFunction(() => window.told.some(({ type, id }) => type === "ndpeek-ready" && id === "v9"));
  expect(noise).toEqual([]);
});

/** Puts viewers into the page, waits for their charts, and takes them away. */
const mount = (page: Page, html: string, times: number): Promise<void> =>
  page.evaluate(
    async ([html, times]) => {
      const main = document.querySelector("main")!;
      for (let i = 0; i < times; i++) {
        const wanted = html.split("<ndpeek-viewer").length - 1;
        let drawn = 0;
        await new Promise<void>((resolve) => {
          main.addEventListener("ndpeek-ready", function hear() {
            if (++drawn < wanted) return;
            main.removeEventListener("ndpeek-ready", hear);
            resolve();
          });
          main.innerHTML = html;
        });
        main.innerHTML = "";
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      window.told.length = 0;
    },
    [html, times] as const,
  );

test("viewers that are taken out of the page leave nothing, fifty times over", { timeout: 120_000 }, async () => {
  const { page, noise } = await stage.open("", {}, (page) => page.addInitScript(countKept));
  await page.waitForFunction(() => customElements.get("ndpeek-viewer"));
  const html =
    '<ndpeek-viewer loading="eager" rows="40" chart="strip"></ndpeek-viewer><ndpeek-viewer loading="eager" rows="40" theme="dark"></ndpeek-viewer>';
  const kept = () => page.evaluate(() => ({ urls: window.kept.urls.size, observers: window.kept.observers.size }));
  // The test's own.
  const keptBefore = await kept();
  await mount(page, html, 5);
  const before = await readHeld(page);
  await mount(page, html, 25);
  await page.waitForTimeout(100);
  const after = await readHeld(page);
  expect(await kept()).toEqual(keptBefore);
  expect(after.workers).toBe(0);
  expect(after.nodes - before.nodes).toBeLessThan(60);
  expect(after.listeners - before.listeners).toBeLessThan(10);
  expect(after.heap - before.heap).toBeLessThan(3_000_000);
  expect(noise).toEqual([]);
});

describe("a viewer in a page that changes", () => {
  test("is moved with its chart, and is drawn anew where it has been away or is a copy", async () => {
    const { page, noise } = await stage.open(
      '<section id="a"><ndpeek-viewer rows="20"></ndpeek-viewer></section><section id="b"></section>',
    );
    await waitForReady(page);
    await page.locator("#threshold").fill("0.6");
    await page.locator("#threshold").press("Tab");
    const value = () =>
      page.$eval("ndpeek-viewer", ({ shadowRoot }) => shadowRoot!.querySelector<HTMLInputElement>("#threshold")?.value);
    await page.evaluate(() => document.getElementById("b")!.append(document.querySelector("ndpeek-viewer")!));
    await page.waitForTimeout(50);
    expect(await toldOf(page, "ndpeek-ready")).toHaveLength(1);
    expect(await value()).toBe("0.6");
    await page.evaluate(() => {
      const a = document.getElementById("a")! as HTMLElement & { moveBefore?: (node: Node, child: Node | null) => void };
      const viewer = document.querySelector("ndpeek-viewer")!;
      if (a.moveBefore) a.moveBefore(viewer, null);
      else a.append(viewer);
    });
    await page.waitForTimeout(50);
    expect(await value()).toBe("0.6");
    expect(await toldOf(page, "ndpeek-ready")).toHaveLength(1);
    await page.evaluate(async () => {
      const viewer = document.querySelector("ndpeek-viewer")!;
      viewer.remove();
      await new Promise((resolve) => setTimeout(resolve, 50));
      document.getElementById("a")!.append(viewer);
    });
    await waitForReady(page, 2);
    const set = await generateBlobs({ rows: 20 });
    await expectPeeks(page, set, { kind: "repeat" }, 1, "ndpeek-viewer");
    await page.mouse.move(1, 1);
    await page.evaluate(() => document.getElementById("b")!.append(document.querySelector("ndpeek-viewer")!.cloneNode(true)));
    await waitForReady(page, 3);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await twoFrames(page);
    await expectPeeks(page, set, { kind: "repeat" }, 1, "#b ndpeek-viewer");
    expect(noise).toEqual([]);
  });

  test("comes when what it is in is opened, and when there is room", async () => {
    const { page, noise } = await stage.open({
      body: '<details><summary>More</summary><ndpeek-viewer rows="20" id="in"></ndpeek-viewer></details><div class="none"><ndpeek-viewer rows="20" id="hidden"></ndpeek-viewer></div><div class="thin"><ndpeek-viewer rows="20" loading="eager" id="thin"></ndpeek-viewer></div>',
      style: ".none { display: none } .thin { width: 0 } .wide { width: 500px } .shown { display: block }",
    });
    await waitForReady(page);
    expect(await readyIds(page)).toEqual(["thin"]);
    await page.locator("summary").click();
    await page.waitForFunction(() => window.told.some(({ id }) => id === "in"));
    await page.$eval(".none", (element) => element.classList.add("shown"));
    await page.waitForFunction(() => window.told.some(({ id }) => id === "hidden"));
    await page.$eval(".thin", (element) => element.classList.add("wide"));
    await expect
      .poll(() =>
        page.$eval("#thin", ({ shadowRoot }) => shadowRoot!.querySelector(".ndpeek-frame svg")!.getBoundingClientRect().width),
      )
      .toBeGreaterThan(300);
    expect(noise).toEqual([]);
  });

  test("is one for two copies of the script, asked for with a query and without", async () => {
    const head =
      '<script type="module" src="ndpeek/ndpeek-viewer.js?v=1"></script><script type="module" src="ndpeek/ndpeek-viewer.js"></script><script src="ndpeek/ndpeek-viewer.standalone.js" defer></script>';
    const { page, noise } = await stage.open({ body: '<ndpeek-viewer rows="20"></ndpeek-viewer>', head });
    await waitForReady(page);
    expect(await toldOf(page, "ndpeek-ready")).toHaveLength(1);
    expect(noise).toEqual([]);
  });
});

describe("where its tooltip is", () => {
  test.each([
    ["a transform", "transform: translate(30px, 10px) scale(1)"],
    ["a filter", "filter: grayscale(0.1)"],
    ["containment", "contain: content"],
    ["hidden overflow", "overflow: hidden; height: 620px; position: relative"],
    ["right to left", "direction: rtl"],
  ])("beside its point under %s", async (_, style) => {
    const { page, noise } = await stage.open({
      body: '<div class="around"><ndpeek-viewer rows="40"></ndpeek-viewer></div>',
      style: `.around { ${style} } * { box-sizing: content-box } img { max-width: 10% } html { font-size: 130% }`,
    });
    await waitForReady(page);
    const set = await generateBlobs({ rows: 40 });
    for (const point of sampleAlone(await readPoints(page, set, { kind: "repeat" }, "ndpeek-viewer"), 3)) {
      const { box, inWindow, shown, fields } = await hover(page, point);
      expect(fields.Row).toBe(String(point.row));
      expect(inWindow).toBe(true);
      expect(shown).toEqual({ width: 96, height: 96 });
      const away = Math.hypot(
        Math.max(box.left - point.x, 0, point.x - box.right),
        Math.max(box.top - point.y, 0, point.y - box.bottom),
      );
      expect(away).toBeGreaterThan(0);
      expect(away).toBeLessThan(40);
    }
    expect(noise).toEqual([]);
  });
});

test("a run that is cancelled, or asked for again, ends with the rows that were asked for last", async () => {
  const { page, noise } = await stage.open('<ndpeek-viewer rows="20000" chart="strip" controls="all"></ndpeek-viewer>');
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.waitForFunction(() => document.querySelector("ndpeek-viewer")!.shadowRoot!.querySelector("[aria-busy=false]"));
  expect(await toldOf(page, "ndpeek-ready")).toEqual([]);
  for (const rows of ["30000", "40000", "25"]) await setAttributes(page, { rows });
  await waitForReady(page);
  expect(await toldOf(page, "ndpeek-ready")).toMatchObject([{ detail: { rows: 25 } }]);
  expect(await messageOf(page)).toBe("");
  await expectPeeks(page, await generateBlobs({ rows: 25 }), { kind: "strip" }, 1, "ndpeek-viewer");
  expect(noise).toEqual([]);
});
