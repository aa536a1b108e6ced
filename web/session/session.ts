import type { Progress } from "../../src/base/rate.ts";
import { nextTurn } from "../../src/base/turn.ts";
import type { BlobSet } from "../../src/blobs/blob-set.ts";
import type { BlobOptions } from "../../src/blobs/options.ts";
import type { PeekTable } from "../../src/draw/peek-table.ts";
import { type LiveChart, type LiveChartOptions, liveChart } from "../point-chart/live-chart.ts";
import { generate } from "../sources/blob-generation.ts";
import { blobSource } from "../sources/blob-source.ts";
import type { ImageLook, PeekSource } from "../sources/peek-source.ts";
import { shareWorkers } from "../sources/shared-workers.ts";
import { type ThresholdControl, thresholdControl } from "../ui/threshold-control.ts";
import { type ExternalChart, externalChart } from "./external-chart.ts";

/** What a session's failure is about. */
export type SessionConcern = "rows" | "threshold";

export interface SessionEvents {
  /** A table is about to be drawn: offers its charts and metrics. If it throws, nothing is drawn. */
  readonly offer: (table: PeekTable) => void;
  /** Rows of a run are drawn, while others are still to come. */
  readonly filled?: () => void;
  /** A source is drawn, and the one before it is closed. */
  readonly shown: (source: PeekSource) => void;
  /** The slider moves, or has come to rest. The points follow without waiting for this. */
  readonly chosen?: (threshold: number) => void;
  /** The threshold is about to become final: what was said of an earlier one is over. */
  readonly settling: () => void;
  /** The shown rows are measured at the final threshold. */
  readonly settled?: (table: PeekTable) => void;
  readonly fail: (about: SessionConcern, error: unknown) => void;
}

export interface SessionOptions {
  /** Our chart. */
  readonly chart: Omit<LiveChartOptions, "fail">;
  /** Where an external chart is drawn, and who hears which of the two charts is to be seen. */
  readonly external: { readonly place: HTMLElement; readonly onSeen: (isExternal: boolean) => void };
  readonly slider: HTMLInputElement;
  readonly thresholdField: HTMLInputElement;
  readonly cmap: ImageLook["cmap"];
  readonly events: SessionEvents;
}

export interface BlobsRun {
  readonly onProgress: (progress: Progress) => void;
  /** All rows are there, and are about to be drawn. */
  readonly generated?: (set: BlobSet) => void;
}

/**
 * What a viewer shows: one source of rows at a time, in our chart or behind an external one, at one
 * threshold. Page and element are both made around a session.
 */
export interface Session {
  readonly live: LiveChart;
  readonly external: ExternalChart;
  readonly threshold: ThresholdControl;
  /** How images are shown now. */
  readonly look: ImageLook;
  /** Begins a piece of work in place of the one under way, which aborts with `reason`. */
  begin(reason?: unknown): AbortController;
  /** Whether no other work has begun since. */
  isCurrent(run: AbortController): boolean;
  /** Ends the work under way. */
  stop(reason?: unknown): void;
  /** Generates a set and draws it, its first rows while the others are still to come. */
  drawBlobs(options: BlobOptions, run: AbortController, events: BlobsRun): Promise<void>;
  /**
   * Draws a source, which is the session's to close from now on, also if this rejects. Resolves to
   * whether it is the one that is shown.
   */
  show(source: PeekSource, signal?: AbortSignal): Promise<boolean>;
  /** Makes a threshold final: axes fit, and pictures are made again. A later one wins. */
  settle(threshold: number): Promise<void>;
  finalize(): void;
}

export function session({ chart, external: front, slider, thresholdField, cmap, events }: SessionOptions): Session {
  const { fail } = events;
  const workers = shareWorkers();
  let run = new AbortController();
  let isOver = false;

  const external = externalChart(front.place, front.onSeen);
  const live = liveChart({
    ...chart,
    onPictures() {
      external.refresh();
      chart.onPictures?.();
    },
    fail: (error) => fail("threshold", error),
  });
  const threshold = thresholdControl(slider, thresholdField, {
    drag(value) {
      events.chosen?.(value);
      void live.follow(value);
    },
    settle(value) {
      events.chosen?.(value);
      void settle(value);
    },
    refuse: (reason) => fail("threshold", reason),
  });
  const look: ImageLook = { threshold: () => threshold.value, cmap };

  async function settle(value: number): Promise<void> {
    events.settling();
    if (!(await live.follow(value)) || value !== threshold.value) return;
    events.settled?.(live.table!);
    live.settle();
  }

  async function show(source: PeekSource, signal?: AbortSignal): Promise<boolean> {
    try {
      signal?.throwIfAborted();
      events.offer(source.table);
    } catch (error) {
      source.close();
      throw error;
    }
    // What came before, the chart, and what stands beside it are a task each, so that none is long.
    await nextTurn();
    if (isOver) {
      source.close();
      return false;
    }
    if (!(await live.show(source))) return false;
    threshold.range(...source.threshold.range);
    await nextTurn();
    if (live.source !== source) return false;
    events.shown(source);
    return true;
  }

  async function drawBlobs(options: BlobOptions, mine: AbortController, told: BlobsRun): Promise<void> {
    const set = await generate(options, {
      pool: workers.pool,
      signal: mine.signal,
      onProgress: told.onProgress,
      onPart(part) {
        try {
          if (!live.isFilling) events.offer(part);
        } catch (error) {
          mine.abort(error);
          return;
        }
        live.fill(part).then(events.filled, (error: unknown) => fail("rows", error));
      },
    });
    told.generated?.(set);
    await show(blobSource(set, look), mine.signal);
    if (threshold.value !== set.options.threshold) await settle(threshold.value);
  }

  return {
    live,
    external,
    threshold,
    look,
    begin(reason) {
      run.abort(reason);
      run = new AbortController();
      return run;
    },
    isCurrent: (one) => one === run,
    stop: (reason) => run.abort(reason),
    drawBlobs,
    show,
    settle,
    finalize() {
      isOver = true;
      run.abort(new DOMException("the viewer is gone", "AbortError"));
      workers.leave();
      threshold.finalize();
      external.clear();
      live.finalize();
    },
  };
}
