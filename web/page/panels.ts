// What the page has beside its chart: the user's own data, and what can be taken out. Loaded when the chart is there.
import { METRICS } from "../../src/blobs/metrics.ts";
import { type ExportImages, type ExportSource, exportPanel } from "../export/export-panel.ts";
import type { PeekSource } from "../sources/peek-source.ts";
import { stackSource } from "../sources/stack-source.ts";
import { ownPanel } from "./own-panel.ts";
import type { Viewer } from "./viewer.ts";

export interface Panels {
  /** Something else is shown. */
  refresh(): void;
  /** Takes files of the user's, as if they were dropped now. */
  take(files: readonly File[]): void;
  finalize(): void;
}

/** Puts the panels into their places. */
export function panels(places: { readonly own: HTMLElement; readonly out: HTMLElement }, viewer: Viewer): Panels {
  const known = new WeakMap<PeekSource, ExportImages>();
  function imagesOf(source: PeekSource): ExportImages {
    const before = known.get(source);
    if (before) return before;
    const made = { names: source.table.metrics.map(({ name }) => name), png: source.png };
    known.set(source, made);
    return made;
  }

  function exported(): ExportSource | undefined {
    const { shown, guest } = viewer;
    if (!shown) return undefined;
    const { source, table, threshold, kind, metric, title, selection, chart } = shown;
    const set = source.blobs;
    const { each } = source.threshold;
    return {
      name: source.name,
      title,
      table,
      ...(each && { thresholds: each }),
      images: imagesOf(source),
      selection: selection ?? [],
      chart: guest.chart ?? chart,
      ...(set && { blobs: { set, threshold, kind, metric: METRICS[metric]!.image } }),
      link: location.href,
    };
  }

  const out = exportPanel(exported);
  const own = ownPanel({
    onMeasured(measured, isBehindChart) {
      if (!isBehindChart) viewer.guest.clear();
      viewer.guest.measured(measured);
      viewer.show(stackSource(measured, viewer.look)).catch(viewer.say);
    },
    async onChart(text, name, key, stacks) {
      await viewer.guest.show({ text, name, key, stacks });
      out.refresh();
    },
    onClear: () => void viewer.generate(),
    say: viewer.say,
  });
  places.own.replaceChildren(own.element);
  places.out.replaceChildren(out.element);
  return {
    refresh: out.refresh,
    take: own.take,
    finalize() {
      own.finalize();
      out.finalize();
    },
  };
}
