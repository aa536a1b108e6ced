import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";

async function digestOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(`${path}\0`).update(await readFile(path).catch(() => "gone"));
  return hash.digest("hex");
}

/** By so much the clock of a file system may be behind. */
const CLOCK_LAG = 20;

/** Whether a file was written since then, so that who has read it may have read it as it was before. */
async function isNewer(path, time) {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return mtimeMs >= time - CLOCK_LAG;
}

/** Work that is done again only if the content of a file that it has read is another now, or if it failed. */
export class Step {
  #run;
  #inputs = [];
  #digest;

  /** `run` resolves with the paths that it has read as `inputs`, and with whatever else. */
  constructor(name, run) {
    this.name = name;
    this.result = undefined;
    this.#run = run;
  }

  /** Resolves with whether there was something to do. */
  async update() {
    if (this.#digest !== undefined && this.#digest === (await digestOf(this.#inputs))) return false;
    this.#digest = undefined;
    const start = Date.now();
    this.result = await this.#run();
    this.#inputs = this.result.inputs;
    // In this order no change is missed: one before the digest makes a file newer, and one after it makes another digest.
    const digest = await digestOf(this.#inputs);
    const newer = await Promise.all(this.#inputs.map((path) => isNewer(path, start)));
    if (!newer.includes(true)) this.#digest = digest;
    return true;
  }
}
