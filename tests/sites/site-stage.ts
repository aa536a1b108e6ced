import { existsSync, readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page, Route } from "playwright-core";
import { serveFolder } from "../../cli/server/static-server.mjs";
import { buildSite } from "../../scripts/dev/sites.mjs";
import { openChromium, openWatched, type WatchedPage } from "../browser/fixtures/chromium.ts";

export interface SiteHost {
  /** The path that the site stands under. Default `/`. */
  readonly prefix?: string;
  /** Files for addresses of other hosts; an address that ends with a slash stands for a folder. Whatever else is asked for is noise. */
  readonly outside?: Readonly<Record<string, string>>;
}

export interface SiteStage {
  readonly browser: Browser;
  readonly url: string;
  /** A page of the site, with `prepare` done before anything of it is loaded. */
  open(path?: string, options?: BrowserContextOptions, prepare?: (page: Page) => Promise<unknown>): Promise<WatchedPage>;
  close(): Promise<void>;
}

/** Points do not take their time to move. */
const CALM: BrowserContextOptions = { viewport: { width: 1300, height: 1000 }, reducedMotion: "reduce" };

/** Milliseconds for what downloads packages. */
export const BUILD_TIME = 600_000;

/** A page may have a hash of a script of another host, whose bytes a local package's are not. */
const withoutHashes = (html: string): string => html.replace(/ integrity="[^"]*"/g, "");

function fileFor(url: string, outside: Readonly<Record<string, string>>): string | undefined {
  const [address, path] = Object.entries(outside).find(([address]) =>
    address.endsWith("/") ? url.startsWith(address) : url === address,
  ) ?? ["", ""];
  const file = path + url.slice(address.length);
  return path && existsSync(file) ? file : undefined;
}

/** Builds a site of examples/ and serves its pages, with a browser of its own. */
export async function openSite(name: string, { prefix, outside = {} }: SiteHost = {}): Promise<SiteStage> {
  const pages = await buildSite(name);
  const [browser, server] = await Promise.all([openChromium(), serveFolder(pages, prefix)]);
  const { origin } = new URL(server.url);

  async function answer(route: Route, noise: string[]): Promise<void> {
    const request = route.request();
    const url = request.url();
    if (url.startsWith(origin)) {
      if (!request.isNavigationRequest() || Object.keys(outside).length === 0) return route.continue();
      const response = await route.fetch();
      return route.fulfill({ response, body: withoutHashes(await response.text()) });
    }
    const file = fileFor(url, outside);
    if (file) return route.fulfill({ body: readFileSync(file), headers: { "access-control-allow-origin": "*" } });
    noise.push(`outside: ${url.slice(0, 200)}`);
    return route.abort();
  }

  return {
    browser,
    url: server.url,
    async open(path = "", options = {}, prepare = async () => {}) {
      const watched = await openWatched(browser, { ...CALM, ...options });
      await watched.page.route("**/*", (route) => answer(route, watched.noise));
      await prepare(watched.page);
      await watched.page.goto(server.url + path);
      return watched;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
