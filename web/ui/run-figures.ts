// How far a run has come, in words.
import type { Progress } from "../../src/base/rate.ts";

/** Milliseconds between two looks at how far a run has come: figures that change faster cannot be read. */
const PAUSE = 100;

export const count = (value: number): string => Math.round(value).toLocaleString("en-US");

export const rowsText = (rows: number): string => `${count(rows)} ${rows === 1 ? "row" : "rows"}`;

/** "45 ms", "1.2 s". */
export const duration = (seconds: number): string =>
  seconds < 0.9995 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;

/** "200 of 1,000 rows · 900 rows/s · 1.2 s left", of what `noun` says. */
export function progressText({ done, total, rowsPerSecond, secondsLeft }: Progress, noun: string): string {
  const left = Number.isFinite(secondsLeft) ? ` · ${duration(secondsLeft)} left` : "";
  return `${count(done)} of ${count(total)} ${noun} · ${count(rowsPerSecond)} ${noun}/s${left}`;
}

/** Shows progress no more often than it can be read; `again` is for a run that begins. */
export function readable(show: (progress: Progress) => void): { show(progress: Progress): void; again(): void } {
  let shown = Number.NEGATIVE_INFINITY;
  return {
    show(progress) {
      if (performance.now() - shown < PAUSE) return;
      shown = performance.now();
      show(progress);
    },
    again() {
      shown = Number.NEGATIVE_INFINITY;
    },
  };
}
