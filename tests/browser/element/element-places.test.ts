import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateBlobs } from "../../../src/index.ts";
import { axeFindings } from "../fixtures/axe.ts";
import { watchedPage } from "../fixtures/chromium.ts";
import { type ElementStage, messageOf, openElementStage, STRICT, waitForReady } from "../fixtures/element-stage.ts";
import { hasFirefox, openFirefox, waitFor } from "../fixtures/firefox.ts";
import { expectPeeks } from "../fixtures/page-stage.ts";

let stage: ElementStage;

beforeAll(async () => {
  stage = await openElementStage();
});

afterAll(() => stage?.close());

describe("embed.html", () => {
  test("is a viewer by its query, tells another origin's page its height, and hears its theme", async () => {
    const script = `window.heights = []; addEventListener("message", ({ data, source }) => {
      const frame = document.querySelector("iframe");
      if (source === frame.contentWindow && data.type === "ndpeek-height") { heights.push(data.height); frame.height = data.height; }
    });`;
    stage.files.set("/frame.js", script);
    const address = `${stage.otherUrl}ndpeek/embed.html?rows=60&chart=strip&metric=image2&seed=7`;
    const { page, noise } = await stage.open({
      head: '<script src="frame.js"></script>',
      body: `<iframe src="${address}" width="700" title="Areas"></iframe>`,
      policy: `${STRICT}; frame-src http://localhost:*`,
    });
    const frame =
      page.frames().find((one) => one.url().startsWith(stage.otherUrl)) ?? (await page.waitForEvent("framenavigated"));
    await frame.locator(".ndpeek-frame svg").waitFor();
    const set = await generateBlobs({ rows: 60, seed: 7 });
    expect(await frame.locator(".areas").innerText()).toContain("Mean area");
    const height = await frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
    await expect.poll(() => page.evaluate(() => (window as unknown as { heights: number[] }).heights.at(-1))).toBe(height);
    expect(await frame.evaluate(() => document.documentElement.scrollHeight > innerHeight)).toBe(false);
    expect(await frame.evaluate(() => document.querySelector("ndpeek-viewer")!.getAttribute("metric"))).toBe("image2");
    expect(
      await frame.evaluate(() =>
        (document.querySelector("ndpeek-viewer") as unknown as { set: { dataUri(row: number): string } }).set.dataUri(9),
      ),
    ).toBe(set.dataUri(9));
    await page.evaluate(() =>
      document.querySelector("iframe")!.contentWindow!.postMessage({ type: "ndpeek-theme", theme: "dark" }, "*"),
    );
    await expect
      .poll(() =>
        frame.evaluate(
          () => getComputedStyle(document.querySelector("ndpeek-viewer")!.shadowRoot!.querySelector(".viewer")!).backgroundColor,
        ),
      )
      .toBe("rgb(29, 33, 38)");
    await page.evaluate(() =>
      document.querySelector("iframe")!.contentWindow!.postMessage({ type: "ndpeek-theme", theme: "pink" }, "*"),
    );
    expect(await frame.evaluate(() => document.querySelector("ndpeek-viewer")!.getAttribute("theme"))).toBe("dark");
    expect(noise).toEqual([]);
  });

  test("says what of its query it does not know, and shows the rest", async () => {
    const { page, noise } = await watchedPage(stage.browser);
    await page.goto(`${stage.url}ndpeek/embed.html?rows=20&colour=red&onload=alert(1)`);
    await page.locator(".ndpeek-frame svg").waitFor();
    expect(await page.locator("#message").innerText()).toBe('The address says what this page does not know: "colour", "onload"');
    await expectPeeks(page, await generateBlobs({ rows: 20 }), { kind: "repeat" }, 1, "ndpeek-viewer");
    expect(noise).toEqual([]);
  });
});

test("one script is a viewer in a page from a file", async () => {
  const { page, noise } = await watchedPage(stage.browser);
  const folder = pathToFileURL("build/element-file/").href;
  const { mkdirSync, writeFileSync, copyFileSync } = await import("node:fs");
  mkdirSync("build/element-file", { recursive: true });
  copyFileSync("dist/web/ndpeek-viewer.standalone.js", "build/element-file/ndpeek-viewer.js");
  writeFileSync(
    "build/element-file/index.html",
    '<!doctype html><meta charset="utf-8"><title>A file</title><script>window.before = Object.keys(window)</script><script src="ndpeek-viewer.js"></script><ndpeek-viewer rows="20"></ndpeek-viewer>',
  );
  await page.goto(`${folder}index.html`);
  await page.locator(".ndpeek-frame svg").waitFor();
  await expectPeeks(page, await generateBlobs({ rows: 20 }), { kind: "repeat" }, 1, "ndpeek-viewer");
  const more = await page.evaluate(() =>
    Object.keys(window).filter((name) => name !== "before" && !(window as unknown as { before: string[] }).before.includes(name)),
  );
  expect(more).toEqual([]);
  expect(noise).toEqual([]);
});

/** A loader as RequireJS is, to whom every script with `define` and `define.amd` gives itself away. */
const LOADER = `window.names = []; window.define = (...given) => names.push(given); window.define.amd = {}; window.require = window.requirejs = () => names.push("required");
window.before = Object.keys(window);`;

test.each(["ndpeek-viewer.js", "ndpeek-viewer.standalone.js"])(
  "%s gives a loader of AMD modules nothing, and the window no name",
  async (file) => {
    stage.files.set("/loader.js", LOADER);
    const type = file.includes("standalone") ? "" : ' type="module"';
    const { page, noise } = await stage.open({
      head: `<script src="loader.js"></script><script${type} src="ndpeek/${file}" defer></script>`,
      body: '<ndpeek-viewer rows="20"></ndpeek-viewer>',
    });
    await waitForReady(page);
    const { names, more } = await page.evaluate(() => {
      const { names, before } = window as unknown as { names: unknown[]; before: string[] };
      return { names, more: Object.keys(window).filter((name) => !before.includes(name) && name !== "before") };
    });
    expect(names).toEqual([]);
    expect(more.filter((name) => name !== "told" && !name.startsWith("__"))).toEqual([]);
    expect(noise).toEqual([]);
  },
);

const zipped = (file: string): number => gzipSync(readFileSync(`dist/web/${file}`), { level: 9 }).length;
const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + zipped(file), 0);

test("the shell is under 8 kB, all of a chart of ours under 200 kB, and what draws charts of others is asked for by those", async () => {
  const filesOf = (requests: readonly string[]): Set<string> =>
    new Set(
      requests.filter((url) => url.startsWith(`${stage.url}ndpeek/`)).map((url) => url.slice(`${stage.url}ndpeek/`.length)),
    );
  const far = await stage.open({
    body: '<div class="far"></div><ndpeek-viewer rows="6000"></ndpeek-viewer>',
    style: ".far { height: 4000px }",
  });
  await far.page.waitForFunction(() => document.querySelector("ndpeek-viewer")!.shadowRoot);
  await far.page.waitForTimeout(300);
  const shell = filesOf(far.requests);
  expect([...shell]).toContain("ndpeek-viewer.js");
  expect(sum(shell)).toBeLessThanOrEqual(8000);
  await far.page.locator("ndpeek-viewer").scrollIntoViewIfNeeded();
  await waitForReady(far.page);
  const all = filesOf(far.requests);
  expect(sum(all)).toBeLessThanOrEqual(200_000);
  expect(sum(all)).toBeGreaterThan(100_000);
  const heavy = /vega-actions|Invalid specification|[Uu]sing Vega-Lite/;
  const late = readdirSync("dist/web").filter(
    (file) => file.endsWith(".js") && heavy.test(readFileSync(`dist/web/${file}`, "utf8")),
  );
  expect(late).toContain("brought-chart.js");
  expect([...all].filter((file) => late.includes(file))).toEqual([]);
});

test.each([
  ["light", 320],
  ["dark", 1300],
] as const)("axe-core finds nothing in %s viewers of all kinds in a window of %i pixels", async (theme, width) => {
  const kinds = ["strip", "scatter", "histogram", "repeat", "dropdown"];
  const body = `<h1>Viewers</h1>${kinds.map((chart) => `<ndpeek-viewer loading="eager" rows="30" chart="${chart}" controls="all" theme="${theme}"></ndpeek-viewer>`).join("")}<ndpeek-viewer loading="eager" chart="pie" theme="${theme}"></ndpeek-viewer>`;
  const style = theme === "dark" ? "html { background: #111; color: #eee }" : "";
  const { page } = await stage.open({ body, style }, { viewport: { width, height: 900 } });
  await waitForReady(page, kinds.length);
  expect(await messageOf(page, "ndpeek-viewer[chart=pie]")).toMatch(/^chart: /);
  await page.locator(".ndpeek-frame").first().focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.locator(".ndpeek-tooltip[role=dialog] img").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const cutOff = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(cutOff).toBeLessThanOrEqual(0);
});

test.skipIf(!hasFirefox)(
  "Firefox draws a viewer, shows its images and follows the page's theme, without a word",
  { timeout: 120_000 },
  async () => {
    const browser = await openFirefox();
    try {
      const page = await browser.newPage();
      const noise: string[] = [];
      page.on("console", (message) => noise.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => noise.push(String(error)));
      await page.goto(stage.put('<ndpeek-viewer rows="40" chart="strip"></ndpeek-viewer>'));
      await waitFor(
        page,
        () => !!document.querySelector("ndpeek-viewer")!.shadowRoot?.querySelector(".ndpeek-frame svg .mark-text"),
      );
      await page.evaluate(() =>
        document.querySelector("ndpeek-viewer")!.shadowRoot!.querySelector<HTMLElement>(".ndpeek-frame")!.focus(),
      );
      await page.keyboard.press("Home");
      await waitFor(
        page,
        () => !!document.querySelector("ndpeek-viewer")!.shadowRoot!.querySelector(".ndpeek-tooltip:not([hidden]) img"),
      );
      const { row, src } = await page.evaluate(() => {
        const card = document.querySelector("ndpeek-viewer")!.shadowRoot!.querySelector(".ndpeek-tooltip")!;
        return { row: Number([...card.querySelectorAll("dd")].at(-1)!.textContent), src: card.querySelector("img")!.src };
      });
      expect(src).toBe((await generateBlobs({ rows: 40 })).dataUri(row, { which: "image1", labels: false }));
      await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
      await waitFor(
        page,
        () =>
          document.querySelector("ndpeek-viewer")!.shadowRoot!.querySelector(".role-title text")!.getAttribute("fill") ===
          "#eceae6",
      );
      expect(noise).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);
