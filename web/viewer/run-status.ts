import type { Progress } from "../../src/options.ts";

export interface RunStatus {
  /** Shows that a run is under way, or that none is. */
  busy(isBusy: boolean): void;
  progress(state: Progress): void;
  /** What is done now, in place of the figures. */
  doing(text: string): void;
  done(text: string): void;
}

/** Milliseconds between two looks at how far a run has come: figures that change faster cannot be read. */
const PAUSE = 100;

export const count = (value: number): string => Math.round(value).toLocaleString("en-US");
export const rowsText = (rows: number): string => `${count(rows)} ${rows === 1 ? "row" : "rows"}`;
export const duration = (seconds: number): string =>
  seconds < 0.9995 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;

interface StatusParts {
  readonly charts: HTMLElement;
  readonly progress: HTMLProgressElement;
  readonly running: HTMLElement;
  readonly status: HTMLElement;
  readonly cancel: HTMLElement;
}

/** The line that says how far a run has come, how fast it is, and what has become of it. */
export function runStatus({ charts, progress, running, status, cancel }: StatusParts): RunStatus {
  let shown = Number.NEGATIVE_INFINITY;
  return {
    busy(isBusy) {
      shown = Number.NEGATIVE_INFINITY;
      charts.setAttribute("aria-busy", String(isBusy));
      const hadFocus = document.activeElement === cancel;
      progress.hidden = !isBusy;
      running.hidden = !isBusy;
      cancel.hidden = !isBusy;
      status.hidden = isBusy;
      if (isBusy) running.textContent = "";
      else if (hadFocus) document.getElementById("generate")?.focus();
    },
    progress({ done, total, rowsPerSecond, secondsLeft }) {
      if (performance.now() - shown < PAUSE) return;
      shown = performance.now();
      progress.max = total;
      progress.value = done;
      const left = Number.isFinite(secondsLeft) ? ` · ${duration(secondsLeft)} left` : "";
      running.textContent = `${count(done)} of ${count(total)} rows · ${count(rowsPerSecond)} rows/s${left}`;
    },
    doing(text) {
      running.textContent = text;
    },
    done(text) {
      status.textContent = text;
    },
  };
}
