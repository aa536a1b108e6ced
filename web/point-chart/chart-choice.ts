import type { PeekView } from "../../src/draw/frame-values.ts";
import type { PeekChartKind, PeekTable } from "../../src/draw/peek-table.ts";

/** The lists of charts and metrics. */
export interface ChartChoice {
  readonly kind: PeekChartKind;
  /** The index of the chosen metric. */
  metricOf(table: PeekTable): number;
  /** What of a table is chosen to be seen. */
  view(table: PeekTable, title: (kind: PeekChartKind) => string): PeekView;
  /** Offers the metrics of a table, and the charts that it has enough of them for. */
  offer(table: PeekTable): void;
}

export function chartChoice(kinds: HTMLSelectElement, metrics: HTMLSelectElement): ChartChoice {
  const metricOf = ({ metrics: all }: PeekTable): number =>
    Math.max(
      0,
      all.findIndex(({ name }) => name === metrics.value),
    );
  return {
    get kind() {
      return kinds.value as PeekChartKind;
    },
    metricOf,
    view(table, title) {
      const kind = kinds.value as PeekChartKind;
      return { kind, metric: metricOf(table), title: title(kind) };
    },
    offer({ metrics: all }) {
      const wanted = all.map(({ name }) => name);
      const shown = [...metrics.options].map(({ value }) => value);
      if (wanted.join("\n") !== shown.join("\n")) {
        metrics.replaceChildren(...all.map(({ name, label }) => new Option(label, name)));
      }
      metrics.disabled = all.length < 2;
      const scatter = [...kinds.options].find(({ value }) => value === "scatter")!;
      scatter.disabled = all.length < 2;
      if (scatter.disabled && kinds.value === "scatter") kinds.value = "strip";
    },
  };
}
