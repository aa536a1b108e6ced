import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import { serveFolder } from "../../../cli/server/static-server.mjs";
import { generateBlobs } from "../../../src/index.ts";
import { hasFirefox, openFirefox, waitFor } from "../fixtures/firefox.ts";
import { captionsOf, meansOf, sortedByArea } from "../fixtures/page-stage.ts";
import { fieldsOf, type PeekShown, pointsIn, readPlotBox, sampleAlone } from "../fixtures/peek-points.ts";

const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => (element as HTMLElement).innerText);

const readCard = (page: Page) =>
  page.$eval(".ndpeek-tooltip:not([hidden])", (card) => ({
    sources: [...card.querySelectorAll("img")].map(({ src }) => src),
    fields: Object.fromEntries(
      [...card.querySelectorAll("dt")].map((name) => [name.textContent, name.nextElementSibling!.textContent]),
    ),
  }));

test.skipIf(!hasFirefox)(
  "Firefox generates, shows images, follows the threshold and the brush, without a word",
  { timeout: 120_000 },
  async () => {
    const [browser, host] = await Promise.all([openFirefox(), serveFolder("dist/web", "/some/dir/")]);
    try {
      const page = await browser.newPage();
      const noise: string[] = [];
      page.on("console", (message) => noise.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => noise.push(String(error)));
      await page.goto(`${host.url}#rows=20&chart=scatter`);
      const waitForRows = (rows: string) =>
        waitFor(page, (head) => document.getElementById("status")!.textContent.startsWith(`${head} rows generated`), rows);
      await waitForRows("20");
      await page.click("#rows", { count: 3 });
      await page.keyboard.type("2000");
      await page.click("#generate");
      await waitForRows("2,000");
      const set = await generateBlobs({ rows: 2000 });
      const shown: PeekShown = { kind: "scatter" };
      const points = pointsIn(await page.evaluate(readPlotBox, undefined), set, shown);
      for (const point of sampleAlone(points, 3)) {
        await page.mouse.move(point.x, point.y);
        const { sources, fields } = await readCard(page);
        expect(fields).toEqual(fieldsOf(set, point));
        const wanted = (["image1", "image2"] as const).map((which) => set.dataUri(point.row, { which, labels: false }));
        expect(sources.length === 2 && sources.every((source, i) => source === wanted[i])).toBe(true);
      }

      const slider = (await (await page.$("#threshold-slider"))!.boundingBox())!;
      const y = slider.y + slider.height / 2;
      await page.mouse.move(slider.x + 0.4 * slider.width, y);
      await page.mouse.down();
      await page.mouse.move(slider.x + 0.6 * slider.width, y, { steps: 5 });
      const dragged = Number(await page.$eval("#threshold", (field) => (field as HTMLInputElement).value));
      expect(Math.abs(dragged - 0.6)).toBeLessThan(0.03);
      const waitForAreas = () =>
        waitFor(page, (text) => document.getElementById("areas")!.textContent === text, meansOf(set, dragged));
      await waitForAreas();
      await page.mouse.up();
      await waitFor(page, (value) => location.hash.includes(`threshold=${value}`), dragged);
      // Points take their time.
      await new Promise((resolve) => setTimeout(resolve, 700));

      const plot = await page.evaluate(readPlotBox, undefined);
      const moved = pointsIn(plot, set, { ...shown, threshold: dragged });
      const [left, top] = [Math.round(plot.left + 0.3 * plot.width), Math.round(plot.top + 0.2 * plot.height)];
      const [right, bottom] = [Math.round(plot.left + 0.6 * plot.width), Math.round(plot.top + 0.7 * plot.height)];
      await page.mouse.move(left, top);
      await page.mouse.down();
      await page.mouse.move(right, bottom, { steps: 3 });
      await page.mouse.up();
      // Points on the very edge are in it or not.
      const rowsWithin = (more: number): number[] =>
        moved
          .filter(({ x, y }) => x > left - more && x < right + more && y > top - more && y < bottom + more)
          .map(({ row }) => row);
      const [surely, perhaps] = [rowsWithin(-1), rowsWithin(1)];
      expect(surely.length).toBeGreaterThan(20);
      await waitFor(page, () => / of 2,000 rows/.test(document.querySelector("#images [role=status]")!.textContent));
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const count = Number.parseInt(await textOf(page, "#images [role=status]"), 10);
      expect(count).toBeGreaterThanOrEqual(surely.length);
      expect(count).toBeLessThanOrEqual(perhaps.length);
      const largest = [surely, perhaps].map((rows) => sortedByArea(set, rows, 0, dragged)[0]!);
      expect(captionsOf(set, largest, 0, dragged)).toContain(
        await textOf(page, '.ndpeek-gallery [aria-posinset="1"] .ndpeek-gallery-caption'),
      );
      expect(noise).toEqual([]);
    } finally {
      await browser.close();
      await host.close();
    }
  },
);
