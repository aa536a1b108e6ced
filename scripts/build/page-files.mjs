// The files of the pages that are no bundles: those that are copied, and pages with script and style inside.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { offlinePage } from "./offline-page.mjs";

const COPIED = {
  "web/page/index.html": "index.html",
  "web/element/embed.html": "embed.html",
  "web/bench/bench.html": "bench.html",
};

/** Into the folder `to`. */
export async function copyPageFiles(to) {
  await mkdir(`${to}/peers`, { recursive: true });
  for (const [from, name] of Object.entries(COPIED)) await copyFile(from, `${to}/${name}`);
  await writeFile(`${to}/peers/peers.json`, "{}\n");
}

/** Writes a page of one file; `outputFiles` are what esbuild made of its script and style. */
export async function writeSingleFilePage({ path, to }, outputFiles) {
  const text = (ending) => outputFiles.find((file) => file.path.endsWith(ending)).text.trim();
  const template = await readFile(`web/${path}.html`, "utf8");
  const page = offlinePage({ template, script: text(".js"), style: text(".css") });
  for (const file of to) await writeFile(file, page);
}
