import { element } from "./elements.ts";
import { niceStep } from "./nice-step.ts";
import { digitsBetween, valueText } from "./value-text.ts";

/** Parts of an axis: what a key moves a threshold by, and what a drag is rounded to. */
const KEY_STEPS = 100;
const DRAG_STEPS = 500;
const PAGE = 10;

export interface ValueAxis {
  readonly low: number;
  readonly high: number;
  /** Whether values are whole, and so steps are. */
  readonly whole: boolean;
}

/** A line at the threshold across a plot of values. */
export interface ThresholdHandle {
  readonly element: HTMLElement;
  /** The axis below, and where it begins and ends in the plot, in CSS pixels. */
  scale(axis: ValueAxis, from: number, to: number): void;
  /** `said` is what is heard of it beside the value. */
  move(threshold: number, said: string): void;
}

const stepOf = ({ low, high, whole }: ValueAxis, parts: number): number => {
  const step = niceStep((high - low || 1) / parts);
  return whole ? Math.max(1, Math.round(step)) : step;
};

/** Where a key leads from a threshold. */
export function thresholdByKey(threshold: number, key: string, axis: ValueAxis): number | undefined {
  const { low, high } = axis;
  const step = stepOf(axis, KEY_STEPS);
  const by = (count: number): number => {
    const from = Math.max(low, Math.min(high, threshold));
    return Math.max(low, Math.min(high, Number((from + count * step).toPrecision(12))));
  };
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return by(1);
    case "ArrowLeft":
    case "ArrowDown":
      return by(-1);
    case "PageUp":
      return by(PAGE);
    case "PageDown":
      return by(-PAGE);
    case "Home":
      return low;
    case "End":
      return high;
    default:
      return undefined;
  }
}

/** The threshold at a place from 0 to 1 of the axis, rounded to what a hand can tell apart. */
export function thresholdAt(place: number, axis: ValueAxis): number {
  const { low, high } = axis;
  const step = stepOf(axis, DRAG_STEPS);
  const value = Number((Math.round((low + place * (high - low)) / step) * step).toPrecision(12)) + 0;
  return Math.max(low, Math.min(high, value));
}

/** A handle in `plot`, where a press leads it. Without `moved` it is a line only. */
export function thresholdHandle(
  plot: HTMLElement,
  moved: ((threshold: number) => void) | undefined,
  signal: AbortSignal,
): ThresholdHandle {
  const handle = element("div", "ndpeek-threshold");
  const text = element("span", "ndpeek-threshold-text");
  handle.append(text);
  plot.append(handle);
  let axis: ValueAxis = { low: 0, high: 1, whole: false };
  let [from, to] = [0, 1];
  let current = 0;

  /** Known at once: another key may come before the view is drawn anew. */
  function lead(next: number): void {
    if (next === current) return;
    current = next;
    moved!(next);
  }

  function press(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = thresholdByKey(current, event.key, axis);
    if (next === undefined) return;
    event.preventDefault();
    lead(next);
  }

  function drag(event: PointerEvent): void {
    if (event.type === "pointermove" ? !plot.hasPointerCapture(event.pointerId) : event.button !== 0) return;
    if (event.type === "pointerdown") {
      // Else the press would take the focus that the handle gets.
      event.preventDefault();
      plot.setPointerCapture(event.pointerId);
      handle.focus({ preventScroll: true });
    }
    const place = (event.clientX - plot.getBoundingClientRect().left - from) / (to - from);
    lead(thresholdAt(place, axis));
  }

  if (moved) {
    plot.classList.add("ndpeek-values-pressable");
    handle.tabIndex = 0;
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-label", "Threshold");
    handle.addEventListener("keydown", press, { signal });
    for (const type of ["pointerdown", "pointermove"] as const) plot.addEventListener(type, drag, { signal });
  }

  return {
    element: handle,
    scale(next, begin, end) {
      axis = next;
      [from, to] = [begin, end];
      if (!moved) return;
      handle.setAttribute("aria-valuemin", String(next.low));
      handle.setAttribute("aria-valuemax", String(next.high));
    },
    move(threshold, said) {
      current = threshold;
      const { low, high } = axis;
      const place = threshold > high ? 1 : threshold < low || !(high > low) ? 0 : (threshold - low) / (high - low);
      // Beyond an end it stands among what is beyond.
      const away = threshold > high ? from / 2 : threshold < low ? -from / 2 : 0;
      handle.style.transform = `translateX(${from + place * (to - from) + away}px)`;
      const shown = valueText(threshold, { digits: digitsBetween(low, high) });
      text.textContent = shown;
      handle.classList.toggle("ndpeek-threshold-late", place > 0.5);
      if (!moved) return;
      handle.setAttribute("aria-valuenow", String(Math.max(low, Math.min(high, threshold))));
      handle.setAttribute("aria-valuetext", `${shown}, ${said}`);
    },
  };
}
