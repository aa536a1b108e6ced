import { tooltipContent } from "../../src/draw/tooltip-content.ts";
import type { MeasuredStack } from "../sources/own-measure.ts";
import type { OwnStack } from "../sources/own-stack.ts";
import type { ImageLook } from "../sources/peek-source.ts";
import type { OwnChart } from "../vega-chart/own-chart.ts";

export interface GuestRequest {
  readonly text: string;
  readonly name: string;
  readonly key: string | undefined;
  readonly stacks: readonly OwnStack[];
}

/** A chart that the user has brought, in place of ours. */
export interface GuestChart {
  /** Draws it; the one before stays until then. What draws it is loaded when it is first needed. */
  show(request: GuestRequest): Promise<void>;
  /** What was measured of its stacks: for the borders of masks. */
  measured(stacks: readonly MeasuredStack[] | undefined): void;
  /** Pictures look different now. */
  refresh(): void;
  /** Puts the chart out of sight while something else is made that may take its place. */
  setAside(): void;
  /** What was put aside is shown again, unless a chart has come since. */
  bringBack(): void;
  /** What was put aside goes. */
  letGo(): void;
  /** Takes the chart away. */
  clear(): void;
  /** What is shown; nothing where our chart is. */
  readonly chart: OwnChart | undefined;
}

export interface GuestOptions {
  /** Where guests are shown; while there is one, `own` is out of sight, but keeps its size. */
  readonly guest: HTMLElement;
  readonly own: HTMLElement;
  readonly look: ImageLook;
  /** Where the borders of masks run; nothing: at each image's own threshold. */
  readonly threshold: () => number | undefined;
  /** What is for `own` alone, and off while a guest is there: the element `guest-hint` says why. */
  readonly controls: readonly (HTMLSelectElement | HTMLButtonElement)[];
  /** A point is pinned that has images of these stacks behind it. */
  readonly onPin: (row: number, stacks: readonly OwnStack[], areMeasured: boolean) => void;
}

export function guestChart({ guest, own, look, threshold, controls, onPin }: GuestOptions): GuestChart {
  let chart: OwnChart | undefined;
  let stacks: readonly MeasuredStack[] | undefined;
  let run = new AbortController();
  let isAside = false;

  function setShown(isShown: boolean): void {
    guest.hidden = !isShown;
    own.classList.toggle("charts-behind", isShown);
    own.inert = isShown;
    for (const control of controls) {
      control.disabled = isShown;
      if (isShown) control.setAttribute("aria-describedby", "guest-hint");
      else control.removeAttribute("aria-describedby");
    }
  }

  function pin(value: unknown, shown: readonly OwnStack[]): void {
    const { row } = tooltipContent(value);
    const areMeasured = stacks?.length === shown.length && stacks.every(({ stack }, i) => stack === shown[i]);
    if (row !== undefined) onPin(row, shown, areMeasured);
  }

  function clear(): void {
    run.abort();
    chart?.finalize();
    chart = undefined;
    stacks = undefined;
    isAside = false;
    setShown(false);
  }

  return {
    get chart() {
      return isAside ? undefined : chart;
    },
    async show({ text, name, key, stacks: shown }) {
      run.abort();
      run = new AbortController();
      const { signal } = run;
      const { drawOwnChart } = await import("../vega-chart/own-chart.ts");
      signal.throwIfAborted();
      // It is drawn to its width, which something hidden has not.
      const wasShown = chart !== undefined && !isAside;
      guest.hidden = false;
      try {
        const next = await drawOwnChart(guest, text, shown, {
          name,
          key,
          signal,
          cmap: look.cmap,
          measured: () => stacks,
          threshold,
          onPin: (value) => pin(value, shown),
        });
        chart?.finalize();
        chart = next;
        isAside = false;
        setShown(true);
      } catch (error) {
        if (!wasShown) guest.hidden = true;
        throw error;
      }
    },
    measured(next) {
      stacks = next;
      chart?.tooltip.refresh();
    },
    refresh: () => chart?.tooltip.refresh(),
    setAside() {
      run.abort();
      isAside = chart !== undefined;
      setShown(false);
    },
    bringBack() {
      if (!isAside) return;
      isAside = false;
      setShown(true);
    },
    letGo() {
      if (isAside) clear();
    },
    clear,
  };
}
