import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import type { RandomCase } from "../../golden/random-filters.ts";
import { golden } from "../../golden/read.ts";
import { bits } from "../fixtures/bits.ts";
import { openChromium, openWatched } from "../fixtures/chromium.ts";
import { hasFirefox, openFirefox } from "../fixtures/firefox.ts";

declare const ndpeek: { bits: typeof bits };

const SEEDS = ["altair", 0, 2 ** 53 - 1];

/** Every tenth case of random arguments, and the derivatives, whose weights come from a polynomial. */
const filters = [
  ...golden<RandomCase>("random-filters").filter((_, i) => i % 10 === 0),
  ...golden<RandomCase>("derivatives"),
].map(({ filter, dtype, shape, seed, first, options }) => ({ filter, dtype, shape, seed, first, options }));

type Bits = Awaited<ReturnType<typeof bits>>;

/** What a page of the browser computes with the bundled script, and all that it had to say. */
interface Answer {
  inPage: Bits;
  noise: readonly string[];
}

async function inChromium(script: string): Promise<Answer> {
  const browser = await openChromium();
  try {
    const { page, noise } = await openWatched(browser);
    await page.addScriptTag({ content: script });
    return { inPage: await page.evaluate(([filters, seeds]) => ndpeek.bits(filters, seeds), [filters, SEEDS] as const), noise };
  } finally {
    await browser.close();
  }
}

async function inFirefox(script: string): Promise<Answer> {
  const browser = await openFirefox();
  try {
    const page = await browser.newPage();
    const noise: string[] = [];
    page.on("console", (message) => noise.push(message.text()));
    page.on("pageerror", (error) => noise.push(String(error)));
    await page.addScriptTag({ content: script });
    return { inPage: await page.evaluate((filters, seeds) => ndpeek.bits(filters, seeds), filters, SEEDS), noise };
  } finally {
    await browser.close();
  }
}

const engines: [string, (script: string) => Promise<Answer>][] = [
  ["Chromium", inChromium],
  ...(hasFirefox ? [["Firefox", inFirefox] as [string, typeof inFirefox]] : []),
];

let script: string;
let inNode: Bits;

beforeAll(async () => {
  const bundle = await build({
    stdin: { contents: 'export { bits } from "./fixtures/bits.ts";', resolveDir: "tests/browser", loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "ndpeek",
    target: "es2022",
  });
  script = bundle.outputFiles[0]!.text;
  inNode = await bits(filters, SEEDS);
});

describe.each(engines)("%s and Node give the same bits", (_, run) => {
  let inPage: Bits;
  let noise: readonly string[];
  beforeAll(async () => {
    ({ inPage, noise } = await run(script));
  });

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
