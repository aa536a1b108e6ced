import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodePng } from "../../../src/index.ts";
import type { tooltipHandler as makeTooltip, Tooltip, TooltipPicture } from "../../../web/tooltip/index.ts";
import { bundle } from "../fixtures/bundle.ts";
import { openChromium, watchedPage } from "../fixtures/chromium.ts";

declare const ndpeek: { tooltipHandler: typeof makeTooltip };

interface Stage {
  tooltip: Tooltip;
  /** Hovers a mark of the given box and data with the given tooltip value. */
  over(value: unknown, box?: { x: number; y: number; width: number; height: number }, datum?: object): void;
  /** Answers the question for a row. */
  answer: Record<number, { resolve(pictures: readonly TooltipPicture[]): void; reject(error: Error): void }>;
}

declare global {
  interface Window {
    stage: Stage;
  }
}

const uri = (width: number, height: number): string => {
  const image = { data: new Uint8Array(width * height), shape: [height, width] };
  return `data:image/png;base64,${Buffer.from(encodePng(image)).toString("base64")}`;
};

const picture = (width: number, height: number): TooltipPicture => ({ uri: uri(width, height), width, height });

let browser: Browser;
let script: string;
let style: string;

beforeAll(async () => {
  browser = await openChromium();
  ({ script, style } = await bundle('export { tooltipHandler } from "./tooltip/index.ts"; import "./offline/offline.css";'));
});

afterAll(() => browser?.close());

async function openStage(): Promise<Page> {
  const { page } = await watchedPage(browser, { viewport: { width: 800, height: 600 } });
  await page.addStyleTag({ content: style });
  await page.addScriptTag({ content: script });
  await page.evaluate(() => {
    const answer: Stage["answer"] = {};
    const pictures = (row: number) =>
      new Promise<readonly TooltipPicture[]>((resolve, reject) => {
        answer[row] = { resolve, reject };
      });
    const tooltip = ndpeek.tooltipHandler({ pictures });
    window.stage = {
      tooltip,
      answer,
      over(value, box = { x: 400, y: 500, width: 6, height: 6 }, datum = {}) {
        const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
        tooltip.handler({ getItemBoundingClientRect: () => box }, new MouseEvent("pointermove", at), { datum }, value);
      },
    };
  });
  return page;
}

const readCard = (page: Page) =>
  page.$eval(".ndpeek-tooltip", (card) => {
    const { x, y, width, height } = card.getBoundingClientRect();
    const image = card.querySelector(".ndpeek-tooltip-image")?.getBoundingClientRect();
    return {
      box: { x, y, width, height },
      image: image && { width: image.width, height: image.height },
      src: card.querySelector("img")?.src,
      text: card.textContent,
      hidden: (card as HTMLElement).hidden,
    };
  });

describe("the tooltip", { timeout: 30_000 }, () => {
  test("has a picture's place before the picture is decoded, whole times its pixels", async () => {
    const page = await openStage();
    for (const [width, height, factor] of [
      [202, 107, 1],
      [96, 107, 2],
      [20, 6, 8],
      [1, 1, 8],
    ] as const) {
      const image = await page.evaluate(
        (source) => {
          window.stage.over({ image: source, Row: "1" });
          const { width, height } = document.querySelector(".ndpeek-tooltip img")!.getBoundingClientRect();
          return { width, height };
        },
        uri(width, height),
      );
      expect(image).toEqual({ width: width * factor, height: height * factor });
    }
  });

  test("reduces a large picture smoothly, both sides alike", async () => {
    const page = await openStage();
    await page.evaluate((source) => window.stage.over({ image: source, Row: "1" }), uri(1280, 640));
    const shown = await page.$eval(".ndpeek-tooltip img", (picture) => {
      const { width, height } = picture.getBoundingClientRect();
      return { width, height, rendering: getComputedStyle(picture).imageRendering };
    });
    expect(shown).toEqual({ width: 320, height: 160, rendering: "auto" });
  });

  test("puts the fields beside the picture in a low window", async () => {
    const page = await openStage();
    await page.setViewportSize({ width: 640, height: 360 });
    const over = (image: string) =>
      page.evaluate((source) => {
        window.stage.over(
          { image: source, Group: "a", Metric: "Image 1", Area: "0.1", Row: "1" },
          { x: 317, y: 177, width: 6, height: 6 },
        );
        const boxOf = (selector: string) => document.querySelector(selector)!.getBoundingClientRect();
        const [picture, fields] = [boxOf(".ndpeek-tooltip img"), boxOf(".ndpeek-tooltip dl")];
        return { beside: fields.left > picture.right, below: fields.top > picture.bottom, width: picture.width };
      }, image);
    expect(await over(uri(202, 107))).toEqual({ beside: true, below: false, width: 202 });
    const { box } = await readCard(page);
    expect(box.y >= 0 && (box.y + box.height <= 177 || box.y >= 183) && box.y + box.height <= 360).toBe(true);
    await page.setViewportSize({ width: 640, height: 700 });
    await page.evaluate(() => window.stage.over(null));
    expect(await over(uri(202, 107))).toEqual({ beside: false, below: true, width: 202 });
  });

  test.each([
    ["a pair", uri(202, 107), { row: 12 }, "Images of row 12"],
    ["one image", uri(96, 107), { row: 12 }, "Image of row 12"],
    [
      "one image of a metric",
      uri(96, 107),
      { row: 12, image1_area: 0.1, image2_area: 0.2, area: 0.2, metric: "Image 1" },
      "Image 2 of row 12",
    ],
    ["a picture without a row", uri(20, 6), {}, "Image of this point"],
  ])("names %s by the mark's data, in words that do not repeat the fields", async (_, image, datum, alt) => {
    const page = await openStage();
    await page.evaluate(
      ([image, datum]) => window.stage.over({ image, Metric: "Image 3", Row: "99", Zeile: "12" }, undefined, datum),
      [image, datum] as const,
    );
    expect(await page.locator(".ndpeek-tooltip img").getAttribute("alt")).toBe(alt);
  });

  test("waits for a picture with its place held, and does not move when it comes", async () => {
    const page = await openStage();
    await page.evaluate(() => window.stage.over({ image: "ndpeek:both/1", Row: "1" }));
    expect(await page.locator(".ndpeek-tooltip-waiting").isVisible()).toBe(true);
    await page.evaluate((picture) => window.stage.answer[1]!.resolve([picture]), picture(202, 107));
    await page.waitForSelector(".ndpeek-tooltip img");
    await page.evaluate(() => window.stage.over({ image: "ndpeek:both/2", Row: "2" }));
    const before = await readCard(page);
    expect(before.image).toEqual({ width: 202, height: 107 });
    await page.evaluate((picture) => window.stage.answer[2]!.resolve([picture]), picture(202, 107));
    await page.waitForSelector(".ndpeek-tooltip img");
    expect((await readCard(page)).box).toEqual(before.box);
  });

  test("drops the answer for a point already left", async () => {
    const page = await openStage();
    await page.evaluate(() => window.stage.over({ image: "ndpeek:both/1", Row: "1" }));
    await page.evaluate(() => window.stage.over({ image: "ndpeek:both/2", Row: "2" }));
    await page.evaluate((picture) => window.stage.answer[2]!.resolve([picture]), picture(40, 20));
    await page.waitForSelector(".ndpeek-tooltip img");
    await page.evaluate((picture) => window.stage.answer[1]!.resolve([picture]), picture(30, 30));
    expect(await readCard(page)).toMatchObject({ src: uri(40, 20), text: "Row2" });
    await page.evaluate(() => window.stage.over({ image: "ndpeek:both/3" }));
    await page.evaluate(() => window.stage.over(null));
    await page.evaluate((picture) => window.stage.answer[3]!.resolve([picture]), picture(30, 30));
    expect((await readCard(page)).hidden).toBe(true);
  });

  test("says why a picture is missing, and asks again the next time", async () => {
    const page = await openStage();
    await page.evaluate(() => window.stage.over({ image: "ndpeek:both/1" }));
    await page.evaluate(() => window.stage.answer[1]!.reject(new Error("out of order")));
    await page.getByText("no image: out of order").waitFor();
    await page.evaluate(() => window.stage.over({ image: "ndpeek:both/1" }));
    await page.evaluate((picture) => window.stage.answer[1]!.resolve([picture]), picture(30, 30));
    await page.waitForSelector(".ndpeek-tooltip img");
  });

  test("shows a blob of the page's own at the size that is said", async () => {
    const page = await openStage();
    await page.evaluate(() => window.stage.over({ image: "ndpeek:both/1" }));
    const shown = await page.evaluate(
      async (source) => {
        const bytes = Uint8Array.from(atob(source.slice(source.indexOf(",") + 1)), (c) => c.charCodeAt(0));
        const uri = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
        window.stage.answer[1]!.resolve([{ uri, width: 50, height: 25 }]);
        await new Promise((resolve) => setTimeout(resolve));
        const image = document.querySelector<HTMLImageElement>(".ndpeek-tooltip img")!;
        const width = image.width;
        await image.decode();
        return { width, natural: image.naturalWidth };
      },
      uri(50, 25),
    );
    expect(shown).toEqual({ width: 200, natural: 50 });
    const { box } = await readCard(page);
    expect(box.y + box.height).toBeLessThan(500);
  });

  test("shows plain values, nested values and long texts as text", async () => {
    const page = await openStage();
    await page.evaluate(() => window.stage.over("<b>a</b>"));
    expect((await readCard(page)).text).toBe("<b>a</b>");
    await page.evaluate(() => window.stage.over({ list: [1, { a: 2 }], nothing: null, "<i>": "x".repeat(1000) }));
    expect((await readCard(page)).text).toBe(`list[1,{"a":2}]nothingnull<i>${"x".repeat(200)}…`);
    expect(await page.locator(".ndpeek-tooltip :is(b, i)").count()).toBe(0);
  });

  test("keeps clear of the pointer over a mark too large to keep clear of, and follows it", async () => {
    const page = await openStage();
    const place = async (x: number, y: number) => {
      await page.evaluate(
        ([clientX, clientY]) => {
          const box = { x: 0, y: 0, width: 800, height: 600 };
          window.stage.tooltip.handler(
            { getItemBoundingClientRect: () => box },
            new MouseEvent("pointermove", { clientX, clientY }),
            {},
            "text",
          );
        },
        [x, y] as const,
      );
      return (await readCard(page)).box;
    };
    expect((await place(400, 300)).y).toBeLessThan(300);
    expect((await place(400, 5)).y).toBeGreaterThan(5);
  });

  test("leaves nothing behind when it is finalized", async () => {
    const page = await openStage();
    await page.evaluate(() => window.stage.over({ Row: "1" }));
    await page.evaluate(() => window.stage.tooltip.finalize());
    expect(await page.locator(".ndpeek-tooltip").count()).toBe(0);
  });
});
