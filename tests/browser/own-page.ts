import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { serveFolder } from "../../scripts/static-folder.mjs";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src blob:";

const page = (policy: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Own data</title>
<meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><link rel="stylesheet" href="style.css"><script type="module" src="own-stage.js"></script></head>
<body><main><h1>Own data</h1><p id="message" role="alert"></p><div class="ndpeek-charts" id="charts"></div></main></body></html>`;

/** Serves the panel's stage in chunks, under the page's policy; `no-workers.html` forbids workers too. */
export async function serveOwnPage(folder: string) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: { "own-stage": "tests/browser/own-stage.ts", style: "tests/browser/own-stage.css" },
    outdir: folder,
    bundle: true,
    format: "esm",
    splitting: true,
    minify: true,
    target: "es2022",
    metafile: true,
    logLevel: "warning",
  });
  writeFileSync(`${folder}/index.html`, page(POLICY));
  writeFileSync(`${folder}/no-workers.html`, page(POLICY.replace("worker-src blob:", "worker-src 'none'")));
  const { url, close } = await serveFolder(folder, "/own/");
  return { url, close, metafile };
}

/** Files as a page is given them: their bytes in base64. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

const posted = ({ name, bytes }: DroppedFile) => ({ name, base64: Buffer.from(bytes as Uint8Array).toString("base64") });

/** Drops files as a browser does: they come in, are over the page, and are let go. Returns whether the page said that it takes them. */
export const drop = (page: Page, files: readonly DroppedFile[]): Promise<boolean> =>
  page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of files) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name));
    }
    const send = (type: string) =>
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    send("dragenter");
    send("dragover");
    const cover = document.querySelector<HTMLElement>(".ndpeek-drop")!;
    const isShown = !cover.hidden && getComputedStyle(cover).display !== "none";
    send("drop");
    return isShown && cover.hidden === true;
  }, files.map(posted));

/** Goes to where the whole page has its panel, which is made when it is near. */
export async function reachPanel(page: Page): Promise<void> {
  await page.locator("#own").scrollIntoViewIfNeeded();
  await page.locator(".ndpeek-own").waitFor();
}

export const status = (page: Page): Promise<string> => page.locator(".ndpeek-run output").innerText();

export const waitForStatus = (page: Page, pattern: RegExp): Promise<unknown> =>
  page.waitForFunction((source) => {
    const output = document.querySelector<HTMLElement>(".ndpeek-run output")!;
    return !output.hidden && new RegExp(source).test(output.textContent);
  }, pattern.source);
