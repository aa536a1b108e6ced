import { attachImages } from "../../src/charts/attach/attach.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { type OwnPictureOptions, ownPictures, sourceOf } from "../sources/own-pictures.ts";
import type { OwnStack } from "../sources/own-stack.ts";
import { picturesByColours } from "../sources/pictures-by-colours.ts";
import { readChart } from "../sources/read-chart.ts";
import { type Tooltip, type TooltipOptions, tooltipHandler } from "../tooltip/index.ts";
import type { ThemeWatch } from "../ui/theme-watch.ts";
import type { Chart } from "./chart.ts";

/** What is behind a chart's points: pictures by row, and the chart with references to them. */
export interface BroughtImages {
  readonly spec: object;
  readonly pictures: Pick<TooltipOptions, "pictures" | "provider">;
}

export interface BroughtChartOptions {
  /** What the tooltip's card is put into. Default: the page's body. */
  readonly tooltipRoot?: Node | undefined;
  /** Tells of other colours. Default: the page's. */
  readonly watchTheme?: ThemeWatch | undefined;
  /** Hears of each point that is pinned: what its tooltip says. */
  readonly onPin?: ((value: unknown) => void) | undefined;
  /** Drops the chart, until it is shown, and rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
}

export interface OwnChartOptions extends Omit<OwnPictureOptions, "cmap">, BroughtChartOptions {
  /** Asked for each picture. Default: gray. */
  readonly cmap?: (() => ColourMapName) | undefined;
  /** What the chart's file is called, for errors. */
  readonly name?: string | undefined;
  /** The column whose values are the images' numbers, from 0. Default: the first row has the first image, and so on. */
  readonly key?: string | undefined;
}

export interface OwnChart extends Pick<Chart, "svg" | "png"> {
  /** To be refreshed where other pictures are to be shown. */
  readonly tooltip: Tooltip;
  finalize(): void;
}

/**
 * Draws a chart that is not ours into `element`, with the images or as it is. What is there stays where it fails. Vega-Lite's compiler is loaded now,
 * and only for such charts. The chart is hostile until shown otherwise: see `drawChart`.
 */
export async function drawBroughtChart(
  element: HTMLElement,
  chart: object,
  images: BroughtImages | undefined,
  { tooltipRoot, watchTheme, onPin, signal }: BroughtChartOptions = {},
): Promise<OwnChart> {
  const { drawChart } = await import("./chart.ts");
  const tooltip = tooltipHandler({ ...images?.pictures, ...(tooltipRoot && { root: tooltipRoot }), ...(onPin && { onPin }) });
  try {
    const options = { tooltip, ...(signal && { signal }), ...(watchTheme && { watchTheme }) };
    const drawn = await drawChart(element, images?.spec ?? chart, options);
    return {
      tooltip,
      svg: drawn.svg,
      png: drawn.png,
      finalize() {
        tooltip.finalize();
        drawn.finalize();
      },
    };
  } catch (error) {
    tooltip.finalize();
    throw error;
  }
}

/**
 * Draws a chart of the user's (`alt.Chart.save("chart.json")`, or any Vega-Lite spec) into `element`, the stacks' images behind its points; without stacks
 * the chart as it is.
 *
 * Throws a SyntaxError for a text that is no JSON, a TypeError with the reason where no mark can have the images, an Error where a chart names a URL or
 * cannot be drawn.
 */
export async function drawOwnChart(
  element: HTMLElement,
  text: string,
  stacks: readonly OwnStack[],
  { name = "chart.json", key, cmap = () => "gray", measured, threshold, ...about }: OwnChartOptions = {},
): Promise<OwnChart> {
  const chart = readChart(text, name);
  const draw = async (images: BroughtImages | undefined): Promise<OwnChart> => {
    try {
      return await drawBroughtChart(element, chart, images, about);
    } catch (error) {
      about.signal?.throwIfAborted();
      // Vega's own words for a spec that makes no sense to it seldom say that it is the spec.
      throw new Error(`${JSON.stringify(name)}: the chart cannot be drawn: ${error instanceof Error ? error.message : error}`);
    }
  };
  if (stacks.length === 0) return draw(undefined);
  const { spec } = attachImages(chart, stacks.map(sourceOf), { images: "hover", ...(key !== undefined && { key }) });
  const pictures = picturesByColours((colours) => ownPictures(stacks, { measured, threshold, cmap: colours }), cmap);
  return draw({ spec, pictures: { pictures } });
}
