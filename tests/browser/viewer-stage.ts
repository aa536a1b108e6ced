import type { Browser, BrowserContextOptions } from "playwright-core";
import { bundle } from "./bundle.ts";
import { type openWatched, watchedPage } from "./chromium.ts";

/** The viewer's policy. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src blob:";
const SITE = "http://viewer.test/";
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Viewer</title><link rel="stylesheet" href="stage.css">
<body><main id="stage"></main><script src="stage.js"></script></body></html>`;

const built = new Map<string, ReturnType<typeof bundle>>();

function bundled(contents: string): ReturnType<typeof bundle> {
  const known = built.get(contents) ?? bundle(`import "./document.css"; ${contents}`);
  built.set(contents, known);
  return known;
}

/**
 * A page under the viewer's policy, with a module of web/ that is given as text; its exports are the page's `ndpeek`. It closes with the test; with
 * `openWatched` as `open` it stays, for several tests one after the other.
 */
export async function openViewerStage(
  browser: Browser,
  contents: string,
  options: BrowserContextOptions = {},
  open: typeof openWatched = watchedPage,
) {
  const { script, style } = await bundled(contents);
  const watched = await open(browser, options);
  const files: Readonly<Record<string, { contentType: string; body: string }>> = {
    [SITE]: { contentType: "text/html; charset=utf-8", body: PAGE },
    [`${SITE}stage.js`]: { contentType: "text/javascript; charset=utf-8", body: script },
    [`${SITE}stage.css`]: { contentType: "text/css; charset=utf-8", body: style },
  };
  await watched.page.route(`${SITE}**`, (route) => {
    const file = files[route.request().url()];
    return route.fulfill(file ? { ...file, headers: { "content-security-policy": POLICY } } : { status: 204 });
  });
  await watched.page.goto(SITE);
  return watched;
}
