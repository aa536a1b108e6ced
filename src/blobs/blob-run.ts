import { type Progress, Rate } from "../base/rate.ts";
import { gaussianRadius } from "../kernels/gaussian.ts";
import type { ModuleSource } from "../kernels/source.ts";
import { defaultWorkers } from "../threads/default-workers.ts";
import { type BlobSet, RecipeBlobSet, rowsOf } from "./blob-set.ts";
import type { DrawnPart } from "./options.ts";
import { PictureQueue, type Wanted } from "./picture-queue.ts";
import { Pool, poolOf, type WorkerPool } from "./pool/pool.ts";
import type { Runner } from "./pool/runner.ts";
import type { BlobKernel } from "./rows/blob-kernel.ts";
import { BlobRows } from "./rows/blob-rows.ts";
import { indexBytes } from "./rows/index-reader.ts";
import type { BlobSettings } from "./rows/settings.ts";

/** Work is counted in draws of noise. A task is about 15 milliseconds. */
const TASK_DRAWS = 3_000_000;
/** A set of fewer is made sooner than a worker. */
const POOL_DRAWS = 1 << 24;
/** What a row takes beside its noise. */
const ROW_DRAWS = 150;
/** A set keeps an index of its areas up to this size unless told. */
const INDEX_BYTES = 40_000_000;
/** Rows whose circles, or groups, a task draws. */
const LIGHT_ROWS = 1 << 16;
/** Rows of a part of a set. */
const PART_ROWS = 1 << 14;
/** Tasks of pictures that may be ahead of a set that is still drawn: about 30 MB of them. */
const EARLY_PICTURES = 512;

export interface RunOptions {
  readonly pool?: WorkerPool | undefined;
  readonly workers?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly module?: ModuleSource | undefined;
  readonly areaIndex?: boolean | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onRows?: ((part: DrawnPart) => void) | undefined;
}

/** The noise, and the circle's lines, which must be folded anew for each pixel that has none yet. */
const rowDraws = ({ width, dims, circle }: BlobSettings): number =>
  width ** 2 + ROW_DRAWS + dims * gaussianRadius(Math.max(...circle.sizes) * width, 4);

/** One data set under way: the threads that make it, and afterwards its pictures. To be closed. */
export class BlobRun {
  readonly #settings: BlobSettings;
  readonly #options: RunOptions;
  readonly #kernel: BlobKernel;
  readonly #runner: Runner;
  /** Workers of this run only. */
  readonly #own: Pool | undefined;
  #early: PictureQueue | undefined;
  readonly #stop = () => void this.#runner.close(this.#options.signal?.reason);

  private constructor(settings: BlobSettings, options: RunOptions, kernel: BlobKernel, runner: Runner, own: Pool | undefined) {
    this.#settings = settings;
    this.#options = options;
    this.#kernel = kernel;
    this.#runner = runner;
    this.#own = own;
    options.signal?.addEventListener("abort", this.#stop);
  }

  static async open(settings: BlobSettings, options: RunOptions): Promise<BlobRun> {
    const { pool: given, workers, module, signal } = options;
    signal?.throwIfAborted();
    const pool = given === undefined ? new Pool(workers ?? defaultWorkers(), module) : poolOf(given);
    const own = given === undefined ? pool : undefined;
    const isSmall = workers === undefined && settings.rows * rowDraws(settings) < POOL_DRAWS;
    try {
      const { kernel, runner } = await pool.open(settings, isSmall, signal);
      signal?.throwIfAborted();
      return new BlobRun(settings, options, kernel, runner, own);
    } catch (error) {
      await own?.close();
      throw error;
    }
  }

  /** Draws and measures all rows. Where it is known which pictures are wanted of them, these are begun while one stream keeps one thread busy. */
  async generate(wanted?: Wanted): Promise<BlobSet> {
    const { rows, stream } = this.#settings;
    const rate = new Rate(rows, this.#options.onProgress);
    return stream === "numpy" ? this.#drawOneStream(rate, wanted) : this.#drawSpawned(0, rows, rate);
  }

  /**
   * The same in parts, for whoever need not have all rows at once. Rows of streams of their own are drawn part by part; one stream comes as a single
   * part, for it has the groups behind all else.
   */
  async *parts(wanted?: Wanted): AsyncGenerator<{ first: number; set: BlobSet }> {
    const { rows, stream } = this.#settings;
    if (stream === "numpy") {
      yield { first: 0, set: await this.generate(wanted) };
      return;
    }
    const rate = new Rate(rows, this.#options.onProgress);
    for (let first = 0; first < rows; first += PART_ROWS) {
      yield { first, set: await this.#drawSpawned(first, Math.min(PART_ROWS, rows - first), rate) };
    }
  }

  /** Tells of the rows from `first` to before `end`, which stand in `kept`; `offset` is where its first row stands in the set. */
  #tell(kept: BlobRows, first: number, end: number, offset = 0, groups?: Uint32Array): void {
    const { onRows } = this.#options;
    if (!onRows) return;
    onRows({
      first: offset + first,
      end: offset + end,
      image1_area: kept.image1_area.subarray(first, end),
      image2_area: kept.image2_area.subarray(first, end),
      ...(groups && { group: Array.from(groups, (index) => this.#settings.groups[index]!) }),
    });
  }

  #finished(kept: BlobRows): BlobSet {
    this.#options.signal?.throwIfAborted();
    return new RecipeBlobSet(this.#settings, kept, this.#kernel);
  }

  get #taskRows(): number {
    return Math.max(1, Math.floor(TASK_DRAWS / rowDraws(this.#settings)));
  }

  get #indexed(): boolean {
    const { dims, rows } = this.#settings;
    return dims === 2 && (this.#options.areaIndex ?? rows * indexBytes(this.#settings) <= INDEX_BYTES);
  }

  /** All circles, all squares, all groups: where a row begins is known only when those before it are drawn, so one task follows another. */
  async #drawOneStream(rate: Rate, wanted: Wanted | undefined): Promise<BlobSet> {
    const { rows } = this.#settings;
    const kept = BlobRows.empty(rows);
    if (wanted && this.#runner.width > 1) this.#early = new PictureQueue(this.#runner, kept, wanted);
    let state = this.#kernel.sampler.seed();
    for (let first = 0; first < rows; first += LIGHT_ROWS) {
      const drawn = await this.#runner.run({ kind: "circles", state, rows: Math.min(LIGHT_ROWS, rows - first) });
      kept.setCircles(first, drawn.circles);
      state = drawn.state;
    }
    for (let first = 0; first < rows; first += this.#taskRows) {
      const end = Math.min(rows, first + this.#taskRows);
      // A copy: what is posted goes with its whole buffer.
      const circles = kept.recipesOf(first, end).circles.slice();
      const drawn = await this.#runner.run({ kind: "squares", state, circles, indexed: this.#indexed }, true);
      kept.setDrawn(first, drawn);
      state = drawn.state;
      this.#early?.order(end, EARLY_PICTURES);
      this.#tell(kept, first, end);
      rate.report(end);
    }
    for (let first = 0; first < rows; first += LIGHT_ROWS) {
      const drawn = await this.#runner.run({ kind: "groups", state, rows: Math.min(LIGHT_ROWS, rows - first) }, true);
      kept.setGroups(first, drawn.groups);
      state = drawn.state;
    }
    return this.#finished(kept);
  }

  /** Any row at any time: two tasks for each thread, so that none waits for the next. */
  async #drawSpawned(start: number, rows: number, rate: Rate): Promise<BlobSet> {
    const kept = BlobRows.empty(rows);
    let next = 0;
    let done = start;
    const lane = async (): Promise<void> => {
      while (next < rows) {
        const first = next;
        const count = Math.min(this.#taskRows, rows - first);
        next += count;
        const drawn = await this.#runner.run({ kind: "spawned", first: start + first, rows: count, indexed: this.#indexed });
        kept.setDrawn(first, drawn);
        kept.setGroups(first, drawn.groups);
        this.#tell(kept, first, first + count, start, drawn.groups);
        done += count;
        rate.report(done);
      }
    };
    const stop = (error: unknown): never => {
      next = rows;
      throw error;
    };
    await Promise.all(Array.from({ length: 2 * this.#runner.width }, () => lane().catch(stop)));
    return this.#finished(kept);
  }

  /** The rows' data URIs in order, an array of them for each row. */
  pictures(set: BlobSet, wanted: Wanted): AsyncGenerator<string[]> {
    const rows = rowsOf(set);
    const queue = this.#early?.rows === rows ? this.#early : new PictureQueue(this.#runner, rows, wanted);
    return queue.read();
  }

  /** Resolves when no worker is at work on it, and none is left that only it had. The set lives on. */
  async close(): Promise<void> {
    this.#options.signal?.removeEventListener("abort", this.#stop);
    await this.#runner.close();
    await this.#own?.close();
  }
}
