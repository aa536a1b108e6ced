import type { OwnChart } from "../vega-chart/own-chart.ts";

/** The place of a chart that this project did not make, in front of our own chart: one at a time. */
export interface ExternalChart {
  /** The chart that is seen; undefined while our own chart is. */
  readonly chart: OwnChart | undefined;
  /**
   * Draws a chart into the place; `signal` aborts when the chart is no longer wanted. The chart that
   * was there stays until the new one is drawn, and stays if that fails.
   */
  show(draw: (place: HTMLElement, signal: AbortSignal) => Promise<OwnChart>): Promise<void>;
  /** The pictures in its tooltips look different now. */
  refresh(): void;
  /** Puts the chart out of sight while something is made that may take its place. */
  setAside(): void;
  /** Shows the chart that was put aside, unless another one has come since. */
  bringBack(): void;
  /** Removes the chart that was put aside. */
  letGo(): void;
  /** Removes the chart, and ends the drawing of one. */
  clear(): void;
}

/** `onSeen` hears whether the external chart or our own is the one to be seen. */
export function externalChart(place: HTMLElement, onSeen: (isExternal: boolean) => void): ExternalChart {
  let chart: OwnChart | undefined;
  let isAside = false;
  let drawing = new AbortController();

  function clear(): void {
    drawing.abort();
    chart?.finalize();
    chart = undefined;
    isAside = false;
    onSeen(false);
  }

  return {
    get chart() {
      return isAside ? undefined : chart;
    },
    async show(draw) {
      drawing.abort();
      const mine = new AbortController();
      drawing = mine;
      const wasSeen = chart !== undefined && !isAside;
      // A chart is drawn to its place's width, and a hidden place has none.
      place.hidden = false;
      try {
        const next = await draw(place, mine.signal);
        chart?.finalize();
        chart = next;
        isAside = false;
        onSeen(true);
      } catch (error) {
        // A later drawing needs the place.
        if (!wasSeen && drawing === mine) place.hidden = true;
        throw error;
      }
    },
    refresh: () => chart?.tooltip.refresh(),
    setAside() {
      drawing.abort();
      isAside = chart !== undefined;
      onSeen(false);
    },
    bringBack() {
      if (!isAside) return;
      isAside = false;
      onSeen(true);
    },
    letGo() {
      if (isAside) clear();
    },
    clear,
  };
}
