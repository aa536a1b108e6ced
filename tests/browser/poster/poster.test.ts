import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveFolder } from "../../../cli/server/static-server.mjs";
import { CHART_KINDS } from "../../../src/draw/peek-table.ts";
import { posterText } from "../../fixtures/poster-parts.ts";
import { openChromium, watchedPage } from "../fixtures/chromium.ts";

/** Names for which an axis has room in any font: those of this machine are not the poster's. */
const OPTIONS = {
  rows: "300",
  seed: "7",
  groups: "a,b,c,d",
  "image-width": "32",
  threshold: "0.3",
  metric: "image2",
  theme: "dark",
};

type Drawn = Element & { toSVG(): Promise<string> };

let browser: Browser;
let host: Awaited<ReturnType<typeof serveFolder>>;
beforeAll(async () => {
  [browser, host] = await Promise.all([openChromium(), serveFolder("dist/web", "/some/dir/")]);
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
});

/** What a drawing holds, as Chromium's parser reads it. */
function read(text: string) {
  const { documentElement: svg } = new DOMParser().parseFromString(text, "image/svg+xml");
  const all = (selector: string): Element[] => [...svg.querySelectorAll(selector)];
  return {
    name: svg.localName,
    box: svg.getAttribute("viewBox"),
    surface: all("svg > rect").map((rect) => rect.getAttribute("fill")),
    texts: all("text").map((drawn) => [
      [...(drawn.childElementCount > 0 ? drawn.children : [drawn])].map(({ textContent }) => textContent),
      drawn.getAttribute("fill"),
      drawn.getAttribute("font-size"),
    ]),
    lines: all("line").map((line) => line.outerHTML),
    bars: all(".mark-rect path").map((bar) => bar.outerHTML),
    points: all("circle").map((circle) => circle.outerHTML),
  };
}

test.each(CHART_KINDS)(
  "a poster of kind %s has the texts, lines, bars and points of the viewer's own SVG of the view",
  async (kind) => {
    const { page, noise } = await watchedPage(browser, { viewport: { width: 700, height: 900 }, reducedMotion: "reduce" });
    await page.goto(
      `${host.url}embed.html?${new URLSearchParams({ ...OPTIONS, chart: kind, controls: "none", loading: "eager" })}`,
    );
    const drawn = () => page.evaluate(() => (document.querySelector("ndpeek-viewer") as Drawn).toSVG().catch(() => ""));
    await expect.poll(drawn, { timeout: 15_000 }).toContain("<circle");
    const own = await drawn();
    const [, width] = / width="(\d+)"/.exec(own)!;
    const flags = Object.entries({ ...OPTIONS, chart: kind, width: width! }).flatMap(([name, value]) => [`--${name}`, value]);
    const poster = await posterText(flags);

    const [theirs, ours] = [await page.evaluate(read, own), await page.evaluate(read, poster)];
    expect(theirs.points).toHaveLength(kind === "repeat" ? 600 : 300);
    expect(theirs.bars.length > 0).toBe(kind === "histogram");
    expect(ours).toEqual(theirs);
    expect(noise).toEqual([]);
  },
);

test("a poster is seen as a picture, with its cards, under a policy that allows pictures alone", async () => {
  const { page, noise } = await watchedPage(browser, { viewport: { width: 800, height: 500 } });
  const [bare, peeked] = await Promise.all([posterText([]), posterText(["--peek", "3,17"])]);
  await page.setContent(
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:"><img alt=""><img alt="">`,
  );
  const differ = await page.evaluate(
    async (svgs) => {
      const pixels = await Promise.all(
        svgs.map(async (svg, i) => {
          const image = document.images[i]!;
          image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
          await image.decode();
          const canvas = Object.assign(document.createElement("canvas"), { width: 700, height: image.naturalHeight });
          const context = canvas.getContext("2d")!;
          context.drawImage(image, 0, 0);
          return new Int32Array(context.getImageData(0, 0, 700, canvas.height).data.buffer);
        }),
      );
      return pixels[0]!.filter((word, at) => word !== pixels[1]![at]).length;
    },
    [bare, peeked],
  );
  // Two cards of images on black.
  expect(differ).toBeGreaterThan(4 * 72 * 72 * 0.9);
  expect(noise).toEqual([]);
});
