import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectOwnChart } from "./own-chart.ts";
import { siteTests } from "./site-suite.ts";
import { expectChart, viewerOf } from "./viewer-checks.ts";

const site = siteTests({
  name: "html",
  prefix: "/some/dir/",
  switchTo: (page, theme) => page.emulateMedia({ colorScheme: theme }),
});

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:";

/** The host sends the policy with every file. */
const underPolicy = (policy: string) => (page: Page) =>
  page.route("**/*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
  });

test.each([
  ["of its own", "strict.html", undefined],
  ["that its host sends", "index.html", POLICY],
])("the chart is whole under a strict policy %s", async (_, path, policy) => {
  const { page, noise } = await site.stage.open(path, {}, policy === undefined ? undefined : underPolicy(policy));
  await expectChart(viewerOf(page), site.set);
  await expectOwnChart(viewerOf(page));
  await page.context().close();
  expect(noise).toEqual([]);
});

test("where the policy allows no WebAssembly, a message says so, above the poster", async () => {
  const { page, noise } = await site.stage.open("index.html", {}, underPolicy(POLICY.replace(" 'wasm-unsafe-eval'", "")));
  const viewer = viewerOf(page);
  const message = viewer.getByRole("alert");
  await message.waitFor();
  expect(await message.innerText()).toContain("wasm-unsafe-eval");
  const poster = (await viewer.locator("[part=poster]").boundingBox())!;
  expect(poster.height).toBeGreaterThan(100);
  expect(poster.y).toBeGreaterThan((await message.boundingBox())!.y);
  await page.context().close();
  expect(noise.filter((line) => !/Content Security Policy/.test(line))).toEqual([]);
});

test("a script that is asked for with a query, as Sphinx does from version 7 on, is loaded once", async () => {
  const { page, noise, requests } = await site.stage.open("index.html", {}, (page) =>
    page.route("**/index.html", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace("ndpeek-viewer.js", "ndpeek-viewer.js?v=0c7e35d2");
      await route.fulfill({ response, body });
    }),
  );
  await expectChart(viewerOf(page), site.set, "strip", 1);
  expect(requests.filter((url) => url.includes("ndpeek-viewer.js"))).toEqual([
    `${site.stage.url}ndpeek/ndpeek-viewer.js?v=0c7e35d2`,
  ]);
  await page.context().close();
  expect(noise).toEqual([]);
});
