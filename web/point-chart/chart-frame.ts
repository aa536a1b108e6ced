import { nextTurn } from "../../src/base/turn.ts";
import { lookOf } from "../../src/draw/chart-theme.ts";
import type { FrameValues } from "../../src/draw/frame-signals.ts";
import { type FrameOptions, frameView, type Panel } from "../../src/draw/frame-view.ts";
import type { PeekChartKind } from "../../src/draw/peek-table.ts";
import type { WatchableView } from "../../src/draw/scene.ts";

export type { FrameValues } from "../../src/draw/frame-signals.ts";
export type { Panel } from "../../src/draw/frame-view.ts";

/** A chart's axes, titles, legend and bars; its points are drawn by a layer over it. */
export interface ChartFrame {
  readonly view: WatchableView;
  /** Draws anew with these values; what is not given stays. `panels` is right at once, the drawing before the next frame of the page. */
  update(values: Partial<FrameValues>): void;
  /** The plots' boxes in CSS pixels from the host's top left corner; the plot with the points last. */
  panels(): readonly Panel[];
  /** Takes colours and font from the host's custom properties once more. */
  recolor(): void;
  /** The drawn frame as a standalone SVG text of the same size. */
  svg(): Promise<string>;
  finalize(): void;
}

const ATTRIBUTES = ["role", "aria-roledescription", "aria-label"];

/**
 * Draws the frame of a chart into the host, an empty element, at whose top left corner it begins. The host becomes the chart for who does not
 * see it: it gets a role and the values' description.
 */
export async function openFrame(
  host: HTMLElement,
  kind: PeekChartKind,
  values: FrameValues,
  options: FrameOptions,
): Promise<ChartFrame> {
  const { view, update, recolor, panels } = frameView(kind, values, lookOf(host), options);
  view.initialize(host);
  // An inline box would leave room for the descent of letters.
  for (const drawing of host.querySelectorAll("svg")) drawing.style.display = "block";
  // The first run is another task than the making.
  await nextTurn();
  await view.runAsync();
  return {
    view,
    update,
    panels,
    recolor: () => recolor(lookOf(host)),
    svg: () => view.toSVG(),
    finalize() {
      view.finalize();
      host.replaceChildren();
      for (const name of ATTRIBUTES) host.removeAttribute(name);
      host.style.removeProperty("cursor");
    },
  };
}
