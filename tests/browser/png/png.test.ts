import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { encodePng } from "../../../src/index.ts";
import { imageOf, testImage } from "../../fixtures/png-images.ts";
import { openChromium, watchedPage } from "../fixtures/chromium.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

/** The pixels that the browser reads from each, as RGBA in base64. */
const readPixels = (uris: readonly string[]): Promise<string[]> =>
  Promise.all(
    uris.map(async (uri) => {
      const image = new Image();
      image.src = uri;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext("2d")!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const pieces = Array.from({ length: Math.ceil(data.length / 4096) }, (_, i) =>
        String.fromCharCode(...data.subarray(4096 * i, 4096 * (i + 1))),
      );
      return btoa(pieces.join(""));
    }),
  );

it("Chromium reads the pixels of our PNGs, grey and indexed", async () => {
  const images = [
    ...Array.from({ length: 60 }, (_, i) => testImage(i)),
    imageOf("noise", 700, 600),
    imageOf("grained", 640, 480),
    imageOf("blob", 4096, 3),
  ];
  const palette = { data: Uint8Array.from({ length: 3 * 256 }, (_, i) => (i * 89) % 256), shape: [256, 3] };
  const cases = images.flatMap(({ data, width, height }, i) => {
    const pixels = { data, shape: [height, width] };
    const level = i % 2 === 0 ? 1 : 9;
    const grey = [...data].flatMap((value) => [value, value, value, 255]);
    const coloured = [...data].flatMap((index) => [...palette.data.subarray(3 * index, 3 * index + 3), 255]);
    return [
      { png: encodePng(pixels, { level }), expected: grey },
      { png: encodePng(pixels, { level, palette }), expected: coloured },
    ];
  });
  const { page, noise } = await watchedPage(browser);
  const uris = cases.map(({ png }) => `data:image/png;base64,${Buffer.from(png).toString("base64")}`);
  const read = await page.evaluate(readPixels, uris);
  for (const [i, { expected }] of cases.entries()) {
    if (Buffer.compare(Buffer.from(read[i]!, "base64"), Buffer.from(expected)) !== 0) expect.fail(`case ${i}: other pixels`);
  }
  expect(read).toHaveLength(126);
  expect(noise).toEqual([]);
});
