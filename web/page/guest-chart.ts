import { tooltipContent } from "../../src/draw/tooltip-content.ts";
import type { ExternalChart } from "../session/external-chart.ts";
import type { MeasuredStack } from "../sources/own-measure.ts";
import type { OwnStack } from "../sources/own-stack.ts";
import type { ImageLook } from "../sources/peek-source.ts";

export interface GuestRequest {
  readonly text: string;
  readonly name: string;
  readonly key: string | undefined;
  readonly stacks: readonly OwnStack[];
}

/** A chart that the user has brought, with the images of their stacks behind its points. */
export interface GuestChart extends Pick<ExternalChart, "chart" | "clear"> {
  /** Draws it; the one before stays until then. The code that draws it is loaded when it is first needed. */
  show(request: GuestRequest): Promise<void>;
  /** What was measured of its stacks: for the borders of masks. */
  measured(stacks: readonly MeasuredStack[] | undefined): void;
  /** Removes the chart if it was put aside. */
  letGo(): void;
}

export interface GuestOptions {
  readonly look: ImageLook;
  /** The threshold at which the borders of masks run; undefined if each image has its own. */
  readonly threshold: () => number | undefined;
  /** A point is pinned that has images of these stacks behind it. */
  readonly onPin: (row: number, stacks: readonly OwnStack[], areMeasured: boolean) => void;
}

export function guestChart(external: ExternalChart, { look, threshold, onPin }: GuestOptions): GuestChart {
  let stacks: readonly MeasuredStack[] | undefined;

  function pin(value: unknown, shown: readonly OwnStack[]): void {
    const { row } = tooltipContent(value);
    const areMeasured = stacks?.length === shown.length && stacks.every(({ stack }, i) => stack === shown[i]);
    if (row !== undefined) onPin(row, shown, areMeasured);
  }

  return {
    get chart() {
      return external.chart;
    },
    show: ({ text, name, key, stacks: shown }) =>
      external.show(async (place, signal) => {
        const { drawOwnChart } = await import("../vega-chart/own-chart.ts");
        signal.throwIfAborted();
        return drawOwnChart(place, text, shown, {
          name,
          key,
          signal,
          cmap: look.cmap,
          measured: () => stacks,
          threshold,
          onPin: (value) => pin(value, shown),
        });
      }),
    measured(next) {
      stacks = next;
      external.refresh();
    },
    letGo() {
      external.letGo();
      if (!external.chart) stacks = undefined;
    },
    clear() {
      stacks = undefined;
      external.clear();
    },
  };
}
