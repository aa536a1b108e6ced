import type { Progress } from "../../src/base/rate.ts";
import { button, element } from "./elements.ts";
import { progressText, readable } from "./run-figures.ts";

/** How far a run has come, how fast it is and what is left of it, with a button that ends it. */
export interface RunLine {
  readonly element: HTMLElement;
  /** A run has begun: of what. */
  start(what: string): void;
  progress(progress: Progress): void;
  /** The run is over; `says` is read out. */
  end(says: string): void;
}

/** `noun` is what the run is of. */
export function runLine(onCancel: () => void, noun = "images"): RunLine {
  const line = element("div", "ndpeek-run");
  const bar = element("progress");
  bar.setAttribute("aria-label", "Progress");
  const figures = element("span", "ndpeek-run-figures");
  const cancel = button("ndpeek-button", "Cancel");
  cancel.addEventListener("click", onCancel);
  const status = element("output");
  line.append(bar, figures, cancel, status);
  let doing = "";

  function setBusy(isBusy: boolean): void {
    for (const part of [bar, figures, cancel]) part.hidden = !isBusy;
    status.hidden = isBusy;
  }
  setBusy(false);
  const progress = readable((state) => {
    bar.max = state.total;
    bar.value = state.done;
    figures.textContent = `${doing} · ${progressText(state, noun)}`;
  });

  return {
    element: line,
    start(what) {
      doing = what;
      bar.removeAttribute("value");
      figures.textContent = what;
      setBusy(true);
    },
    progress: progress.show,
    end(says) {
      setBusy(false);
      status.textContent = says;
    },
  };
}
