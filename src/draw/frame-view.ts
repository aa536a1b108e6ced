import type { Runtime, TooltipHandler, View as VegaView } from "vega";
import { View } from "../../build/generated/vega-core.js";
import type { ChartLook } from "./chart-theme.ts";
import { frameExpressions } from "./frame-expressions.ts";
import { BARS, type FrameValues, frameSignals, lookSignals } from "./frame-signals.ts";
import { frameOf } from "./frames.ts";
import type { NumberText } from "./number-text.ts";
import type { PeekChartKind } from "./peek-table.ts";
import type { SceneItem, SceneMark } from "./scene.ts";

/** A plot's box in CSS pixels from the drawing's top left corner. */
export interface Panel {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A frame as a view of Vega's, which need not be drawn anywhere. */
export interface FrameView {
  readonly view: VegaView;
  update(values: Partial<FrameValues>): void;
  recolor(look: ChartLook): void;
  panels(): readonly Panel[];
}

export interface FrameOptions {
  readonly tooltip?: TooltipHandler;
  /** Default: d3-format's own, English. */
  readonly locale?: NumberText["vega"];
}

/** What may change without another width of the plot: the axes have room for any numbers. */
const STILL: ReadonlySet<string> = new Set<keyof FrameValues>(["areas", "bars", "most", "description"]);

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => item === b[i]));

/** Vega writes into the tuples that it is given; `slot` tells it which bar it has drawn before. */
const tuples = (bars: FrameValues["bars"] = []) => bars.map((bar, slot) => ({ ...bar, slot }));

export function frameView(kind: PeekChartKind, given: FrameValues, look: ChartLook, options: FrameOptions = {}): FrameView {
  const view = new View(frameOf(kind) as Runtime, {
    expr: frameExpressions,
    renderer: "svg",
    ...(options.tooltip && { tooltip: options.tooltip as never }),
    ...(options.locale && { locale: options.locale as never }),
  });
  // The types lack the options, which stand in Vega's documentation of `update`.
  const setSignal = view.signal.bind(view) as (name: string, value: unknown, options?: { force: boolean }) => void;
  let values = given;
  const shown = new Map<string, unknown>();

  function set(signals: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(signals)) {
      // The plot's width is Vega's to find; the chart's is set by `measure`.
      if (name === "width" || isSame(shown.get(name), value)) continue;
      shown.set(name, value);
      setSignal(name, value);
    }
  }

  /** Has Vega fit the plot into the chart's width anew, as the first time. */
  function measure(): void {
    setSignal("width", values.width, { force: true });
    view.resize();
  }

  function setAll(changed: Partial<FrameValues>): void {
    set(frameSignals(kind, values));
    if (kind === "histogram" && changed.bars) view.data(BARS, tuples(changed.bars));
    view.description([values.description ?? values.title].flat().join(", "));
  }

  set(lookSignals(look));
  setAll(given);
  measure();

  return {
    view,
    update(changed) {
      const isMoved = (Object.keys(changed) as (keyof FrameValues)[]).some(
        (name) => !STILL.has(name) && !isSame(changed[name], values[name]),
      );
      values = { ...values, ...changed };
      setAll(changed);
      if (isMoved) measure();
      view.run();
    },
    recolor(next) {
      set(lookSignals(next));
      if (next.font !== look.font) measure();
      look = next;
      view.run();
    },
    panels() {
      const { root } = view.scenegraph() as unknown as { root: SceneMark };
      const chart = root.items[0]!;
      const plots = (chart.items ?? []).filter(({ role }) => role === "scope").map(({ items }) => items[0]!);
      const [left, top] = view.origin();
      const padding = view.padding() as { left: number; top: number };
      return (plots.length > 0 ? plots : [chart]).map(({ x = 0, y = 0, width = 0, height = 0 }: SceneItem) => ({
        left: left + padding.left + x,
        top: top + padding.top + y,
        width,
        height,
      }));
    },
  };
}
