const DELAY = 500;
const BAR = 24;

let isSilent = false;

/** No bar is drawn from now on: the result goes to stderr. */
export const silenceProgress = (): void => {
  isSilent = true;
};

/** A bar on stderr for one run. It stays silent unless stderr is a terminal and the work takes over half a second. */
export class ProgressBar {
  readonly #shown = process.stderr.isTTY === true;
  readonly #start = Date.now();
  #drawn = "";

  update(what: string, done: number, total: number): void {
    if (isSilent || !this.#shown || Date.now() - this.#start < DELAY) return;
    const filled = Math.floor((BAR * done) / total);
    const line = `${what} [${"█".repeat(filled)}${"·".repeat(BAR - filled)}] ${done} / ${total}`;
    if (line === this.#drawn) return;
    process.stderr.write(`\r\x1b[K${line}`);
    this.#drawn = line;
  }

  clear(): void {
    if (this.#drawn) process.stderr.write("\r\x1b[K");
    this.#drawn = "";
  }
}
