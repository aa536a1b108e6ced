import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type BuildResult, build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { watchedPage } from "./chromium.ts";

const SITE = "http://page.test/";
const DOOR = `
  import { viewer } from "./viewer/viewer.ts";
  import { panels } from "./viewer/panels.ts";
  globalThis.ndpeek = { viewer, panels };
`;

let built: Promise<BuildResult<{ write: false }>> | undefined;

/** The page's parts and what they load, as the page has them: in pieces. What draws charts that are brought is left out. */
const pieces = () =>
  build({
    stdin: { contents: DOOR, resolveDir: "web", loader: "ts" },
    bundle: true,
    splitting: true,
    write: false,
    format: "esm",
    outdir: "build",
    external: ["../chart.ts"],
  });

/** The page's markup and policy with a script of the test's in place of the page's own, and `scripts` before it: nothing is mounted. */
export async function openPageStage(browser: Browser, scripts: readonly (() => void)[]) {
  built ??= pieces();
  const { outputFiles } = await built;
  const files = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const markup = (await readFile("web/index.html", "utf8")).replace('src="page.js"', 'src="stdin.js"');
  const style = await readFile("dist/web/page.css", "utf8");
  const watched = await watchedPage(browser, { viewport: { width: 1000, height: 1400 } });
  for (const script of scripts) await watched.page.addInitScript(script);
  await watched.page.route(`${SITE}**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === "") return route.fulfill({ contentType: "text/html; charset=utf-8", body: markup });
    if (name === "page.css") return route.fulfill({ contentType: "text/css; charset=utf-8", body: style });
    const body = files.get(name);
    return route.fulfill(body ? { contentType: "text/javascript; charset=utf-8", body } : { status: 404 });
  });
  await watched.page.goto(SITE);
  await watched.page.waitForFunction(() => "ndpeek" in globalThis);
  return watched;
}

/** What a page keeps, when its garbage is collected. */
export async function readHeld(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  // Twice: what finalisers let go of is garbage only then.
  for (let i = 0; i < 2; i++) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string): number => metrics.find((metric) => metric.name === name)!.value;
  await session.detach();
  return {
    nodes: of("Nodes"),
    listeners: of("JSEventListeners"),
    heap: of("JSHeapUsedSize"),
    buffers: of("ArrayBufferContents"),
    workers: page.workers().length,
  };
}
