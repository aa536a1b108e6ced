import type { Loader, Renderers, View } from "vega";
import embed, { type Config, type Result, type VisualizationSpec } from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";
import { show } from "../src/checks.ts";
import type { TooltipHandler } from "./tooltip.ts";

export interface ChartOptions {
  readonly tooltip: TooltipHandler;
  /** By default svg up to about 2,000 marks and canvas above. */
  readonly renderer?: "svg" | "canvas";
}

/** A drawn chart. Its `view` changes when the colour scheme does. */
export interface Chart {
  readonly view: View;
  finalize(): void;
}

const MOST_SVG_MARKS = 2000;

type Spec = Record<string, unknown>;

/** About how many marks the spec's inline data become. */
function countMarks(spec: Spec): number {
  const data = spec.data as { values?: unknown } | undefined;
  const tables = [data?.values, ...Object.values((spec.datasets as object | undefined) ?? {})];
  const rows = tables.reduce<number>((sum, table) => sum + (Array.isArray(table) ? table.length : 0), 0);
  const transforms = Array.isArray(spec.transform) ? (spec.transform as { fold?: unknown[] }[]) : [];
  return transforms.reduce((count, { fold }) => count * (fold?.length ?? 1), rows);
}

/** Vega's colours, taken from the page's custom properties so that they stand in one place. */
function themeOf(element: Element): Config {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(`--ndpeek-${name}`).trim();
  const categories = color("categories");
  const titles = { labelColor: color("text-soft"), titleColor: color("text"), labelFontSize: 12, titleFontSize: 12 };
  return {
    background: "transparent",
    font: style.fontFamily,
    view: { stroke: color("line") },
    axis: { ...titles, gridColor: color("grid"), domainColor: color("line"), tickColor: color("line") },
    legend: titles,
    header: titles,
    title: {
      color: color("text"),
      subtitleColor: color("text-soft"),
      fontSize: 16,
      subtitleFontSize: 13,
      anchor: "start",
      offset: 12,
    },
    ...(categories !== "" && { range: { category: categories.split(/\s+/) } }),
  } as Config;
}

/** A loader that loads nothing and remembers what it was asked for. */
function refusingLoader(refused: Error[]): Loader {
  const refuse = async (url: unknown): Promise<never> => {
    const error = new Error(`this page loads nothing from the network: ${show(url)}`);
    refused.push(error);
    throw error;
  };
  return { options: {}, load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as Loader;
}

/** `usermeta.embedOptions` could switch the interpreter off or bring a loader: it is the page that decides. */
function withoutUsermeta(spec: object): Spec {
  const { usermeta: _, ...rest } = spec as Spec;
  return rest;
}

const boundSignals = ({ vgSpec }: Result): string[] =>
  (vgSpec.signals ?? []).filter((signal) => "bind" in signal).map((signal) => signal.name);

/** Draws into a hidden child of `element` and shows it in place of all others when it is complete. */
async function draw(element: HTMLElement, spec: Spec, { tooltip, renderer }: ChartOptions, before?: Result) {
  const host = document.createElement("div");
  host.className = "ndpeek-chart ndpeek-chart-drawing";
  host.addEventListener("submit", (event) => event.preventDefault());
  element.append(host);
  const refused: Error[] = [];
  let result: Result | undefined;
  try {
    result = await embed(host, structuredClone(spec) as VisualizationSpec, {
      actions: false,
      ast: true,
      config: themeOf(element),
      defaultStyle: false,
      expr: expressionInterpreter,
      loader: refusingLoader(refused),
      renderer: renderer ?? ((countMarks(spec) > MOST_SVG_MARKS ? "canvas" : "svg") as Renderers),
      tooltip,
    });
    if (refused[0]) throw refused[0];
    for (const name of before ? boundSignals(before) : []) result.view.signal(name, before!.view.signal(name));
    await result.view.runAsync();
  } catch (error) {
    result?.finalize();
    host.remove();
    throw error;
  }
  host.classList.remove("ndpeek-chart-drawing");
  element.replaceChildren(host);
  return { host, result };
}

/**
 * Draws a Vega-Lite or Vega chart into `element`, in place of what is there; on an error what is there stays. Expressions are
 * interpreted (no eval), nothing is fetched (a chart that names a URL is refused), the spec's embed options are dropped. A chart of
 * width "container" follows the element's width; colours follow the custom properties of theme.css and the colour scheme.
 */
export async function drawChart(element: HTMLElement, spec: object, options: ChartOptions): Promise<Chart> {
  const clean = withoutUsermeta(spec);
  let drawn = await draw(element, clean, options);
  let finalized = false;

  let width = drawn.host.clientWidth;

  const follow = (): void => {
    const { host, result } = drawn;
    if (clean.width !== "container" || host.clientWidth === width || host.clientWidth === 0) return;
    width = host.clientWidth;
    result.view.width(width).runAsync();
  };
  const observer = new ResizeObserver(() => requestAnimationFrame(() => finalized || follow()));
  observer.observe(element);

  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const recolor = async (): Promise<void> => {
    const before = drawn.result;
    const next = await draw(element, clean, options, before);
    before.finalize();
    drawn = next;
    if (finalized) finalize();
  };
  scheme.addEventListener("change", recolor);

  function finalize(): void {
    finalized = true;
    observer.disconnect();
    scheme.removeEventListener("change", recolor);
    drawn.result.finalize();
    drawn.host.remove();
  }
  return {
    get view() {
      return drawn.result.view;
    },
    finalize,
  };
}
