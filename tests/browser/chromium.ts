import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { onTestFinished } from "vitest";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Without a user interface, the first opens a page in a quarter of the time. */
const PATHS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/** Starts the Chromium named by CHROMIUM, else Debian's. */
export function openChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? PATHS.find(existsSync) ?? PATHS[1]!;
  if (!existsSync(executablePath)) {
    throw new Error(`no Chromium at ${executablePath}: install it (apt-get install chromium) or name it in CHROMIUM`);
  }
  return chromium.launch({ executablePath, args: ARGS });
}

export interface WatchedPage {
  readonly page: Page;
  /** Console messages, uncaught errors and failed requests so far: empty for a page in order. */
  readonly noise: string[];
  /** The addresses asked for so far, the page's own included. */
  readonly requests: string[];
}

/** A page in a context of its own, closed at the test's end: open ones would slow the later tests. */
export async function watchedPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const watched = await openWatched(browser, options);
  onTestFinished(() => watched.page.context().close());
  return watched;
}

/** The same for what is no test; closing the browser closes it. */
export async function openWatched(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options });
  const page = await context.newPage();
  const noise: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => noise.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => noise.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => noise.push(`failed: ${request.url().slice(0, 200)}`));
  page.on("request", (request) => requests.push(request.url()));
  return { page, noise, requests };
}
