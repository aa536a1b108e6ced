import type { Progress } from "../../src/base/rate.ts";
import { progressText, readable } from "../ui/run-figures.ts";

export interface RunStatus {
  /** Shows that a run is under way, or that none is. */
  busy(isBusy: boolean): void;
  progress(state: Progress): void;
  /** What is done now, in place of the figures. */
  doing(text: string): void;
  done(text: string): void;
}

interface StatusParts {
  readonly charts: HTMLElement;
  readonly progress: HTMLProgressElement;
  readonly running: HTMLElement;
  readonly status: HTMLElement;
  readonly cancel: HTMLElement;
}

/** The line that says how far a run has come, how fast it is, and what has become of it. */
export function runStatus({ charts, progress, running, status, cancel }: StatusParts): RunStatus {
  const figures = readable((state) => {
    progress.max = state.total;
    progress.value = state.done;
    running.textContent = progressText(state, "rows");
  });
  return {
    busy(isBusy) {
      figures.again();
      charts.setAttribute("aria-busy", String(isBusy));
      const hadFocus = document.activeElement === cancel;
      progress.hidden = !isBusy;
      running.hidden = !isBusy;
      cancel.hidden = !isBusy;
      status.hidden = isBusy;
      if (isBusy) running.textContent = "";
      else if (hadFocus) document.getElementById("generate")?.focus();
    },
    progress: figures.show,
    doing(text) {
      running.textContent = text;
    },
    done(text) {
      status.textContent = text;
    },
  };
}
