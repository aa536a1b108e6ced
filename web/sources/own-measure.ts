import { checkInteger, checkNumber, checkThreshold } from "../../src/base/checks.ts";
import { latest } from "../../src/base/latest.ts";
import type { NdArray } from "../../src/base/ndarray.ts";
import { Rate } from "../../src/base/rate.ts";
import { onImages } from "../../src/stacks/measure-images.ts";
import { checkMeasuredShape } from "../../src/stacks/stack-shape.ts";
import type { StackThread } from "../../src/stacks/stack-thread.ts";
import { defaultWorkers } from "../../src/threads/default-workers.ts";
import type { OwnStack, RunOptions } from "./own-stack.ts";
import { closeThreads, eachImages, openThreads } from "./stack-runs.ts";

export interface MeasureSettings {
  /** Sigma of a Gaussian filter in pixels; 0: none. */
  readonly gaussian: number;
  /** Pixels of a box filter behind it; 1: none. */
  readonly uniform: number;
  /** Pixels > threshold count; `"otsu"` finds one for each image. */
  readonly threshold: number | "otsu";
}

/** What was measured of a stack's images. It keeps their values in its workers: to be closed. */
export interface MeasuredStack {
  readonly stack: OwnStack;
  readonly settings: MeasureSettings;
  /** For each image the share of its pixels above its threshold. */
  readonly areas: Float64Array;
  /** The threshold of each image; for Otsu its own. */
  readonly thresholds: Float64Array;
  /**
   * The areas at another threshold, one for all images. While one is worked on only the latest call waits: those before it reject with an
   * AbortError, as all do that are not done when this is closed.
   */
  at(threshold: number): Promise<Float64Array>;
  /** The image after the filters. */
  image(row: number): Promise<NdArray>;
  close(): void;
}

/** More threads than this wait for the same file and the same memory. */
const MOST_WORKERS = 4;
/** Pixels of a filter that are more than any image's. */
export const MOST_FILTER_PIXELS = 10_000;

/** The tutorial's, for values that are shares of something. */
export const SHARE_THRESHOLD = 0.4;

/** A threshold where none is said: the tutorial's where all values are from 0 to 1, else Otsu's. */
export const suitedThreshold = (stacks: readonly OwnStack[]): MeasureSettings["threshold"] =>
  stacks.every(({ range: [low, high] }) => low >= 0 && high <= 1 && high > low) ? SHARE_THRESHOLD : "otsu";

export function checkMeasureSettings({ gaussian, uniform, threshold }: MeasureSettings): void {
  checkNumber(gaussian, "Gaussian", 0, MOST_FILTER_PIXELS);
  checkInteger(uniform, "box", 1, MOST_FILTER_PIXELS);
  if (threshold !== "otsu") checkThreshold(threshold);
}

async function measureOne(
  stack: OwnStack,
  settings: MeasureSettings,
  signal: AbortSignal | undefined,
  onDone: (images: number) => void,
): Promise<MeasuredStack> {
  const { gaussian, uniform, threshold } = settings;
  const filters = { gaussian, uniform };
  const areas = new Float64Array(stack.length);
  const thresholds = new Float64Array(stack.length);
  const threads = await openThreads(stack.file, Math.min(MOST_WORKERS, defaultWorkers()), signal);
  try {
    await eachImages(threads, stack.shape, signal, async (thread, first, end) => {
      const task = { kind: "measure", first, end, filters, threshold } as const;
      const measured = await onImages(stack.name, first, end, () => thread.run(task));
      areas.set(measured.areas, first);
      thresholds.set(measured.thresholds, first);
      onDone(end - first);
    });
  } catch (error) {
    closeThreads(threads, error);
    signal?.throwIfAborted();
    throw error;
  }
  return measuredStack(stack, settings, { areas, thresholds }, threads);
}

function measuredStack(
  stack: OwnStack,
  settings: MeasureSettings,
  measured: Pick<MeasuredStack, "areas" | "thresholds">,
  threads: readonly StackThread[],
): MeasuredStack {
  const { gaussian, uniform } = settings;
  const filters = { gaussian, uniform };
  const areasAt = latest(async (threshold: number) => {
    const parts = await Promise.all(threads.map((thread) => thread.run({ kind: "areas", threshold })));
    const areas = new Float64Array(stack.length);
    for (const { first, areas: part } of parts.flat()) areas.set(part, first);
    return areas;
  });
  return {
    stack,
    settings,
    ...measured,
    at: async (threshold) => areasAt(checkThreshold(threshold)),
    async image(row) {
      checkInteger(row, "row", 0, stack.length - 1);
      if (gaussian === 0 && uniform === 1) return stack.image(row);
      return onImages(stack.name, row, row + 1, () => threads[row % threads.length]!.run({ kind: "image", filters, row }));
    },
    close: () => closeThreads(threads, new DOMException("the measured stack is closed", "AbortError")),
  };
}

/**
 * Filters and measures each image of the stacks, in workers (where these are forbidden in slices on this thread); all of them or none. The bits are
 * those of `load()`'s functions. Throws a RangeError for settings out of range and for colours, which have no one value a pixel.
 */
export async function measureStacks(
  stacks: readonly OwnStack[],
  settings: MeasureSettings,
  { signal, onProgress }: RunOptions = {},
): Promise<MeasuredStack[]> {
  checkMeasureSettings(settings);
  for (const { name, shape } of stacks) {
    try {
      checkMeasuredShape(shape);
    } catch (error) {
      throw new RangeError(`${JSON.stringify(name)}: ${(error as Error).message}`);
    }
  }
  const rate = new Rate(
    stacks.reduce((sum, { length }) => sum + length, 0),
    onProgress,
  );
  const measured: MeasuredStack[] = [];
  let done = 0;
  try {
    for (const stack of stacks) {
      const one = await measureOne(stack, settings, signal, (images) => {
        done += images;
        rate.report(done);
      });
      measured.push(one);
    }
  } catch (error) {
    for (const one of measured) one.close();
    throw error;
  }
  return measured;
}
