import { existsSync } from "node:fs";
import puppeteer, { type Browser } from "puppeteer-core";

const EXECUTABLE = process.env.FIREFOX ?? "/usr/bin/firefox-esr";

/** Whether there is the Firefox that FIREFOX names, else Debian's. */
export const hasFirefox = existsSync(EXECUTABLE);

/** playwright-core drives a Firefox of its own making only; puppeteer-core drives any, over WebDriver BiDi. */
export const openFirefox = (): Promise<Browser> =>
  puppeteer.launch({ browser: "firefox", executablePath: EXECUTABLE, headless: true });
