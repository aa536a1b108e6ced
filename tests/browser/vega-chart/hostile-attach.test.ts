import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { chartHtml } from "../../../src/charts/html.ts";
import { attachImages } from "../../../src/index.ts";
import { someOf } from "../../fixtures/amount.ts";
import { distinctStack, greysOf, imageOf, pixelsOf, points, put, putStack } from "../../fixtures/attach-files.ts";
import { openChromium, watchedPage } from "../fixtures/chromium.ts";
import { hover } from "../fixtures/points.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "ndpeek-"));
const POINTS = ".role-mark.mark-symbol path";
const MARKUP = `"><img src=x onerror="hacked=1">'</script><script>hacked=1</script><svg onload=hacked=1>\u2028{{chart}} <!-- \\`;
const asked: string[] = [];
let browser: Browser;
let server: Server;
let address: string;

beforeAll(async () => {
  browser = await openChromium();
  server = createServer(({ url }, response) => {
    asked.push(url!);
    response.writeHead(200, { "access-control-allow-origin": "*" }).end("[]");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  expect(asked).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true });
});

interface Given {
  images?: "embed" | "hover";
  rows?: number;
  flags?: readonly string[];
}

/** A page of the built command. */
async function attach(spec: object, { images = "embed", rows = 3, flags = [] }: Given = {}): Promise<string> {
  const name = `${Math.random()}`;
  const chart = put(folder, `${name}.json`, typeof spec === "string" ? spec : JSON.stringify(spec));
  const stack = putStack(folder, `${name}.npy`, distinctStack(rows));
  const out = join(folder, `${name}.html`);
  await run(process.execPath, ["dist/cli.js", "attach", chart, "--stack", stack, "--images", images, ...flags, "--out", out]);
  return out;
}

/** A page of the library, for charts that the command does not take. */
function attachByLibrary(spec: object, rows = 3): string {
  const { spec: attached } = attachImages(spec, distinctStack(rows));
  const html = chartHtml(readFileSync("dist/offline.html", "utf8"), { spec: attached, title: "Hostile", images: "embed" });
  return put(folder, `${Math.random()}.html`, html);
}

async function open(file: string) {
  const watched = await watchedPage(browser);
  const { page, requests, noise } = watched;
  await page.goto(pathToFileURL(file).href);
  await page.locator(".ndpeek-chart svg, [role=alert]:not([hidden])").first().waitFor();
  /** Whatever ran, and whatever was asked for beyond the page and was not stopped by its policy. */
  const harm = async () => ({
    hacked: await page.evaluate(() => [(window as { hacked?: unknown }).hacked, ({} as { hacked?: unknown }).hacked]),
    requests: requests.filter((url) => !/^(file|data|blob):/.test(url) && !noise.includes(`failed: ${url}`)),
  });
  return { ...watched, harm };
}

const HARMLESS = { hacked: [undefined, undefined], requests: [] };

async function hoverAll(page: Page) {
  const boxes = await page.$$eval(POINTS, (marks) => marks.map((mark) => mark.getBoundingClientRect().toJSON()));
  const cards = [];
  for (const { x, y, width, height } of boxes) {
    await page.mouse.move(999, 799);
    await page.locator(".ndpeek-tooltip").waitFor({ state: "hidden" });
    cards.push(await hover(page, { x: x + width / 2, y: y + height / 2 }));
  }
  return cards;
}

const stackOf = (rows: number) => Array.from({ length: rows }, (_, row) => imageOf(distinctStack(rows), row));

/** The pictures of the three rows where the chart is drawn, else the page's word on it. */
async function expectPicturesOrReason(page: Page): Promise<void> {
  if (await page.locator(".ndpeek-chart").count()) {
    const cards = await hoverAll(page);
    const shown = cards.map(({ sources }) => sources.map((uri) => greysOf(pixelsOf(uri))));
    expect(shown).toEqual(stackOf(3).map((image) => [image]));
  } else expect(await page.getByRole("alert").textContent()).toMatch(/^This page could not be drawn: ./);
}
const xy = { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } };
const rowsWith = (more: object): object[] => [0, 1, 2].map((x) => ({ x, y: x % 2, ...more }));

const KINDS = ["embed", "hover"] as const;

describe.each(KINDS)("a hostile chart with pictures, images %s", { timeout: 60_000 }, (images) => {
  /** Without the full run each name is tried with one of the two, in turn. */
  const tried = (names: readonly string[]) => someOf(names, KINDS.length, KINDS.indexOf(images));

  test("has its markup as text in title, axes, values, tooltips and labels, and shows its pictures", async () => {
    const spec = points(0, {
      title: { text: MARKUP, subtitle: MARKUP },
      description: MARKUP,
      data: { values: rowsWith({ word: MARKUP }) },
      mark: { type: "circle", size: 200, description: MARKUP },
      encoding: {
        x: { ...xy.x, title: MARKUP },
        y: { ...xy.y, axis: { title: MARKUP, labelExpr: "datum.label + '<img src=x onerror=hacked=1>'" } },
        color: { field: "word", legend: { title: MARKUP } },
        tooltip: [
          { field: "word", title: `${MARKUP}\n` },
          { field: "x", title: ["x", "y"] },
        ],
      },
    });
    const { page, noise, harm } = await open(await attach(spec, { images, flags: ["--labels", MARKUP.replaceAll(",", " ")] }));
    const cards = await hoverAll(page);
    expect(cards.map(({ fields }) => fields)).toEqual(["0", "1", "2"].map((x) => ({ [`${MARKUP}\n`]: MARKUP, "x, y": x })));
    if (images === "hover") {
      expect(cards.map(({ sources }) => sources.map((uri) => greysOf(pixelsOf(uri))))).toEqual(
        stackOf(3).map((image) => [image]),
      );
      expect(cards.flatMap(({ labels }) => labels)).toEqual([MARKUP, MARKUP, MARKUP]);
    }
    expect(await page.title()).toBe(MARKUP);
    expect(await page.locator("svg img, svg script, [onerror], [onload]").count()).toBe(0);
    expect(noise).toEqual([]);
    expect(await harm()).toEqual(HARMLESS);
  });

  test.each(tried(["it's", 'say "x"', "a\\b", "a]b", "<img src=x onerror=hacked=1>", "'+hacked(1)+'", "datum", "$hacked"]))(
    "whose column is called %s shows pictures, or says why not",
    async (name) => {
      const spec = points(0, {
        data: { values: rowsWith({ [name]: "v" }) },
        mark: { type: "circle", size: 200, tooltip: { content: "data" } },
        encoding: { ...xy, color: { field: name } },
      });
      const { page, harm } = await open(await attach(spec, { images }));
      await expectPicturesOrReason(page);
      expect(await harm()).toEqual(HARMLESS);
    },
  );

  test("has pictures in place of what its image column says, whatever that is", async () => {
    const bad = [
      "javascript:hacked=1",
      'x" onerror="hacked=1',
      "data:text/html,<script>hacked=1</script>",
      `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' onload='hacked=1'/%3E`,
      "DATA:image/png;base64,AAAA' onerror='hacked=1",
      `${address}/a.png`,
      "ndpeek:rows/2",
    ];
    const values = bad.map((image, x) => ({ image, x, y: x % 2 }));
    const tooltips = [{ tooltip: [{ field: "image" }, { field: "x" }] }, { tooltip: { field: "image" } }, {}];
    for (const tooltip of tooltips) {
      const mark = { type: "circle", size: 200, ...(Object.keys(tooltip).length === 0 && { tooltip: { content: "data" } }) };
      const spec = points(0, { data: { values }, mark, encoding: { ...xy, ...tooltip } });
      const { page, noise, harm } = await open(await attach(spec, { images, rows: bad.length }));
      const cards = await hoverAll(page);
      expect(cards.map(({ sources }) => sources.map((uri) => greysOf(pixelsOf(uri))))).toEqual(
        stackOf(bad.length).map((image) => [image]),
      );
      expect(noise).toEqual([]);
      expect(await harm()).toEqual(HARMLESS);
    }
  });

  test("shows no picture for what its key column says, if that is no number of one", async () => {
    const keys = [
      1,
      "javascript:hacked=1",
      'x" onerror="hacked=1',
      `${address}/a.png`,
      "0/../2",
      "99",
      -1,
      null,
      "data:image/png;base64,AAAA",
    ];
    const values = keys.map((cell, x) => ({ cell, x, y: 0, image: `${address}/b.png` }));
    const spec = points(0, {
      data: { values },
      mark: { type: "circle", size: 100 },
      encoding: { ...xy, tooltip: [{ field: "x" }] },
    });
    const { page, noise, harm } = await open(await attach(spec, { images, flags: ["--key", "cell"] }));
    const boxes = await page.$$eval(POINTS, (marks) => marks.map((mark) => mark.getBoundingClientRect().toJSON()));
    expect(boxes).toHaveLength(keys.length);
    for (const [i, { x, y, width, height }] of boxes.entries()) {
      await page.mouse.move(999, 799);
      await page.locator(".ndpeek-tooltip").waitFor({ state: "hidden" });
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.locator(".ndpeek-tooltip:not([hidden]) dd").waitFor();
      if (i === 0) await page.waitForSelector(".ndpeek-tooltip img");
      expect(await page.locator(".ndpeek-tooltip img").count()).toBe(i === 0 ? 1 : 0);
    }
    expect(noise).toEqual([]);
    expect(await harm()).toEqual(HARMLESS);
  });

  test("loses its embed options, and keeps the rest of usermeta", async () => {
    const embedOptions = {
      ast: false,
      renderer: "canvas",
      actions: true,
      config: `${address}/c.json`,
      patch: `${address}/p.json`,
    };
    const spec = points(3, { usermeta: { embedOptions, kept: 1 } });
    const file = await attach(spec, { images });
    expect(readFileSync(file, "utf8")).not.toContain("c.json");
    expect(readFileSync(file, "utf8")).toContain('"usermeta":{"kept":1}');
    const { page, noise, harm } = await open(file);
    expect(await hoverAll(page)).toHaveLength(3);
    expect(await page.locator("canvas, .vega-actions").count()).toBe(0);
    expect(noise).toEqual([]);
    expect(await harm()).toEqual(HARMLESS);
  });

  test.each(tried(["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__"]))(
    "with a column and values called %s pollutes nothing, and shows pictures or says why not",
    async (name) => {
      const row = (x: number) => `{"${name}": {"hacked": 1}, "x": ${x}, "y": ${x % 2}, "g": "${name}", "hasOwn": "${name}"}`;
      const encoding = { ...xy, color: { field: "g" }, tooltip: [{ field: "g" }, { field: name }, { field: "x" }] };
      const shell = JSON.stringify(points(0, { data: { name }, encoding }));
      const text = shell.replace(/}$/, `,"datasets":{"${name}":[${[0, 1, 2].map(row).join(",")}]}}`);
      const chart = put(folder, `${Math.random()}.json`, text);
      const stack = putStack(folder, `${Math.random()}.npy`, distinctStack(3));
      const out = join(folder, `${Math.random()}.html`);
      await run(process.execPath, ["dist/cli.js", "attach", chart, "--stack", stack, "--images", images, "--out", out]);
      const { page, harm } = await open(out);
      await expectPicturesOrReason(page);
      expect(await harm()).toEqual(HARMLESS);
    },
  );
});

describe("a hostile chart with pictures that names addresses", { timeout: 60_000 }, () => {
  test.each([
    ["a lookup", () => ({ transform: [{ lookup: "x", from: { data: { url: `${address}/l.json` }, key: "x", fields: ["z"] } }] })],
    ["an image mark", () => ({ mark: { type: "image", width: 20, height: 20, url: `${address}/i.png` } })],
    [
      "an image mark's column",
      () => ({
        data: { values: rowsWith({ picture: `${address}/i.png` }) },
        mark: { type: "image", width: 20, height: 20 },
        encoding: { ...xy, url: { field: "picture" } },
      }),
    ],
  ])("in %s is refused by the page with the reason", async (_, part) => {
    const { page, harm } = await open(attachByLibrary(points(3, part())));
    expect(await page.getByRole("alert").textContent()).toMatch(
      /^This page could not be drawn: .*this page loads nothing from the network: "http:/,
    );
    expect(await page.locator(".ndpeek-chart").count()).toBe(0);
    expect(await harm()).toEqual(HARMLESS);
  });

  test.each([
    ["a colour", () => ({ mark: { type: "circle", size: 200, color: `url(${address}/c.svg#a)` } })],
    ["a cursor", () => ({ mark: { type: "circle", size: 200, cursor: `url(${address}/c.png), auto` } })],
    ["a font", () => ({ title: { text: "T", font: `x; src: url(${address}/f.woff)` } })],
    ["a background", () => ({ background: `url(${address}/b.png)` })],
    ["a link", () => ({ mark: { type: "circle", size: 200, href: `${address}/link` } })],
    ["a script for a link", () => ({ mark: { type: "circle", size: 200, href: "javascript:hacked=1" } })],
    [
      "a column of scripts for links",
      () => ({ data: { values: rowsWith({ to: "java\nscript:hacked=1" }) }, encoding: { ...xy, href: { field: "to" } } }),
    ],
  ])(
    "in %s reaches nobody and runs nothing when it is drawn and hovered, nor a script when it is pressed",
    async (what, part) => {
      const { page, harm } = await open(attachByLibrary(points(3, part())));
      if (await page.locator(".ndpeek-chart").count()) {
        expect(await hoverAll(page)).toHaveLength(3);
        if (what.includes("script")) await page.locator(POINTS).first().click();
      } else expect(await page.getByRole("alert").textContent()).toMatch(/^This page could not be drawn: ./);
      expect(await harm()).toEqual(HARMLESS);
    },
  );
});
