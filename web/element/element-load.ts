import type { WorkerPool } from "../../src/blobs/pool/pool.ts";
import type { PeekTable } from "../../src/draw/peek-table.ts";
import { generate } from "../sources/blob-generation.ts";
import { blobSource } from "../sources/blob-source.ts";
import type { ImageLook, PeekSource } from "../sources/peek-source.ts";
import { isAbort } from "../ui/failure.ts";
import type { RunLine } from "../ui/run-line.ts";
import type { ThresholdControl } from "../ui/threshold-control.ts";
import type { DrawBrought } from "./brought.ts";
import { dataKey, namesFiles, optionsOf, type Texts } from "./element-texts.ts";
import type { ViewData } from "./view-host.ts";
import type { Wishes } from "./wishes.ts";

export interface LoadOptions {
  readonly pool: WorkerPool;
  readonly wishes: Wishes;
  readonly data: () => ViewData;
  readonly look: ImageLook;
  readonly line: RunLine;
  readonly threshold: ThresholdControl;
  /** What is marked busy. */
  readonly plots: HTMLElement;
  /** Shows rows of a run while they come. */
  readonly fill: (part: PeekTable) => void;
  /** Shows rows; they are the receiver's to close, where it fails, too. */
  readonly show: (source: PeekSource, signal: AbortSignal) => Promise<void>;
  /** The threshold is another than that the rows were made with. */
  readonly settle: (threshold: number) => Promise<void>;
  readonly showBrought: (draw: DrawBrought, signal: AbortSignal) => Promise<void>;
  /** Nothing has come of it; what was there before is to be shown. */
  readonly fail: (error: unknown) => Promise<void>;
}

/** Gets what a viewer is asked to show, one at a time. */
export interface ElementLoad {
  /** Begins, in place of what is under way. */
  load(): Promise<void>;
  /** Whether what is asked for now is what was last begun. */
  isCurrent(): boolean;
  /** Whether that has failed. */
  readonly hasFailed: boolean;
  /** Ends what is under way. */
  stop(reason: unknown): void;
}

const isOfPage = (texts: Texts, { spec, source }: ViewData): boolean =>
  spec !== undefined || source !== undefined || namesFiles(texts);

export function elementLoad(options: LoadOptions): ElementLoad {
  const { pool, wishes, data, look, line, threshold, plots, fill, show, settle, showBrought, fail } = options;
  let run = new AbortController();
  /** What is shown, or on its way. */
  let begun: (ViewData & { readonly isBrought: boolean; readonly key: string }) | undefined;
  let hasFailed = false;

  async function loadBlobs(texts: Texts, mine: AbortController): Promise<void> {
    const { signal } = mine;
    const blobs = optionsOf(texts);
    threshold.set(blobs.threshold!);
    let isSlow = false;
    const set = await generate(blobs, {
      pool,
      signal,
      onProgress(progress) {
        if (!isSlow) line.start("Drawing");
        isSlow = true;
        line.progress(progress);
      },
      onPart(part) {
        try {
          fill(part);
        } catch (error) {
          mine.abort(error);
        }
      },
    });
    await show(blobSource(set, look), signal);
    if (threshold.value !== set.options.threshold) await settle(threshold.value);
  }

  async function loadBrought(texts: Texts, given: ViewData, { signal }: AbortController): Promise<void> {
    const { openBrought } = await import("./brought.ts");
    const opened = await openBrought({ ...given, texts, look, signal, line, hasThreshold: wishes.has("threshold") });
    if ("draw" in opened) return showBrought(opened.draw, signal);
    const { start } = opened.source.threshold;
    threshold.set(start);
    await show(opened.source, signal);
    const wanted = wishes.threshold() ?? start;
    if (wanted === start) return;
    threshold.set(wanted);
    await settle(wanted);
  }

  return {
    get hasFailed() {
      return hasFailed;
    },
    isCurrent() {
      const [texts, given] = [wishes.now(), data()];
      const isBrought = isOfPage(texts, given);
      return (
        begun !== undefined &&
        begun.spec === given.spec &&
        begun.source === given.source &&
        begun.isBrought === isBrought &&
        begun.key === dataKey(texts, isBrought)
      );
    },
    async load() {
      run.abort(new DOMException("something else is asked for", "AbortError"));
      const mine = new AbortController();
      run = mine;
      const [texts, given] = [wishes.now(), data()];
      const isBrought = isOfPage(texts, given);
      begun = { ...given, isBrought, key: dataKey(texts, isBrought) };
      hasFailed = false;
      plots.setAttribute("aria-busy", "true");
      try {
        await (isBrought ? loadBrought(texts, given, mine) : loadBlobs(texts, mine));
      } catch (error) {
        if (run === mine) {
          hasFailed = !isAbort(error);
          await fail(error);
        }
      }
      if (run !== mine) return;
      line.end(isAbort(mine.signal.reason) ? "Cancelled" : "");
      plots.setAttribute("aria-busy", "false");
    },
    stop: (reason) => run.abort(reason),
  };
}
