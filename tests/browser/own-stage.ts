// The panel of one's own data as a page has it, for tests: what it tells is kept in `window.own`.
import { drawOwnChart, type OwnChart } from "../../web/viewer/own-chart.ts";
import type { MeasuredStack } from "../../web/viewer/own-measure.ts";
import { type OwnPanel, ownPanel } from "../../web/viewer/own-panel.ts";

declare global {
  interface Window {
    own: { panel: OwnPanel; measured: readonly MeasuredStack[]; told: string[]; chart: OwnChart | undefined };
  }
}

const message = document.getElementById("message")!;
const say = (error: unknown): void => {
  message.textContent = error === undefined ? "" : error instanceof Error ? error.message : String(error);
};

const panel = ownPanel({
  say,
  onMeasured(measured, behindChart) {
    for (const one of window.own.measured) one.close();
    window.own.measured = measured;
    window.own.told.push(behindChart ? "measured behind a chart" : "measured");
    window.own.chart?.tooltip.refresh();
  },
  async onChart(text, name, key, stacks) {
    const measured = () => window.own.measured;
    const chart = await drawOwnChart(document.getElementById("charts")!, text, stacks, { name, key, measured });
    window.own.chart?.finalize();
    window.own.chart = chart;
    window.own.told.push(`chart ${name} by ${key ?? "order"}`);
  },
  onClear() {
    for (const one of window.own.measured) one.close();
    window.own.measured = [];
    window.own.told.push("clear");
  },
});
window.own = { panel, measured: [], told: [], chart: undefined };
document.querySelector("main")!.append(panel.element);
