import { watch } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Editors write a file in several steps. */
const SETTLE_MILLISECONDS = 50;

async function foldersIn(root, skipped) {
  const entries = await readdir(root, { withFileTypes: true });
  const inner = entries.filter((entry) => entry.isDirectory() && !skipped.includes(entry.name));
  return [root, ...(await Promise.all(inner.map(({ name }) => foldersIn(join(root, name), skipped)))).flat()];
}

/**
 * Calls `onChange` soon after something in these folders or below has changed, never twice at the same time, and once more if
 * there was a change meanwhile, which its argument tells. Each folder has a watcher of its own: the recursive one of Node 20 on Linux loses files that an
 * editor replaces. Folders named `skipped` are left out. Resolves with a function that ends it.
 */
export async function watchFolders(roots, onChange, skipped = ["node_modules"]) {
  const watchers = new Map();
  let timer;
  let running = false;
  let isDirty = false;

  const note = () => {
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(run, SETTLE_MILLISECONDS);
  };

  async function sync() {
    const folders = new Set((await Promise.all(roots.map((root) => foldersIn(root, skipped)))).flat());
    for (const [folder, watcher] of watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of folders) {
      if (!watchers.has(folder)) watchers.set(folder, watch(folder, note).on("error", note));
    }
  }

  async function run() {
    if (running) return;
    running = true;
    while (isDirty) {
      isDirty = false;
      await sync();
      await onChange(() => isDirty);
    }
    running = false;
  }

  await sync();
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}
