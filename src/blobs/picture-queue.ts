import type { Runner } from "./pool/runner.ts";
import { dataUri, type Which } from "./rows/blob-picture.ts";
import type { BlobRows } from "./rows/blob-rows.ts";
import type { Pictures } from "./rows/blob-tasks.ts";

/** Rows whose pictures a task makes. */
const TASK_ROWS = 16;

/** Which images are wanted of each row. */
export interface Wanted {
  readonly which: readonly Which[];
  readonly labels: boolean;
}

/** The pictures of rows, in order: ordered ahead of the reader, and as soon as the rows are drawn. */
export class PictureQueue {
  readonly rows: BlobRows;
  readonly #runner: Runner;
  readonly #wanted: Wanted;
  readonly #ahead: Promise<Pictures>[] = [];
  #next = 0;

  constructor(runner: Runner, rows: BlobRows, wanted: Wanted) {
    this.#runner = runner;
    this.rows = rows;
    this.#wanted = wanted;
  }

  /** Orders those of the rows before `end`, as long as fewer than `most` tasks are on their way or wait for the reader. */
  order(end: number, most: number): void {
    while (this.#next < end && this.#ahead.length < most) {
      const until = Math.min(end, this.#next + TASK_ROWS);
      const { circles, squares, places } = this.rows.recipesOf(this.#next, until);
      const recipes = { circles: circles.slice(), squares: squares.slice(), places: places.slice() };
      this.#next = until;
      const made = this.#runner.run({ kind: "pictures", recipes, ...this.#wanted });
      // Whoever stops reading hears of no error.
      made.catch(() => {});
      this.#ahead.push(made);
    }
  }

  /** An array of data URIs for each row, an entry of `which` after the other; as far ahead of the reader as keeps the threads at work. */
  async *read(): AsyncGenerator<string[]> {
    const each = this.#wanted.which.length;
    const order = (): void => this.order(this.rows.length, 2 * this.#runner.width);
    order();
    for (let made = this.#ahead.shift(); made !== undefined; made = this.#ahead.shift()) {
      const { letters, ends } = await made;
      order();
      const uris = Array.from(ends, (end, i) => dataUri(letters.subarray(ends[i - 1] ?? 0, end)));
      for (let at = 0; at < uris.length; at += each) yield uris.slice(at, at + each);
    }
  }
}
