import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateBlobs } from "../../../src/index.ts";
import {
  captionsOf,
  expectPeeks,
  meansOf,
  openPageStage,
  type PageStage,
  readCaptions,
  sortedByArea,
  textOf,
} from "../fixtures/page-stage.ts";

let stage: PageStage;

beforeAll(async () => {
  stage = await openPageStage();
});

afterAll(() => stage?.close());

test("opens under a sub-path with the tutorial's chart, its images the library's, and asks for its own files only", async () => {
  const { page, noise, requests } = await stage.open();
  const set = await generateBlobs();
  expect(await page.locator(".ndpeek-frame").getAttribute("aria-label")).toBe(
    "Comparison of blob areas: 200 rows in 3 groups, Image 1 (circle) and Image 2 (square), area as share of pixels > 0.4.",
  );
  await expectPeeks(page, set, { kind: "repeat" }, 20);
  expect(await textOf(page, "areas")).toBe(meansOf(set));
  expect(await textOf(page, "status")).toMatch(/^200 rows generated in \d+(\.\d)? m?s, drawn in \d+(\.\d)? m?s$/);
  const largest = sortedByArea(set, Array(set.length).keys());
  expect(await readCaptions(page, 6)).toEqual(captionsOf(set, largest.slice(0, 6)));
  const asked = requests.filter((url) => !/^(data|blob):/.test(url));
  const inFolder = asked.map((url) => (url.startsWith(stage.url) ? url.slice(stage.url.length) : url));
  expect(inFolder.slice(0, 3).sort()).toEqual(["", "page.css", "page.js"]);
  expect(inFolder.slice(1).filter((name) => !/^[\w-]+\.(js|css)$/.test(name))).toEqual([]);
  expect(noise).toEqual([]);
});

test("its policy lets it talk to nobody else", async () => {
  const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(readFileSync("dist/web/index.html", "utf8"))!;
  expect(policy).toContain("default-src 'none'");
  const { page, noise } = await stage.open();
  const answers = await page.evaluate(async () => {
    const refused = (promise: Promise<unknown>) =>
      promise.then(
        () => "answered",
        () => "refused",
      );
    const image = new Promise((resolve, reject) =>
      Object.assign(new Image(), { onload: resolve, onerror: reject, src: "http://127.0.0.1:9/a.png" }),
    );
    return [await refused(fetch("http://127.0.0.1:9/", { method: "POST", body: "row" })), await refused(image)];
  });
  expect(answers).toEqual(["refused", "refused"]);
  expect(noise.filter((line) => /Content Security Policy/.test(line)).length).toBeGreaterThanOrEqual(2);
});
