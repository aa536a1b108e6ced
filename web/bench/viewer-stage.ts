// The viewer in a frame of the benchmark's page: works it as a user does, and times what is seen.
import { element } from "../ui/elements.ts";
import type { StageAnswer, StageRequest } from "./messages.ts";

/** What is deferred after a run is done when the next one begins. */
const PAUSE = 900;
/** How long the viewer may take for anything; 100,000 rows take ten seconds. */
const PATIENCE = 60_000;
/** Of the hash before a run whose rows are to be generated. */
const FEW_ROWS = 10;

type FrameWindow = Window & typeof globalThis;

const pause = (milliseconds: number): Promise<void> => new Promise((go) => setTimeout(go, milliseconds));

/** Answers for a frame in `place`, which is empty when it is closed. */
export function viewerStage(place: HTMLElement): (request: StageRequest) => Promise<StageAnswer> {
  let frame: HTMLIFrameElement | undefined;
  let rows = 0;
  let paints = 0;

  const inside = (): FrameWindow => frame!.contentWindow as FrameWindow;
  const part = <T extends HTMLElement>(id: string): T => inside().document.getElementById(id) as T;
  const nextFrame = (): Promise<unknown> => new Promise((go) => inside().requestAnimationFrame(go));

  function countPaints({ CanvasRenderingContext2D }: FrameWindow): void {
    const { putImageData } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.putImageData = function (this: CanvasRenderingContext2D, ...given: unknown[]) {
      if (this.canvas.matches(".ndpeek-points")) paints++;
      return putImageData.apply(this, given as never);
    };
  }

  /** What the viewer says against it, or that it says nothing, is an error. */
  function checkAlive(deadline: number): void {
    const message = part("message")?.textContent;
    if (message) throw new Error(`the viewer says: ${message}`);
    if (performance.now() > deadline)
      throw new Error(`the viewer has not done in ${PATIENCE / 1000} seconds what was asked of it`);
  }

  /** Resolves in the task after the frame that shows the chart of so many rows. */
  async function generated(count: number): Promise<void> {
    const head = `${count.toLocaleString("en-US")} rows generated`;
    const deadline = performance.now() + PATIENCE;
    while (!part("status")?.textContent.startsWith(head)) {
      checkAlive(deadline);
      await nextFrame();
    }
    await nextFrame();
    await pause(0);
  }

  async function open(request: Extract<StageRequest, { kind: "open" }>): Promise<void> {
    rows = request.rows;
    const first = request.fill ? rows : FEW_ROWS;
    const made = element("iframe", "bench-frame");
    made.title = "The viewer, which is timed";
    made.src = `index.html#rows=${first}&chart=strip`;
    frame = made;
    await new Promise((go) => {
      made.addEventListener("load", go, { once: true });
      place.replaceChildren(made);
    });
    await generated(first);
    countPaints(inside());
  }

  /** The seconds that `work` takes, and its longest task where the browser tells. */
  async function timed(work: () => Promise<void>): Promise<StageAnswer> {
    await pause(PAUSE);
    let longest = 0;
    const tells = PerformanceObserver.supportedEntryTypes.includes("longtask");
    const observer = new (inside().PerformanceObserver)((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    if (tells) observer.observe({ type: "longtask" });
    const start = performance.now();
    await work();
    const seconds = (performance.now() - start) / 1000;
    // Entries come in a task of their own.
    await pause(50);
    observer.disconnect();
    return { seconds, ...(tells && { longestTask: longest / 1000 }) };
  }

  async function generate(): Promise<void> {
    part<HTMLInputElement>("rows").value = String(rows);
    // What the last run said is not what this one says.
    part("status").textContent = "";
    part("generate").click();
    await generated(rows);
  }

  /** A step of the slider in each frame, as a hand makes them, until the points have been painted so many times: not each frame has new ones. */
  async function drag(updates: number): Promise<void> {
    const slider = part<HTMLInputElement>("threshold-slider");
    const end = paints + updates;
    const deadline = performance.now() + PATIENCE;
    for (let step = 0; paints < end; step++) {
      checkAlive(deadline);
      slider.value = String(0.2 + 0.5 * ((step * 0.005) % 1));
      slider.dispatchEvent(new (inside().Event)("input", { bubbles: true }));
      await nextFrame();
      await pause(0);
    }
  }

  return async (request) => {
    switch (request.kind) {
      case "open":
        await open(request);
        return { done: true };
      case "areas":
        return { text: part("areas").textContent };
      case "generate":
        return timed(generate);
      case "drag":
        return timed(() => drag(request.updates));
      case "close":
        frame = undefined;
        place.replaceChildren();
        return { done: true };
    }
  };
}
