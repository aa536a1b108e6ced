import { untilAborted } from "../../src/base/abort.ts";
import { elements } from "../../src/base/ndarray.ts";
import { compile } from "../../src/kernels/source.ts";
import { openStackThreads, type StackThread } from "../../src/stacks/stack-thread.ts";

/** Threads for the stack in a file, which an abort ends, also while they start. To be closed. */
export async function openThreads(file: Blob, count: number, signal: AbortSignal | undefined): Promise<StackThread[]> {
  signal?.throwIfAborted();
  const opening = compile().then((module) => openStackThreads(module, file, count));
  try {
    return await untilAborted(opening, signal);
  } catch (error) {
    opening.then((threads) => closeThreads(threads, error)).catch(() => {});
    throw error;
  }
}

export function closeThreads(threads: readonly StackThread[], reason: unknown): void {
  for (const thread of threads) thread.close(reason);
}

/** Images from `first` to before `end`, for a thread. */
type Work = (thread: StackThread, first: number, end: number) => Promise<void>;

/** Of each thread two tasks are under way, so that one reads while the other computes. */
const LANES = 2;

/** Goes through a stack's images, some at a time, on all threads; an abort closes these. The first error ends it. */
export async function eachImages(
  threads: readonly StackThread[],
  shape: readonly number[],
  signal: AbortSignal | undefined,
  work: Work,
): Promise<void> {
  const length = shape[0]!;
  let next = 0;
  const lane = async (thread: StackThread): Promise<void> => {
    const count = Math.max(1, Math.floor(thread.elements / elements(shape.slice(1))));
    while (next < length) {
      const first = next;
      next = Math.min(length, first + count);
      await work(thread, first, next);
    }
  };
  const stop = () => closeThreads(threads, signal?.reason);
  signal?.addEventListener("abort", stop);
  try {
    await Promise.all(threads.flatMap((thread) => Array.from({ length: LANES }, () => lane(thread))));
    signal?.throwIfAborted();
  } finally {
    next = length;
    signal?.removeEventListener("abort", stop);
  }
}
