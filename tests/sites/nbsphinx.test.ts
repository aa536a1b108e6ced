import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { FURO_SAYS, switchFuro } from "./furo.ts";
import { siteTests } from "./site-suite.ts";
import { expectChart, viewerOf } from "./viewer-checks.ts";

const PATH = "blobs.html";

const site = siteTests({
  name: "nbsphinx",
  prefix: "/docs/",
  path: PATH,
  outside: {
    "https://cdnjs.cloudflare.com/ajax/libs/require.js/2.3.4/require.min.js": "/usr/share/javascript/requirejs/require.min.js",
    "https://cdn.jsdelivr.net/npm/mathjax@3/": "build/sites/outside/node_modules/mathjax/",
  },
  switchTo: switchFuro,
  says: FURO_SAYS,
  isOnePage: true,
});

interface RequireJs {
  (modules: readonly string[], done: () => void): void;
  onError: (error: Error) => void;
  readonly s: { readonly contexts: { readonly _: { readonly defined: object; readonly registry: object } } };
}

/** Counts how often a page's scripts set `define`. */
const watchDefine = (page: Page) =>
  page.addInitScript(() => {
    let define: unknown;
    let sets = 0;
    Object.defineProperty(window, "define", {
      configurable: true,
      get: () => define,
      set(value) {
        define = value;
        document.documentElement.dataset.defines = String(++sets);
      },
    });
  });

test("both cells have their charts beside RequireJS, whose define is its own and has been called by none", async () => {
  const { page, noise } = await site.stage.open(PATH, {}, watchDefine);
  await expectChart(viewerOf(page), site.set, "strip", 2);
  await expectChart(viewerOf(page, 1), site.set, "scatter", 2);
  const seen = await page.evaluate(async () => {
    const { requirejs, define } = window as unknown as { requirejs: RequireJs; define: { amd?: object } };
    const faults: string[] = [];
    requirejs.onError = ({ message }) => faults.push(message);
    // What was defined before is taken in at a call: a module with a name is listed then, one without is a fault.
    await new Promise<void>((done) => requirejs([], done));
    const { defined, registry } = requirejs.s.contexts._;
    const modules = [...Object.keys(defined), ...Object.keys(registry)];
    return { isAmd: define.amd !== undefined, sets: document.documentElement.dataset.defines, modules, faults };
  });
  expect(seen).toEqual({ isAmd: true, sets: "1", modules: [], faults: [] });
  expect(await page.locator("mjx-container").count()).toBeGreaterThan(0);
  await page.context().close();
  expect(noise).toEqual([]);
});
