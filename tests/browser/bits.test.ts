import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RandomCase } from "../golden/random-filters.ts";
import { golden } from "../golden/read.ts";
import { bits } from "./bits.ts";
import { openChromium, watchedPage } from "./chromium.ts";

declare const ndpeek: { bits: typeof bits };

const SEEDS = ["altair", 0, 2 ** 53 - 1];

/** Every tenth case of random arguments, and the derivatives, whose weights come from a polynomial. */
const filters = [
  ...golden<RandomCase>("random-filters").filter((_, i) => i % 10 === 0),
  ...golden<RandomCase>("derivatives"),
].map(({ filter, dtype, shape, seed, first, options }) => ({ filter, dtype, shape, seed, first, options }));

type Bits = Awaited<ReturnType<typeof bits>>;

let browser: Browser;
let inPage: Bits;
let inNode: Bits;
let noise: string[];

beforeAll(async () => {
  const bundle = await build({
    stdin: { contents: 'export { bits } from "./bits.ts";', resolveDir: "tests/browser", loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "ndpeek",
    target: "es2022",
  });
  browser = await openChromium();
  const watched = await watchedPage(browser);
  noise = watched.noise;
  await watched.page.addScriptTag({ content: bundle.outputFiles[0]!.text });
  inPage = await watched.page.evaluate(([filters, seeds]) => ndpeek.bits(filters, seeds), [filters, SEEDS] as const);
  inNode = await bits(filters, SEEDS);
});

afterAll(() => browser?.close());

describe("Chromium and Node give the same bits", () => {
  it("for the filters, in every mode, dtype and rank", () => {
    expect(filters.length).toBeGreaterThan(200);
    expect(new Set(filters.map(({ filter }) => filter)).size).toBe(6);
    expect(filters.filter((_, i) => inPage.filters[i] !== inNode.filters[i])).toEqual([]);
    expect(inPage.filters).toHaveLength(filters.length);
    expect(new Set(inPage.filters).size).toBeGreaterThan(filters.length * 0.8);
  });

  it("for Gaussians of single precision", () => {
    expect(inPage.single.length).toBeGreaterThan(50);
    expect(inPage.single).toEqual(inNode.single);
    expect(inPage.single.filter((hash) => inPage.filters.includes(hash)).length).toBeLessThan(inPage.single.length / 2);
  });

  it("for the Gaussian's weights of orders 0 to 3", () => {
    expect(new Set(inPage.weights).size).toBe(20);
    expect(inPage.weights).toEqual(inNode.weights);
  });

  it("for the random streams and the state they end in", () => {
    expect(new Set(inPage.streams).size).toBe(SEEDS.length);
    expect(inPage.streams).toEqual(inNode.streams);
  });

  it("for the blobs' areas, groups and images, from either stream", () => {
    expect(new Set(inPage.blobs).size).toBe(2 * SEEDS.length);
    expect(inPage.blobs).toEqual(inNode.blobs);
  });

  it("and the page says nothing", () => {
    expect(noise).toEqual([]);
  });
});
