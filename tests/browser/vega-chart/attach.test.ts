import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { load } from "../../../src/index.ts";
import { someOf } from "../../fixtures/amount.ts";
import { distinctStack, greysOf, imageOf, pictureRows, pixelsOf, points, put, putStack } from "../../fixtures/attach-files.ts";
import { CASES, type ChartCase } from "../fixtures/attach-charts.ts";
import { openChromium, openWatched, type WatchedPage, watchedPage } from "../fixtures/chromium.ts";
import { hover } from "../fixtures/points.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "ndpeek-"));
const POINTS = ".role-mark.mark-symbol path";
let browser: Browser;
let vegaEmbed: string;

beforeAll(async () => {
  browser = await openChromium();
  const { outputFiles } = await build({
    stdin: { contents: 'import embed from "vega-embed"; window.vegaEmbed = embed;', resolveDir: "." },
    bundle: true,
    write: false,
    format: "iife",
  });
  vegaEmbed = outputFiles[0]!.text;
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Attaches with the built command. */
async function attach({ spec, images, flags = [] }: ChartCase, kind: string, ending: string): Promise<string> {
  const name = `${Math.random()}`;
  const chart = put(folder, `${name}.json`, spec);
  const stack = putStack(folder, `${name}.npy`, distinctStack(images));
  const out = join(folder, `${name}.out.${ending}`);
  await run(process.execPath, ["dist/cli.js", "attach", chart, "--stack", stack, "--images", kind, ...flags, "--out", out]);
  return out;
}

interface Place {
  x: number;
  y: number;
}

/** The middles of the elements, or the vertices of their paths, in the window. */
const placesOf = (page: Page, { marks = POINTS, vertices }: ChartCase): Promise<Place[]> =>
  page.$$eval(
    marks,
    (elements, most) =>
      elements.flatMap((element) => {
        const box = element.getBoundingClientRect();
        if (most === undefined) return [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
        const numbers = element
          .getAttribute("d")!
          .match(/-?\d+(\.\d+)?/g)!
          .map(Number);
        const matrix = (element as SVGPathElement).getScreenCTM()!;
        return Array.from({ length: most }, (_, i) =>
          new DOMPoint(numbers[2 * i], numbers[2 * i + 1]).matrixTransform(matrix),
        ).map(({ x, y }) => ({ x, y }));
      }),
    vertices,
  );

/** The rows whose images these are: each is like no other. */
function rowsOf(uris: readonly string[], images: number): number[] {
  const stack = distinctStack(images);
  const known = Array.from({ length: images }, (_, row) => String(imageOf(stack, row)));
  return uris.map((uri) => known.indexOf(String(greysOf(pixelsOf(uri)))));
}

async function leave(page: Page): Promise<void> {
  await page.mouse.move(999, 799);
  await page.locator(".ndpeek-tooltip").waitFor({ state: "hidden" });
}

/** Without the full run each chart has one of the two, in turn. */
const KINDS = ["embed", "hover"] as const;

describe.each(KINDS)("the offline page of ndpeek attach, images %s", { timeout: 60_000 }, (kind) => {
  /** One page goes from chart to chart: a process for each would take longer than all else. */
  let watched: WatchedPage;
  beforeAll(async () => {
    watched = await openWatched(browser);
  });

  test.each(someOf(CASES, KINDS.length, KINDS.indexOf(kind)).map((one) => [one.what, one] as const))(
    "shows over each mark of %s the images of its rows, and no console message",
    async (_, one) => {
      const file = await attach(one, kind, "html");
      const { page, noise, requests } = watched;
      noise.length = 0;
      requests.length = 0;
      await page.goto(pathToFileURL(file).href);
      await page.waitForSelector(".ndpeek-chart svg");
      const places = await placesOf(page, one);
      const seen = new Set<string>();
      for (const place of places) {
        await leave(page);
        const { sources, fields } = await hover(page, place);
        const rows = rowsOf(sources, one.images);
        expect({ fields, rows }).toEqual({ fields, rows: one.rows(fields) });
        expect(fields).not.toHaveProperty("image");
        seen.add(`${rows}`);
      }
      expect(places.length).toBeGreaterThanOrEqual(one.count);
      expect(seen.size).toBeGreaterThan(Math.min(1, one.count - 1));
      expect(noise).toEqual([]);
      expect(requests.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
    },
  );
});

describe("the offline page of several stacks", { timeout: 60_000 }, () => {
  test("shows on hover each stack's own picture under its label, its pixels those that are embedded otherwise", async () => {
    const nd = await load();
    const [height, width] = [12, 10];
    const values = Float32Array.from(nd.defaultRng(3).normal(0, 1, 6 * height * width));
    const stacks = [
      putStack(folder, "noise.npy", { data: values, shape: [6, height, width] }),
      putStack(folder, "bytes.npy", distinctStack(6, height, width)),
    ];
    const chart = put(folder, "several.json", points(6));
    const attachTo = async (kind: string, ending: string) => {
      const out = join(folder, `several.${kind}.${ending}`);
      const flags = ["--images", kind, "--cmap", "viridis", "--labels", "noise & co,<b>", "--out", out];
      await run(process.execPath, ["dist/cli.js", "attach", chart, "--stack", ...stacks, ...flags]);
      return out;
    };
    const sheets = pictureRows(JSON.parse(readFileSync(await attachTo("embed", "vl.json"), "utf8"))).map(({ image }) =>
      pixelsOf(image),
    );
    const { page, noise } = await watchedPage(browser);
    await page.goto(pathToFileURL(await attachTo("hover", "html")).href);
    await page.waitForSelector(POINTS);
    const places = await page.$$eval(POINTS, (marks) =>
      marks
        .map((mark) => mark.getBoundingClientRect())
        .map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 })),
    );
    expect(places).toHaveLength(6);
    for (const [row, place] of places.entries()) {
      await leave(page);
      const { sources, labels } = await hover(page, place);
      expect(labels).toEqual(["noise & co", "<b>"]);
      const sheet = sheets[row]!;
      const parts = sources.map(pixelsOf);
      expect(parts.map((part) => [part.width, part.height])).toEqual([
        [width, height],
        [width, height],
      ]);
      for (const [i, part] of parts.entries()) {
        const within = Array.from({ length: height }, (_, y) => {
          const at = 4 * ((sheet.height - height + y) * sheet.width + i * (width + 10));
          return [...sheet.data.subarray(at, at + 4 * width)];
        });
        expect([...part.data]).toEqual(within.flat());
      }
    }
    expect(noise).toEqual([]);
  });

  test("whose text is damaged says so in the tooltip, and keeps the chart", async () => {
    const one = CASES[1]!;
    const file = await attach(one, "hover", "html");
    const html = readFileSync(file, "utf8");
    writeFileSync(
      file,
      html.replace(/(id="ndpeek-stack-0">)[^<]*/, (_, start) => `${start}AAAA`),
    );
    const { page, noise } = await watchedPage(browser);
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector(POINTS);
    const [place] = await placesOf(page, one);
    await page.mouse.move(place!.x, place!.y);
    await page.getByText(/^no image: ./).waitFor();
    expect(noise).toEqual([]);
  });
});

describe("a spec of ndpeek attach in vega-embed with its own tooltips", { timeout: 60_000 }, () => {
  const named = (what: string): ChartCase => CASES.find((one) => one.what === what)!;

  async function embedded(one: ChartCase) {
    const spec = JSON.parse(readFileSync(await attach(one, "embed", "vl.json"), "utf8"));
    const watched = await watchedPage(browser);
    const { page } = watched;
    await page.setContent('<!doctype html><div id="chart"></div>');
    await page.addScriptTag({ content: vegaEmbed });
    await page.evaluate(
      (chart) =>
        (window as unknown as { vegaEmbed(at: string, spec: object, options: object): Promise<unknown> })
          .vegaEmbed("#chart", chart, { renderer: "svg" })
          .then(() => undefined),
      spec,
    );
    return watched;
  }

  async function tooltipAt(page: Page, { x, y }: Place) {
    await page.mouse.move(999, 799);
    await page.mouse.move(x, y);
    const image = page.locator("#vg-tooltip-element.visible img");
    await image.waitFor();
    await image.evaluate((element: HTMLImageElement) => element.decode());
    return page.$eval("#vg-tooltip-element", (element) => {
      const image = element.querySelector("img")!;
      const cells = [...element.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => cell.textContent));
      const fields = Object.fromEntries(cells.map(([name = "", value]) => [name.replace(/:$/, ""), value]));
      return { src: image.src, width: image.naturalWidth, height: image.naturalHeight, fields: fields as Record<string, string> };
    });
  }

  test.each(["circles with a list of tooltip fields", "a key", "views in views, their data by name as Altair writes them"])(
    "shows over each mark of %s its row's PNG",
    async (what) => {
      const one = named(what);
      const { page, noise } = await embedded(one);
      const places = await placesOf(page, one);
      expect(places).toHaveLength(one.count);
      for (const place of places) {
        const { src, width, height, fields } = await tooltipAt(page, place);
        expect({ width, height }).toEqual({ width: 4, height: 3 });
        expect(rowsOf([src], one.images)).toEqual(one.rows(fields));
      }
      // Vega-Lite says so of each chart of an older version.
      expect(noise.filter((text) => !/The input spec uses Vega-Lite v5/.test(text))).toEqual([]);
    },
  );

  test("loads a contact sheet as an image of two by two tiles", async () => {
    const one = named("bars that count rows");
    const { page, noise } = await embedded(one);
    for (const place of await placesOf(page, one)) {
      const { src, width, height, fields } = await tooltipAt(page, place);
      expect(width).toBeGreaterThan(2 * 4);
      expect(height).toBeGreaterThanOrEqual(3);
      const tiles = [...src.matchAll(/href='([^']*)'/g)].map(([, uri]) => uri!);
      expect(rowsOf(tiles, one.images)).toEqual(one.rows(fields));
    }
    expect(noise).toEqual([]);
  });
});
