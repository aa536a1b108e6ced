import type { Session } from "../session/session.ts";
import { isAbort } from "../ui/failure.ts";
import type { RunLine } from "../ui/run-line.ts";
import type { DrawBrought } from "./brought.ts";
import { dataKey, namesFiles, optionsOf, type Texts } from "./element-texts.ts";
import type { ViewData } from "./view-host.ts";
import type { Wishes } from "./wishes.ts";

export interface LoadOptions {
  readonly session: Session;
  readonly wishes: Wishes;
  readonly data: () => ViewData;
  readonly line: RunLine;
  /** What is marked busy. */
  readonly plots: HTMLElement;
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
}

const isOfPage = (texts: Texts, { spec, source }: ViewData): boolean =>
  spec !== undefined || source !== undefined || namesFiles(texts);

export function elementLoad({ session, wishes, data, line, plots, showBrought, fail }: LoadOptions): ElementLoad {
  const { threshold, look } = session;
  /** What is shown, or on its way. */
  let begun: (ViewData & { readonly isBrought: boolean; readonly key: string }) | undefined;
  let hasFailed = false;

  async function loadBlobs(texts: Texts, run: AbortController): Promise<void> {
    const blobs = optionsOf(texts);
    threshold.set(blobs.threshold!);
    let isSlow = false;
    await session.drawBlobs(blobs, run, {
      onProgress(progress) {
        if (!isSlow) line.start("Drawing");
        isSlow = true;
        line.progress(progress);
      },
    });
  }

  async function loadBrought(texts: Texts, given: ViewData, { signal }: AbortController): Promise<void> {
    const { openBrought } = await import("./brought.ts");
    const opened = await openBrought({ ...given, texts, look, signal, line, hasThreshold: wishes.has("threshold") });
    if ("draw" in opened) return showBrought(opened.draw, signal);
    const { start } = opened.source.threshold;
    threshold.set(start);
    await session.show(opened.source, signal);
    const wanted = wishes.threshold() ?? start;
    if (wanted === start) return;
    threshold.set(wanted);
    await session.settle(wanted);
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
      const run = session.begin(new DOMException("something else is asked for", "AbortError"));
      const [texts, given] = [wishes.now(), data()];
      const isBrought = isOfPage(texts, given);
      begun = { ...given, isBrought, key: dataKey(texts, isBrought) };
      hasFailed = false;
      plots.setAttribute("aria-busy", "true");
      try {
        await (isBrought ? loadBrought(texts, given, run) : loadBlobs(texts, run));
      } catch (error) {
        if (session.isCurrent(run)) {
          hasFailed = !isAbort(error);
          await fail(error);
        }
      }
      if (!session.isCurrent(run)) return;
      line.end(isAbort(run.signal.reason) ? "Cancelled" : "");
      plots.setAttribute("aria-busy", "false");
    },
  };
}
