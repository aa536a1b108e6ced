import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { openChromium, type WatchedPage, watchedPage } from "./chromium.ts";

/** The strictest policy that the element works under in full. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:";
/** The same where the page names files. */
export const FILES = `${STRICT}; connect-src 'self'`;

export interface HostPage {
  readonly body: string;
  readonly policy?: string;
  /** A sheet of the page's own, in a file. */
  readonly style?: string;
  readonly htmlAttributes?: string;
  /** What the head has before the sheet. Default: the element's script. */
  readonly head?: string;
}

/** What a viewer has told the page. */
export interface Told {
  readonly type: string;
  readonly id: string;
  readonly detail: Record<string, unknown>;
}

declare global {
  interface Window {
    told: Told[];
  }
}

export interface ElementStage {
  readonly browser: Browser;
  /** The host, and the same host under a name that makes it another origin. */
  readonly url: string;
  readonly otherUrl: string;
  /** Files of the page's, by their path. */
  readonly files: Map<string, string | Uint8Array>;
  /** Puts a page on the host; returns its address. */
  put(page: HostPage | string): string;
  /** A page of one test. Nothing is waited for. */
  open(
    page: HostPage | string,
    options?: BrowserContextOptions,
    prepare?: (page: Page) => Promise<unknown>,
  ): Promise<WatchedPage>;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};
const SCRIPT = '<script type="module" src="ndpeek/ndpeek-viewer.js"></script>';
const CALM: BrowserContextOptions = { viewport: { width: 1000, height: 800 }, reducedMotion: "reduce" };
const PATIENCE = 15_000;

/** Before any script of the page. */
function listen(): void {
  window.told = [];
  for (const type of ["ndpeek-ready", "ndpeek-select", "ndpeek-error"]) {
    document.addEventListener(type, (event) => {
      const { detail, target } = event as CustomEvent<Record<string, unknown>>;
      window.told.push({ type, id: (target as Element).id, detail: { ...detail, error: String(detail.error) } });
    });
  }
}

/** A host with pages of tests, and with the built element in the folder `ndpeek`, in a browser of its own. */
export async function openElementStage(): Promise<ElementStage> {
  const files = new Map<string, string | Uint8Array>();
  const policies = new Map<string, string>();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url!, "http://localhost").pathname;
    const built = path.startsWith("/ndpeek/") ? resolve("dist/web", path.slice("/ndpeek/".length)) : undefined;
    const body = files.get(path) ?? (built && (await readFile(built).catch(() => undefined)));
    const policy = policies.get(path);
    response.writeHead(body === undefined ? 404 : 200, {
      "content-type": TYPES[extname(path)] ?? "application/octet-stream",
      ...(policy !== undefined && { "content-security-policy": policy }),
    });
    response.end(body);
  });
  const [browser] = await Promise.all([
    openChromium(),
    new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening)),
  ]);
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}/`;
  let count = 0;

  function put(page: HostPage | string): string {
    const {
      body,
      policy = STRICT,
      style = "",
      htmlAttributes = "",
      head = SCRIPT,
    } = typeof page === "string" ? { body: page } : page;
    const name = `page-${++count}`;
    files.set(`/${name}.css`, `body { margin: 20px } ${style}`);
    files.set(
      `/${name}.html`,
      `<!doctype html><html lang="en"${htmlAttributes}><head><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,">${head}<link rel="stylesheet" href="${name}.css"></head><body><main>${body}</main></body></html>`,
    );
    policies.set(`/${name}.html`, policy);
    return `${url}${name}.html`;
  }

  return {
    browser,
    url,
    otherUrl: `http://localhost:${port}/`,
    files,
    put,
    async open(page, options = {}, prepare = async () => {}) {
      const watched = await watchedPage(browser, { ...CALM, ...options });
      watched.page.setDefaultTimeout(PATIENCE);
      if (options.javaScriptEnabled !== false) await watched.page.addInitScript(listen);
      await prepare(watched.page);
      await watched.page.goto(put(page));
      return watched;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

/** What has been told so far, of one kind. */
export const toldOf = (page: Page, type: string): Promise<Told[]> =>
  page.evaluate((type) => window.told.filter((one) => one.type === type), type);

/** Waits until so many charts have been drawn. */
export const waitForReady = (page: Page, count = 1): Promise<unknown> =>
  page.waitForFunction((count) => window.told.filter(({ type }) => type === "ndpeek-ready").length >= count, count);

export const waitForErrors = (page: Page, count = 1): Promise<unknown> =>
  page.waitForFunction((count) => window.told.filter(({ type }) => type === "ndpeek-error").length >= count, count);

/** What the viewer says is wrong; an empty text where it says nothing. */
export const messageOf = (page: Page, viewer = "ndpeek-viewer"): Promise<string> =>
  page.$eval(viewer, (element) => {
    const message = element.shadowRoot!.querySelector<HTMLElement>(".message")!;
    return message.hidden ? "" : message.textContent;
  });

/** Sets attributes; null takes one away. */
export const setAttributes = (
  page: Page,
  attributes: Readonly<Record<string, string | null>>,
  viewer = "ndpeek-viewer",
): Promise<void> =>
  page.$eval(
    viewer,
    (element, attributes) => {
      for (const [name, value] of Object.entries(attributes)) {
        if (value === null) element.removeAttribute(name);
        else element.setAttribute(name, value);
      }
    },
    attributes,
  );
