import { build } from "esbuild";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateBlobs, load, type NdArray } from "../../../src/index.ts";
import { npyBytes } from "../../fixtures/npy-bytes.ts";
import {
  type ElementStage,
  FILES,
  messageOf,
  openElementStage,
  setAttributes,
  toldOf,
  waitForErrors,
  waitForReady,
} from "../fixtures/element-stage.ts";
import { chartTexts, expectPeeks } from "../fixtures/page-stage.ts";
import { hover } from "../fixtures/points.ts";

const ROWS = 12;
const SIDE = 6;

/** Image i has i + 1 white pixels on black. */
function stackOf(rows = ROWS): NdArray<Uint8Array> {
  const data = new Uint8Array(rows * SIDE * SIDE);
  for (let row = 0; row < rows; row++) data.fill(255, row * SIDE * SIDE, row * SIDE * SIDE + row + 1);
  return { data, shape: [rows, SIDE, SIDE] };
}

/** As Altair writes it, with points far apart. */
const chartOf = (rows = ROWS) => ({
  $schema: "https://vega.github.io/schema/vega-lite/v6.json",
  title: "Brought",
  width: 400,
  height: 200,
  data: { name: "rows" },
  datasets: { rows: Array.from({ length: rows }, (_, i) => ({ x: i, y: (i * 5) % rows, number: rows - 1 - i })) },
  mark: { type: "circle", size: 80 },
  encoding: {
    x: { field: "x", type: "quantitative" },
    y: { field: "y", type: "quantitative" },
    tooltip: [{ field: "x", type: "quantitative" }],
  },
});

let stage: ElementStage;

beforeAll(async () => {
  const library = build({
    entryPoints: ["src/index.ts"],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: "browser",
  });
  const [opened, { outputFiles }] = await Promise.all([openElementStage(), library]);
  stage = opened;
  stage.files.set("/library.js", outputFiles[0]!.text);
  stage.files.set("/stack.npy", npyBytes(stackOf()));
  stage.files.set("/short.npy", npyBytes(stackOf(ROWS - 1)));
  stage.files.set("/chart.json", JSON.stringify(chartOf()));
  stage.files.set("/broken.json", '{"mark": "circle",');
  stage.files.set("/far.json", JSON.stringify({ ...chartOf(), data: { url: "https://far.test/rows.csv" } }));
  stage.files.set("/bars.json", JSON.stringify({ ...chartOf(), mark: "rule", data: { sequence: { start: 0, stop: 4 } } }));
  stage.files.set("/notes.txt", "notes");
});

afterAll(() => stage?.close());

/** The middles of the marks that Vega has drawn, by their place in the data. */
const readMarks = (page: Page) =>
  page.$$eval(".ndpeek-chart .mark-symbol path", (paths) =>
    paths.map((path) => {
      const { x, y, width, height } = path.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }),
  );

/** How many white pixels a picture has. */
function whitePixels(uri: string): number {
  const { data } = PNG.sync.read(Buffer.from(uri.split(",")[1]!, "base64"));
  return data.filter((value, i) => i % 4 === 0 && value === 255).length;
}

const open = (attributes: string, policy = FILES) =>
  stage.open({ body: `<ndpeek-viewer ${attributes}></ndpeek-viewer>`, policy });

let scripts = 0;

/** Runs a module of the page's own. */
function runModule(page: Page, script: string): Promise<unknown> {
  const name = `script-${++scripts}.js`;
  stage.files.set(`/${name}`, script);
  return page.addScriptTag({ url: `${stage.url}${name}`, type: "module" });
}

describe("a chart that the page names", () => {
  test("has the images of the stacks, in the rows' order or by a key, and follows the attributes", async () => {
    const { page, noise, requests } = await open('src="chart.json" images="stack.npy" controls="all"');
    await waitForReady(page);
    expect(await toldOf(page, "ndpeek-ready")).toMatchObject([{ detail: { chart: "own" } }]);
    expect(await page.locator(".bar select").evaluateAll((lists) => lists.map(({ id }) => id))).toEqual(["cmap"]);
    expect(await page.locator(".threshold").isVisible()).toBe(false);
    const marks = await readMarks(page);
    expect(marks).toHaveLength(ROWS);
    const third = await hover(page, marks[3]!);
    expect(third.fields.x).toBe("3");
    expect(whitePixels(third.src)).toBe(4);
    await page.mouse.click(marks[3]!.x, marks[3]!.y);
    expect(await toldOf(page, "ndpeek-select")).toMatchObject([{ detail: { fields: { x: expect.anything() } } }]);
    await page.keyboard.press("Escape");
    await setAttributes(page, { key: "number" });
    await waitForReady(page, 2);
    expect(whitePixels((await hover(page, (await readMarks(page))[3]!)).src)).toBe(ROWS - 3);
    await page.mouse.move(2, 2);
    await setAttributes(page, { images: "none", key: null });
    await waitForReady(page, 3);
    await page.mouse.move((await readMarks(page))[3]!.x, (await readMarks(page))[3]!.y);
    await page.locator(".ndpeek-tooltip dd").first().waitFor();
    expect(await page.locator(".ndpeek-tooltip img").count()).toBe(0);
    expect(
      await page.$eval("ndpeek-viewer", async (element) =>
        (await (element as never as { toSVG(): Promise<string> }).toSVG()).includes("Brought"),
      ),
    ).toBe(true);
    // Back to blobs.
    await page.mouse.move(2, 2);
    await setAttributes(page, { src: null, images: null, rows: "20" });
    await waitForReady(page, 4);
    expect(await page.locator(".threshold").isVisible()).toBe(true);
    await expectPeeks(page, await generateBlobs({ rows: 20 }), { kind: "repeat" }, 2, "ndpeek-viewer");
    expect(requests.filter((url) => !url.startsWith(stage.url) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(noise).toEqual([]);
  });

  test.each([
    ['src="missing.json"', /^src: expected a file at .*\/missing\.json, got status 404$/],
    ['src="broken.json"', /"broken\.json": expected JSON/],
    ['src="notes.txt"', /"notes\.txt": expected a stack of images \(\.npy\) or a chart \(\.json\)/],
    ['src="far.json"', /far\.test/],
    ['src="chart.json" images="short.npy"', /12.*11|11.*12/],
    ['src="chart.json" images="stack.npy" key="colour"', /"colour"/],
    ['src="bars.json" images="stack.npy"', /image/],
    ['src="chart.json far.json"', /expected one chart, got 2/],
  ])("is refused with the reason, and what stands between the tags stays: %s", async (attributes, reason) => {
    const { page, requests } = await stage.open({
      body: `<ndpeek-viewer ${attributes}><p id="still">A picture</p></ndpeek-viewer>`,
      policy: FILES,
    });
    await waitForErrors(page);
    expect(await messageOf(page)).toMatch(reason);
    expect(await page.locator("#still").isVisible()).toBe(true);
    expect(requests.filter((url) => url.includes("far.test"))).toEqual([]);
    await setAttributes(page, { src: "chart.json", images: "stack.npy", key: null });
    await waitForReady(page);
    expect(await messageOf(page)).toBe("");
    expect(await page.locator("#still").isVisible()).toBe(false);
  });
});

describe("a stack without a chart", () => {
  test("is measured: its areas are points, by one threshold or by Otsu's, its images behind them", async () => {
    const { page, noise } = await open('src="stack.npy" chart="strip" threshold="100"');
    await waitForReady(page);
    expect(await toldOf(page, "ndpeek-ready")).toMatchObject([{ detail: { rows: ROWS, chart: "strip" } }]);
    const mean = Array.from({ length: ROWS }, (_, i) => (i + 1) / SIDE ** 2).reduce((sum, area) => sum + area / ROWS, 0);
    expect(await page.locator(".areas").innerText()).toBe(`Mean area: stack ${mean.toFixed(4)}`);
    expect(await chartTexts(page)).toContain("Area: share of pixels > 100");
    await page.locator(".ndpeek-frame").focus();
    await page.keyboard.press("End");
    await page.locator(".ndpeek-tooltip img").waitFor();
    const { src, row, area } = await page.$eval(".ndpeek-tooltip", (card) => {
      const fields = Object.fromEntries(
        [...card.querySelectorAll("dt")].map((name) => [name.textContent, name.nextElementSibling!.textContent]),
      );
      return { src: card.querySelector("img")!.src, row: Number(fields.Row), area: fields.Area };
    });
    expect(whitePixels(src)).toBe(row + 1);
    expect(area).toBe(((row + 1) / SIDE ** 2).toFixed(4));
    await setAttributes(page, { threshold: "255" });
    await expect.poll(() => page.locator(".areas").innerText()).toBe("Mean area: stack 0.0000");
    await setAttributes(page, { threshold: "otsu" });
    await waitForReady(page, 2);
    const otsu = await load().then((kernels) =>
      Array.from({ length: ROWS }, (_, i) => {
        const image = { data: stackOf().data.slice(i * SIDE ** 2, (i + 1) * SIDE ** 2), shape: [SIDE, SIDE] };
        return kernels.areaAbove(image, kernels.otsu(image));
      }).reduce((sum, area) => sum + area / ROWS, 0),
    );
    await expect.poll(() => page.locator(".areas").innerText()).toBe(`Mean area: stack ${otsu.toFixed(4)}`);
    expect(noise).toEqual([]);
  });
});

describe("properties", () => {
  const VIEWER = "const viewer = document.querySelector('ndpeek-viewer');";
  test("are a chart with images by a function, an array, and a set of another copy of the library", async () => {
    const { page, noise } = await open('rows="5"');
    await waitForReady(page);
    const stack = `{ data: new Uint8Array(${JSON.stringify([...stackOf().data])}), shape: [${ROWS}, ${SIDE}, ${SIDE}] }`;
    const image = `(row) => ({ data: new Uint8Array(${SIDE ** 2}).fill(255, 0, row + 1), shape: [${SIDE}, ${SIDE}] })`;
    await runModule(
      page,
      `${VIEWER} viewer.source = { length: ${ROWS}, image: ${image} }; viewer.spec = ${JSON.stringify(chartOf())};`,
    );
    await waitForReady(page, 2);
    expect(whitePixels((await hover(page, (await readMarks(page))[5]!)).src)).toBe(6);
    await page.mouse.move(2, 2);
    await runModule(page, `${VIEWER} viewer.spec = undefined; viewer.source = ${stack};`);
    await waitForReady(page, 3);
    expect((await toldOf(page, "ndpeek-ready")).at(-1)).toMatchObject({ detail: { rows: ROWS } });
    await runModule(
      page,
      `import { generateBlobs } from "./library.js"; ${VIEWER} globalThis.made = viewer.source = await generateBlobs({ rows: 30, seed: 7 });`,
    );
    await waitForReady(page, 4);
    const set = await generateBlobs({ rows: 30, seed: 7 });
    await expectPeeks(page, set, { kind: "repeat" }, 2, "ndpeek-viewer");
    await runModule(page, `${VIEWER} viewer.source = undefined;`);
    await waitForReady(page, 5);
    // The page's set is the page's to close.
    const uri = await page.evaluate(() => (globalThis as unknown as { made: { dataUri(row: number): string } }).made.dataUri(3));
    expect(uri).toBe(set.dataUri(3));
    expect(noise).toEqual([]);
  });

  test("are an array of 64-bit integers, which stay integers: Otsu's threshold is one of them", async () => {
    const { page, noise } = await open('rows="5"');
    await waitForReady(page);
    const values = Array.from({ length: 4 * 30 }, (_, i) => (i * i * 37) % 1009);
    const source = `{ data: Float64Array.from(${JSON.stringify(values)}), shape: [4, 5, 6], dtype: "int64" }`;
    await runModule(page, `${VIEWER} viewer.source = ${source};`);
    await waitForReady(page, 2);
    const kernels = await load();
    const meanArea = (stack: NdArray): string => {
      const areas = kernels.areaAboveEach(stack, kernels.otsuEach(stack));
      return (areas.reduce((sum, area) => sum + area, 0) / 4).toFixed(4);
    };
    const expected = meanArea({ data: Int32Array.from(values), shape: [4, 5, 6] });
    expect(meanArea({ data: Float64Array.from(values), shape: [4, 5, 6] })).not.toBe(expected);
    await expect.poll(() => page.locator(".areas").innerText()).toBe(`Mean area: images ${expected}`);
    expect(noise).toEqual([]);
  });

  test("set before the element is known are not lost; what they cannot be is said", async () => {
    const head = '<script src="early.js"></script><script type="module" src="ndpeek/ndpeek-viewer.js"></script>';
    stage.files.set(
      "/early.js",
      `addEventListener("DOMContentLoaded", () => { document.querySelector("ndpeek-viewer").spec = ${JSON.stringify(chartOf(4))}; });`,
    );
    // The element's module comes after the document, as all modules do, and after this listener or before it.
    const { page, noise } = await stage.open({ body: "<ndpeek-viewer></ndpeek-viewer>", head });
    await waitForReady(page);
    await expect.poll(async () => (await readMarks(page)).length).toBe(4);
    for (const [i, [script, reason]] of (
      [
        [
          "viewer.spec = undefined; viewer.source = { length: 2, image: () => undefined };",
          /^source: expected an array or a blob set/,
        ],
        ["viewer.source = 7;", /^source: expected an array, a blob set, or an object with length and image\(row\), got/],
        ["viewer.source = undefined; viewer.spec = 'circle';", /^spec: expected a Vega-Lite chart as an object, got/],
      ] as const
    ).entries()) {
      await runModule(page, `${VIEWER} ${script}`);
      await waitForErrors(page, i + 1);
      await expect.poll(() => messageOf(page)).toMatch(reason);
    }
    expect(noise).toEqual([]);
  });
});
