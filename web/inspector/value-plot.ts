import { isInteger } from "../../src/base/dtype.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { element, svgElement } from "../ui/elements.ts";
import { thresholdHandle } from "../ui/threshold-handle.ts";
import { countText, digitsBetween, valueText } from "../ui/value-text.ts";
import { axisTicks } from "./axis-ticks.ts";
import { coloursOf } from "./image-pixels.ts";
import { barHeights, type Histogram, histogramOf, type PixelValues } from "./pixel-figures.ts";

/** What is beyond the axis is counted in a bar at either end, in so much room, and so wide. */
const BEYOND = 12;
const BEYOND_BAR = 8;
const HEIGHT = 56;
/** A digit's width in CSS pixels, as the ticks are set. */
const DIGIT = 6.75;

/** A histogram over the bar of colours, and the axis that both share, with the threshold across them. */
export interface ValuePlot {
  readonly element: HTMLElement;
  show(values: PixelValues, range: readonly [number, number]): void;
  colours(cmap: ColourMapName): void;
  threshold(threshold: number, said: string): void;
  fit(width: number): void;
}

/** Bars of a histogram as path data, from the left end of an axis to its right end; beyond them what is beyond. */
function barsPath(heights: ReturnType<typeof barHeights>, width: number): string {
  const bar = (from: number, to: number, height: number): string =>
    height > 0
      ? `M${from.toFixed(2)} ${HEIGHT}V${(HEIGHT - Math.max(1, height * HEIGHT)).toFixed(2)}H${to.toFixed(2)}V${HEIGHT}z`
      : "";
  const step = (width - 2 * BEYOND) / heights.bins.length;
  const inner = heights.bins.map((height, i) => bar(BEYOND + i * step, BEYOND + (i + 1) * step, height));
  return [bar(0, BEYOND_BAR, heights.below), ...inner, bar(width - BEYOND_BAR, width, heights.above)].join("");
}

/** How the counts are to be read, and what is beyond the ends. */
function noteOn({ below, above }: Histogram, logarithmic: boolean, [low, high]: readonly [number, number]): string {
  const digits = digitsBetween(low, high);
  return [
    logarithmic ? "Counts on a log scale" : "Counts",
    ...(below > 0 ? [`${countText(below)} below ${valueText(low, { digits })}`] : []),
    ...(above > 0 ? [`${countText(above)} above ${valueText(high, { digits })}`] : []),
  ].join(" · ");
}

export function valuePlot(moved: ((threshold: number) => void) | undefined, signal: AbortSignal): ValuePlot {
  const root = element("div", "ndpeek-values");
  const plot = element("div", "ndpeek-values-area");
  // Twice: the bars above the threshold lie over all in another colour.
  const layers = ["all", "above"].map((name) =>
    svgElement("svg", { class: `ndpeek-values-bars ndpeek-values-${name}`, "aria-hidden": "true" }),
  );
  const paths = layers.map((layer) => layer.appendChild(svgElement("path", {})));
  const bar = element("canvas", "ndpeek-values-colours");
  const ticks = element("div", "ndpeek-values-ticks");
  const note = element("p", "ndpeek-values-note");
  plot.append(...layers, bar);
  root.append(plot, ticks, note);
  const handle = thresholdHandle(plot, moved, signal);
  let width = 0;
  let range: readonly [number, number] = [0, 1];
  let whole = false;
  let histogram: Histogram | undefined;
  let cmap: ColourMapName = "gray";
  let mark: readonly [number, string] = [0, ""];

  const placeOf = (value: number): number =>
    BEYOND + (range[1] > range[0] ? (value - range[0]) / (range[1] - range[0]) : 0) * (width - 2 * BEYOND);

  function drawColours(): void {
    if (width <= 0) return;
    bar.width = Math.round(width);
    bar.height = 1;
    const perPixel = (range[1] - range[0]) / (width - 2 * BEYOND);
    const values = Float64Array.from({ length: bar.width }, (_, x) => range[0] + (x + 0.5 - BEYOND) * perPixel);
    bar.getContext("2d")!.putImageData(new ImageData(coloursOf(values, cmap, range[0], range[1]), bar.width, 1), 0, 0);
  }

  function drawTicks(): void {
    const inner = width - 2 * BEYOND;
    ticks.replaceChildren(
      ...axisTicks(range[0], range[1], inner, BEYOND, DIGIT).map(({ text, place, centre }) => {
        const tick = element("span", "ndpeek-values-tick", text);
        tick.style.insetInlineStart = `${BEYOND + place}px`;
        tick.style.setProperty("--ndpeek-shift", `${centre - place}px`);
        return tick;
      }),
    );
  }

  function drawThreshold(): void {
    const [threshold, said] = mark;
    handle.move(threshold, said);
    const place = threshold > range[1] ? width - BEYOND : threshold < range[0] ? 0 : placeOf(threshold);
    layers[1]!.style.clipPath = `inset(0 0 0 ${place}px)`;
  }

  function draw(): void {
    if (!histogram || width <= 0) return;
    const heights = barHeights(histogram);
    for (const layer of layers) layer.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    for (const path of paths) path.setAttribute("d", barsPath(heights, width));
    note.textContent = noteOn(histogram, heights.logarithmic, range);
    handle.scale({ low: range[0], high: range[1], whole }, BEYOND, width - BEYOND);
    drawColours();
    drawTicks();
    drawThreshold();
  }

  return {
    element: root,
    show(values, ends) {
      range = ends;
      whole = isInteger(values);
      histogram = histogramOf(values, ends[0], ends[1]);
      draw();
    },
    colours(next) {
      cmap = next;
      drawColours();
    },
    threshold(threshold, said) {
      mark = [threshold, said];
      drawThreshold();
    },
    fit(next) {
      width = next;
      root.style.inlineSize = `${next}px`;
      draw();
    },
  };
}
