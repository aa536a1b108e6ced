import { readFile } from "node:fs/promises";
import type { Browser, Download, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodePng } from "../../../src/index.ts";
import type { tooltipHandler as makeTooltip } from "../../../web/tooltip/index.ts";
import { drawOn, inWindow, openStage, pngUri, pointsSpec, readCard } from "../fixtures/chart-stage.ts";
import { openChromium } from "../fixtures/chromium.ts";

declare const ndpeek: { tooltipHandler: typeof makeTooltip };

let browser: Browser;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(() => browser?.close());

const DARK = { uri: pngUri(20, 10), width: 20, height: 10 };
const LIGHT = { uri: pngUri(20, 10, 200), width: 20, height: 10 };

/** A chart of one point whose data's image is `image`, hovered. */
async function open(
  image: string,
  pictures?: Parameters<typeof drawOn>[3],
  options: Parameters<typeof drawOn>[4] = {},
  context = {},
) {
  const watched = await openStage(browser, context);
  const { page } = watched;
  const spec = { ...pointsSpec([[200, 150]]), data: { values: [{ x: 200, y: 150, row: 12, text: image }] } };
  await drawOn(page, { ...spec, transform: [{ calculate: "datum.text", as: "image" }] }, "svg", pictures, options);
  const place = await inWindow(page, 200, 150);
  await page.mouse.move(place.x, place.y);
  return { ...watched, place, card: await readCard(page) };
}

const sheet = (...uris: readonly string[]): string =>
  `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='10' viewBox='0 0 40 10'%3E${uris
    .map((uri, i) => `%3Cimage x='${20 * i}' y='0' width='20' height='10' href='${uri}'/%3E`)
    .join("")}%3C/svg%3E`;

const sizes = (page: Page) =>
  page.$$eval(".ndpeek-tooltip img", (images) =>
    images.map((image) => {
      const { left, top, width, height } = image.getBoundingClientRect();
      return { left, top, width, height };
    }),
  );

describe("the tooltip's pictures", { timeout: 60_000 }, () => {
  test("stand side by side under their labels, which are text, with their outlines over them", async () => {
    const { page, card, noise } = await open("ndpeek:rows/12", [
      { ...DARK, label: "Circle" },
      { ...LIGHT, label: "<b>Square</b>", outline: "M2 2h4v4h-4z" },
    ]);
    expect(card).toMatchObject({
      labels: ["Circle", "<b>Square</b>"],
      alts: ["Circle of row 12", "<b>Square</b> of row 12"],
      outlines: 2,
    });
    const [first, second] = await sizes(page);
    expect(first!.top).toBe(second!.top);
    expect(second!.left).toBeGreaterThan(first!.left + first!.width);
    expect([first!.width, first!.height]).toEqual([100, 50]);
    const drawn = await page.$$eval(".ndpeek-tooltip path", (paths) =>
      paths.map((path) => [path.getAttribute("d"), path.getBoundingClientRect().width > 15]),
    );
    expect(drawn).toEqual([
      ["M2 2h4v4h-4z", true],
      ["M2 2h4v4h-4z", true],
    ]);
    expect(noise).toEqual([]);
  });

  test("have the width that is asked for by whole pixels, and no outline where none is wanted", async () => {
    const { page, card } = await open("ndpeek:both/12", [{ ...DARK, outline: "M2 2h4v4h-4z" }], { width: 175, outline: false });
    expect(card!.outlines).toBe(0);
    expect((await sizes(page))[0]).toMatchObject({ width: 160, height: 80 });
    expect(await page.$eval(".ndpeek-tooltip img", (image) => getComputedStyle(image).imageRendering)).toBe("pixelated");
  });

  test("leave out an outline that would hide them, until they are large enough", async () => {
    const comb = `M0 0${"h1v1h1v-1".repeat(200)}`;
    expect((await open("ndpeek:rows/12", [{ ...DARK, outline: comb }], { width: 100 })).card!.outlines).toBe(0);
    expect((await open("ndpeek:rows/12", [{ ...DARK, outline: comb }], { width: 240 })).card!.outlines).toBe(2);
  });

  test("of the first rows of many are a contact sheet, which names each row and says how many there are", async () => {
    const { page, card } = await open("ndpeek:rows/3,4,9,10/143", [DARK]);
    expect(card).toMatchObject({
      labels: ["Row 3", "Row 4", "Row 9", "Row 10"],
      alts: ["Image of row 3", "Image of row 4", "Image of row 9", "Image of row 10"],
      notes: ["4 of 143"],
    });
    const places = await sizes(page);
    expect(new Set(places.map(({ left }) => left)).size).toBe(2);
    expect(new Set(places.map(({ top }) => top)).size).toBe(2);
  });

  test("of a hundred rows stay in the window", async () => {
    const rows = Array.from({ length: 100 }, (_, i) => i);
    const { page, card } = await open(`ndpeek:rows/${rows}/100`, [DARK], {}, { viewport: { width: 1200, height: 900 } });
    expect(card!.labels).toHaveLength(100);
    expect(card!.notes).toEqual([]);
    const { left, top, right, bottom } = card!.box;
    expect(left >= 0 && top >= 0 && right <= 1200 && bottom <= 900).toBe(true);
    expect(await page.$eval(".ndpeek-tooltip", (element) => element.scrollHeight - element.clientHeight)).toBe(0);
  });

  test("are taken out of a portable contact sheet, which is not loaded itself", async () => {
    const { page, card, requests, noise } = await open(sheet(DARK.uri, LIGHT.uri));
    expect(card).toMatchObject({ alts: ["Image 1 of 2 of row 12", "Image 2 of 2 of row 12"], notes: [] });
    expect(await page.$$eval(".ndpeek-tooltip img", (images) => images.map((image) => (image as HTMLImageElement).src))).toEqual([
      DARK.uri,
      LIGHT.uri,
    ]);
    expect(requests.filter((url) => url.startsWith("data:image/svg"))).toEqual([]);
    expect(noise).toEqual([]);
  });

  test.each([
    ["a script", "javascript:alert(1)"],
    ["quotes and markup", `"><img src=x onerror=alert(1)>'`],
    ["an SVG", "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/%3E"],
    ["a sheet with a script", sheet(DARK.uri).replace("%3C/svg", "%3Cscript%3Ealert(1)%3C/script%3E%3C/svg")],
    ["a sheet with an address", sheet("https://example.invalid/a.png")],
    ["HTML", "data:text/html,<script>alert(1)</script>"],
    ["a blob", "blob:null/8a1d"],
  ])("are none for %s, and nothing is asked for", async (_, image) => {
    const { page, card, requests, noise } = await open(image, [DARK]);
    expect(card).toMatchObject({ alts: [], notes: ["unusable image"], text: "12" });
    expect(await page.locator(".ndpeek-tooltip :is(img, script, svg, a)").count()).toBe(0);
    expect(requests).toEqual([]);
    expect(noise).toEqual([]);
  });

  test("are none for a mark that stands for no rows, and the field is quiet where it is missing", async () => {
    expect((await open("ndpeek:rows//0", [DARK])).card!.notes).toEqual(["no image"]);
    expect((await open("", [DARK])).card!.notes).toEqual([]);
  });

  test("come from a provider's blobs, whose addresses are revoked when the tooltip goes", async () => {
    const { page, noise } = await openStage(browser);
    const png = [...encodePng({ data: new Uint8Array(20 * 10), shape: [10, 20] })];
    const answers = await page.evaluate(async (bytes) => {
      const revoked: string[] = [];
      const revoke = URL.revokeObjectURL;
      URL.revokeObjectURL = (uri) => {
        revoked.push(uri);
        revoke.call(URL, uri);
      };
      const provider = async (row: number) =>
        row === 1
          ? new Blob([Uint8Array.from(bytes)])
          : new Blob(["<svg xmlns='http://www.w3.org/2000/svg'/>"], { type: "image/svg+xml" });
      const tooltip = ndpeek.tooltipHandler({ provider });
      const card = document.querySelector(".ndpeek-tooltip")!;
      const show = async (row: number) => {
        const scene = { getItemBoundingClientRect: () => ({ x: 300, y: 300, width: 4, height: 4 }) };
        tooltip.handler(scene, new MouseEvent("pointermove"), {}, { image: `ndpeek:rows/${row}` });
        while (card.querySelector(".ndpeek-tooltip-waiting")) await new Promise((resolve) => setTimeout(resolve, 5));
        const image = card.querySelector("img");
        const width = image?.width;
        await image?.decode();
        return { width, src: image?.src, natural: image?.naturalWidth, note: card.querySelector("p")?.textContent };
      };
      const shown = [await show(1), await show(2)];
      tooltip.finalize();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { shown, revoked };
    }, png);
    expect(answers.shown).toMatchObject([
      { width: 160, natural: 20, src: expect.stringMatching(/^blob:/) },
      { note: "no image: provider: expected a PNG" },
    ]);
    expect(answers.revoked).toEqual([answers.shown[0]!.src]);
    expect(noise).toEqual([]);
  });

  test("are made again and shown after a refresh, while they are pinned too", async () => {
    const { page } = await openStage(browser);
    await page.evaluate(
      ([dark, light]) => {
        let calls = 0;
        const tooltip = ndpeek.tooltipHandler({ pictures: () => [calls++ === 0 ? dark : light] });
        const scene = { getItemBoundingClientRect: () => ({ x: 300, y: 300, width: 4, height: 4 }) };
        tooltip.handler(scene, new MouseEvent("pointermove"), {}, { image: "ndpeek:rows/1" });
        Object.assign(window, { tooltip });
      },
      [DARK, LIGHT] as const,
    );
    const source = () => page.$eval(".ndpeek-tooltip img", (image) => (image as HTMLImageElement).src);
    expect(await source()).toBe(DARK.uri);
    await page.evaluate(() => (window as unknown as { tooltip: { refresh(): void } }).tooltip.refresh());
    expect(await source()).toBe(LIGHT.uri);
  });
});

describe("a pinned card", { timeout: 60_000 }, () => {
  async function pinned(pictures: Parameters<typeof drawOn>[3], image = "ndpeek:rows/12") {
    const opened = await open(image, pictures, {}, { acceptDownloads: true });
    await opened.page.mouse.click(opened.place.x, opened.place.y);
    return opened;
  }

  async function save(page: Page, count: number): Promise<{ name: string; bytes: Buffer }[]> {
    const downloads: Download[] = [];
    page.on("download", (download) => downloads.push(download));
    await page.getByRole("button", { name: "Save" }).click();
    while (downloads.length < count) await page.waitForTimeout(20);
    return Promise.all(
      downloads.map(async (file) => ({ name: file.suggestedFilename(), bytes: await readFile(await file.path()) })),
    );
  }

  test("saves its picture as the PNG that it is, named by its row", async () => {
    const { page } = await pinned([DARK]);
    const [file] = await save(page, 1);
    expect(file!.name).toBe("row-12.png");
    expect(file!.bytes.toString("base64")).toBe(DARK.uri.slice(DARK.uri.indexOf(",") + 1));
  });

  test("saves several pictures of a row under a number each", async () => {
    const { page } = await pinned([DARK, LIGHT]);
    const files = await save(page, 2);
    expect(files.map(({ name }) => name).sort()).toEqual(["row-12-image-1.png", "row-12-image-2.png"]);
  });

  test("saves a contact sheet of more than four as one PNG", async () => {
    const { page } = await pinned([DARK], "ndpeek:rows/1,2,3,4,5/9");
    const [file] = await save(page, 1);
    expect(file!.name).toBe("contact-sheet.png");
    expect([file!.bytes.readUInt32BE(16), file!.bytes.readUInt32BE(20)]).toEqual([3 * 20 + 2 * 10, 2 * 10 + 10]);
  });

  test("copies its pictures side by side as one PNG, and its fields as text", async () => {
    const { page } = await pinned([DARK, LIGHT]);
    await page.evaluate(() => {
      const written: Record<string, unknown> = {};
      Object.assign(window, { written });
      class Item {
        constructor(readonly data: Record<string, Blob | Promise<Blob>>) {}
      }
      Object.assign(window, { ClipboardItem: Item });
      Object.defineProperty(navigator, "clipboard", {
        value: {
          write: async ([item]: [Item]) => {
            written.text = await (await item.data["text/plain"]!).text();
            const bitmap = await createImageBitmap(await item.data["image/png"]!);
            const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d")!;
            context.drawImage(bitmap, 0, 0);
            const shade = (x: number) => [...context.getImageData(x, 5, 1, 1).data];
            Object.assign(written, { width: bitmap.width, height: bitmap.height, shades: [shade(5), shade(25), shade(45)] });
          },
        },
      });
    });
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => (window as unknown as { written: unknown }).written)).toEqual({
      text: "Row\t12",
      width: 50,
      height: 10,
      shades: [
        [0, 0, 0, 255],
        [0, 0, 0, 0],
        [200, 200, 200, 255],
      ],
    });
  });

  test("says so where the browser lets nothing be copied, and has nothing to save without a picture", async () => {
    const { page } = await pinned([DARK], "javascript:alert(1)");
    expect(await page.getByRole("button").allTextContents()).toEqual(["Copy", "×"]);
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByRole("button", { name: "Not allowed here" }).waitFor();
  });
});
