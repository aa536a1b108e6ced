import { existsSync } from "node:fs";
import puppeteer, { type Browser, type EvaluateFunc, type Page } from "puppeteer-core";

const EXECUTABLE = process.env.FIREFOX ?? "/usr/bin/firefox-esr";

/** Whether there is the Firefox that FIREFOX names, else Debian's. */
export const hasFirefox = existsSync(EXECUTABLE);

/**
 * playwright-core drives a Firefox of its own making only; puppeteer-core drives any, over WebDriver BiDi. The window's size is Firefox's own argument,
 * for what puppeteer sends to set a viewport is not known to every Firefox.
 */
export const openFirefox = (width = 1100, height = 1350): Promise<Browser> =>
  puppeteer.launch({
    browser: "firefox",
    executablePath: EXECUTABLE,
    headless: true,
    defaultViewport: null,
    args: ["--width", String(width), "--height", String(height)],
  });

const PATIENCE = 30_000;
const PAUSE = 20;

/** Asks the page again and again until the function says yes there: what puppeteer has for it evaluates text, which a page's policy forbids. */
export async function waitFor<Given extends unknown[]>(page: Page, isSo: EvaluateFunc<Given>, ...given: Given): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await page.evaluate(isSo, ...given))) {
    if (performance.now() > end) throw new Error(`the page does not come to ${isSo} of ${JSON.stringify(given)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
