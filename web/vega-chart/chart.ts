import type { Renderers } from "vega";
import embed, { type Config, type Result, type VisualizationSpec } from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";
import { inTurn } from "../../src/base/turns.ts";
import { withoutDelimitedText } from "../../src/charts/delimited-data.ts";
import { themeOf } from "../../src/draw/chart-theme.ts";
import type { Tooltip } from "../tooltip/index.ts";
import { canvasPng } from "../ui/canvas-png.ts";
import { type ThemeWatch, watchTheme as watchPageTheme } from "../ui/theme-watch.ts";
import { watchChart } from "./chart-watch.ts";

export interface ChartOptions {
  readonly tooltip: Pick<Tooltip, "handler" | "watch">;
  /** Tells of other colours. Default: the page's. */
  readonly watchTheme?: ThemeWatch;
  /** Drops the chart, until it is shown, and rejects with `signal.reason`. */
  readonly signal?: AbortSignal;
}

/** A drawn chart. */
export interface Chart {
  /** As it is drawn now. */
  svg(): Promise<string>;
  /** The same, `scale` pixels for a CSS pixel. */
  png(scale: number): Promise<Blob>;
  finalize(): void;
}

const MOST_SVG_MARKS = 2000;
const RESIZE_PAUSE = 100;

type Spec = Record<string, unknown>;

const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const lengthOf = (table: unknown): number => (isList(table) ? table.length : 0);

/** About how many marks the inline data of a spec and of the specs within it become. */
function countMarks(spec: Spec): number {
  const data = spec.data as { values?: unknown } | undefined;
  const tables = [data?.values, ...Object.values((spec.datasets as object | undefined) ?? {})];
  const rows = tables.reduce<number>((sum, table) => sum + lengthOf(table), 0);
  const transforms = isList(spec.transform) ? (spec.transform as { fold?: unknown[] }[]) : [];
  const own = transforms.reduce((count, { fold }) => count * (fold?.length ?? 1), rows);
  const within = [spec.layer, spec.concat, spec.hconcat, spec.vconcat, [spec.spec]].filter(isList).flat();
  return within.reduce<number>((sum, part) => sum + (part ? countMarks(part as Spec) : 0), own);
}

/**
 * `usermeta.embedOptions` could switch the interpreter off or bring a loader: it is the page that decides. The schema says Vega-Lite's version, which
 * is no matter here: Vega-Lite 6 draws the charts of all versions from 4 on.
 */
function withoutUsermeta(spec: object): Spec {
  const { usermeta: _usermeta, $schema: _schema, ...rest } = spec as Spec;
  return rest;
}

/**
 * Takes the width of its container for a number, with what Vega-Lite means by "container": Vega's own observer of it would draw everything a second
 * time when it is first told of the width that is there already.
 */
function withWidth(spec: Spec, width: number): Spec {
  if (spec.width !== "container" || width === 0) return spec;
  return { autosize: { type: "fit-x", contains: "padding" }, ...spec, width };
}

const boundSignals = ({ vgSpec }: Result): string[] =>
  (vgSpec.signals ?? []).filter((signal) => "bind" in signal).map((signal) => signal.name);

interface Drawing {
  readonly host: HTMLElement;
  readonly result: Result;
  readonly unwatch: () => void;
}

/** Draws into a hidden child of `element`, with the choices made in the chart before. */
async function prepare(element: HTMLElement, spec: Spec, tooltip: ChartOptions["tooltip"], before?: Result): Promise<Drawing> {
  const host = document.createElement("div");
  host.className = "ndpeek-chart ndpeek-chart-drawing";
  host.addEventListener("submit", (event) => event.preventDefault());
  element.append(host);
  const watch = watchChart();
  let result: Result | undefined;
  try {
    result = await embed(host, structuredClone(withWidth(spec, host.clientWidth)) as VisualizationSpec, {
      actions: false,
      ast: true,
      config: themeOf(element) as Config,
      defaultStyle: false,
      expr: expressionInterpreter,
      loader: watch.loader,
      logger: watch.logger,
      renderer: (countMarks(spec) > MOST_SVG_MARKS ? "canvas" : "svg") as Renderers,
      tooltip: tooltip.handler,
    });
    for (const name of before ? boundSignals(before) : []) result.view.signal(name, before!.view.signal(name));
    await result.view.runAsync();
    watch.settle();
    return { host, result, unwatch: tooltip.watch(result.view) };
  } catch (error) {
    result?.finalize();
    host.remove();
    throw error;
  }
}

/** Puts a prepared drawing in place of all others. */
function reveal(element: HTMLElement, { host }: Drawing): void {
  host.classList.remove("ndpeek-chart-drawing");
  element.replaceChildren(host);
}

function dispose({ host, result, unwatch }: Drawing): void {
  unwatch();
  result.finalize();
  host.remove();
}

/**
 * Draws a Vega-Lite or Vega chart into `element`, in place of what is there; on an error, whether thrown or only logged by Vega, what is
 * there stays. Drawings into one element wait for each other. Expressions are interpreted (no eval), nothing is fetched (a chart that names
 * a URL is refused), the spec's embed options are dropped. A chart of width "container" follows the element's width; colours follow the
 * custom properties of theme.css and the colour scheme.
 */
export async function drawChart(element: HTMLElement, spec: object, options: ChartOptions): Promise<Chart> {
  const { tooltip, watchTheme = watchPageTheme, signal } = options;
  const clean = withoutDelimitedText(withoutUsermeta(spec));
  const stopped = new AbortController();
  let drawing = await inTurn(element, async () => {
    signal?.throwIfAborted();
    const first = await prepare(element, clean, tooltip);
    if (signal?.aborted) {
      dispose(first);
      throw signal.reason;
    }
    reveal(element, first);
    return first;
  });

  let width = drawing.host.clientWidth;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const follow = (): void => {
    const { host, result } = drawing;
    if (clean.width !== "container" || host.clientWidth === width || host.clientWidth === 0) return;
    width = host.clientWidth;
    result.view.width(width).runAsync();
  };
  const observer = new ResizeObserver(() => {
    clearTimeout(pause);
    pause = setTimeout(follow, RESIZE_PAUSE);
  });
  observer.observe(element);

  async function recolor(): Promise<void> {
    if (stopped.signal.aborted) return;
    const before = drawing;
    const next = await prepare(element, clean, tooltip, before.result);
    if (stopped.signal.aborted) return dispose(next);
    drawing = next;
    width = next.host.clientWidth;
    reveal(element, next);
    dispose(before);
  }
  // A chart that cannot be drawn again keeps its colours.
  const unwatchTheme = watchTheme(() => inTurn(element, recolor).catch(console.error));

  return {
    svg: () => drawing.result.view.toSVG(),
    async png(scale) {
      const canvas = (await drawing.result.view.toCanvas(scale)) as unknown as HTMLCanvasElement;
      return canvasPng(canvas, "the chart is too large for a PNG");
    },
    finalize() {
      stopped.abort();
      unwatchTheme();
      observer.disconnect();
      clearTimeout(pause);
      dispose(drawing);
    },
  };
}
