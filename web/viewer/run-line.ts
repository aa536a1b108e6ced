import type { Progress } from "../../src/options.ts";
import { element } from "../elements.ts";

/** How far a run has come, how fast it is and what is left of it, with a button that ends it. */
export interface RunLine {
  readonly element: HTMLElement;
  /** A run has begun: of what. */
  start(what: string): void;
  progress(progress: Progress): void;
  /** The run is over; `says` is read out. */
  end(says: string): void;
}

/** Milliseconds between two figures: those that change faster cannot be read. */
const PAUSE = 100;

const count = (value: number): string => Math.round(value).toLocaleString("en-US");

/** "45 ms", "1.2 s". */
export const duration = (seconds: number): string =>
  seconds < 0.9995 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;

export function runLine(onCancel: () => void): RunLine {
  const line = element("div", "ndpeek-run");
  const bar = element("progress");
  bar.setAttribute("aria-label", "Progress");
  const figures = element("span", "ndpeek-run-figures");
  const cancel = element("button", "ndpeek-button", "Cancel");
  cancel.type = "button";
  cancel.addEventListener("click", onCancel);
  const status = element("output");
  line.append(bar, figures, cancel, status);
  let shown = 0;
  let doing = "";

  function setBusy(isBusy: boolean): void {
    for (const part of [bar, figures, cancel]) part.hidden = !isBusy;
    status.hidden = isBusy;
  }
  setBusy(false);

  return {
    element: line,
    start(what) {
      doing = what;
      bar.removeAttribute("value");
      figures.textContent = what;
      setBusy(true);
    },
    progress({ done, total, rowsPerSecond, secondsLeft }) {
      const now = performance.now();
      if (now - shown < PAUSE) return;
      shown = now;
      bar.max = total;
      bar.value = done;
      const left = Number.isFinite(secondsLeft) ? ` · ${duration(secondsLeft)} left` : "";
      figures.textContent = `${doing} · ${count(done)} of ${count(total)} images · ${count(rowsPerSecond)} images/s${left}`;
    },
    end(says) {
      setBusy(false);
      status.textContent = says;
    },
  };
}
