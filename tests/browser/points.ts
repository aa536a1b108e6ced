import type { Page } from "playwright-core";

/** A point of a chart, read from the page as a reader of the screen would. */
export interface ChartPoint {
  readonly row: number;
  readonly metric: string;
  readonly label: string;
  /** Its centre in the window. */
  readonly x: number;
  readonly y: number;
  /** Nothing lies on its centre. */
  readonly uncovered: boolean;
}

export const MARKS = ".role-mark.mark-symbol path";

/** All points, by row, then metric. */
export async function readPoints(page: Page): Promise<ChartPoint[]> {
  const points = await page.$$eval(MARKS, (marks) =>
    marks.map((mark) => {
      const box = mark.getBoundingClientRect();
      const x = box.x + box.width / 2;
      const y = box.y + box.height / 2;
      return { label: mark.getAttribute("aria-label") ?? "", x, y, uncovered: document.elementFromPoint(x, y) === mark };
    }),
  );
  return points
    .map((point) => {
      const [, row, metric] = /^Row (\d+), group [^,]*, ([^,]*), area [\d.]+$/.exec(point.label) ?? [];
      return { ...point, row: Number(row), metric: metric ?? "" };
    })
    .sort((a, b) => a.row - b.row || (a.metric < b.metric ? -1 : 1));
}

/** What the tooltip shows after the pointer has come to a place; waits until its picture is there. */
export async function hover(page: Page, { x, y }: { x: number; y: number }) {
  await page.mouse.move(x, y);
  await page.waitForSelector(".ndpeek-tooltip:not([hidden]) img");
  return page.$eval(".ndpeek-tooltip:not([hidden])", (card) => {
    const { left, top, right, bottom } = card.getBoundingClientRect();
    const pictures = [...card.querySelectorAll("img")];
    const picture = pictures[0]!;
    const fields = [...card.querySelectorAll("dt")].map((name) => [name.textContent, name.nextElementSibling!.textContent]);
    return {
      src: picture.src,
      sources: pictures.map((image) => image.src),
      labels: [...card.querySelectorAll("figcaption")].map((label) => label.textContent),
      alts: pictures.map((image) => image.alt),
      shown: { width: picture.width, height: picture.height },
      natural: { width: picture.naturalWidth, height: picture.naturalHeight },
      fields: Object.fromEntries(fields) as Record<string, string>,
      box: { left, top, right, bottom },
      inWindow: left >= 0 && top >= 0 && right <= document.documentElement.clientWidth && bottom <= innerHeight,
    };
  });
}

export const covers = (
  box: { left: number; top: number; right: number; bottom: number },
  point: { x: number; y: number },
): boolean => point.x >= box.left && point.x <= box.right && point.y >= box.top && point.y <= box.bottom;

/** The words that the chart draws: titles, legends, ticks. */
export const readTexts = (page: Page): Promise<string[]> =>
  page.$$eval(".ndpeek-chart svg text", (texts) => texts.map((text) => text.textContent));

/** Those of them that reach beyond the chart's edge. */
export const textsCutOff = (page: Page, chart = ".ndpeek-chart"): Promise<string[]> =>
  page.$$eval(`${chart} svg text`, (texts) =>
    texts
      .filter((text) => {
        const { left, top, right, bottom } = text.getBoundingClientRect();
        const edge = text.closest("svg")!.getBoundingClientRect();
        return left < edge.left || top < edge.top || right > edge.right || bottom > edge.bottom;
      })
      .map((text) => text.textContent),
  );

/** Waits until the chart says the text, alone or within a longer one. */
export async function waitForText(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => [...document.querySelectorAll(".ndpeek-chart svg text")].some(({ textContent }) => textContent.includes(wanted)),
    text,
  );
}
