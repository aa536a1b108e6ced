import { type BlobSet, dropdownChart, generateBlobs, repeatChart } from "../src/index.ts";
import type { Progress } from "../src/options.ts";
import { type Chart, drawChart } from "./chart.ts";
import { markInvalid, readOptions } from "./form.ts";
import { type Tooltip, tooltipHandler } from "./tooltip.ts";

const part = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const form = part<HTMLFormElement>("form");
const message = part("message");
const charts = part("charts");
const progress = part<HTMLProgressElement>("progress");
const running = part("running");
const status = part("status");

const CHARTS: Readonly<Record<string, typeof repeatChart>> = { repeat: repeatChart, dropdown: dropdownChart };
const count = (value: number): string => Math.round(value).toLocaleString("en-US");
const duration = (seconds: number): string => (seconds < 0.9995 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`);

let current: { set: BlobSet; chart: Chart; tooltip: Tooltip } | undefined;
let run = new AbortController();
let drawing: Promise<unknown> = Promise.resolve();

function setBusy(busy: boolean): void {
  charts.setAttribute("aria-busy", String(busy));
  progress.hidden = !busy;
  running.hidden = !busy;
  status.hidden = busy;
}

function showProgress({ done, total, rowsPerSecond, secondsLeft }: Progress): void {
  progress.max = total;
  progress.value = done;
  const left = Number.isFinite(secondsLeft) ? ` · ${duration(secondsLeft)} left` : "";
  running.textContent = `${count(done)} of ${count(total)} rows · ${count(rowsPerSecond)} rows/s${left}`;
}

function showError(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  message.textContent = text;
  markInvalid(form, text)?.focus();
}

/** Draws the set's chart; the chart before is taken down only when this one stands. */
async function show(set: BlobSet, kind: string): Promise<void> {
  const tooltip = tooltipHandler({ root: document.body, image: (which, row) => set.dataUri(row, { which }) });
  try {
    const spec = CHARTS[kind]!(set, { images: "hover", width: "container" });
    const chart = await drawChart(charts, spec, { tooltip: tooltip.handler });
    current?.tooltip.finalize();
    current?.chart.finalize();
    current?.set.close();
    current = { set, chart, tooltip };
  } catch (error) {
    tooltip.finalize();
    set.close();
    throw error;
  }
}

async function generate(): Promise<void> {
  run.abort();
  run = new AbortController();
  const { signal } = run;
  const kind = new FormData(form).get("chart") as string;
  message.textContent = "";
  markInvalid(form);
  try {
    const options = readOptions(form);
    setBusy(true);
    const start = performance.now();
    const onProgress = (state: Progress): void => {
      if (!signal.aborted) showProgress(state);
    };
    const set = await generateBlobs({ ...options, signal, onProgress });
    const seconds = (performance.now() - start) / 1000;
    const turn = drawing.then(() => (signal.aborted ? set.close() : show(set, kind)));
    drawing = turn.catch(() => {});
    await turn;
    status.textContent = `${count(set.length)} rows in ${duration(seconds)} · ${count(set.length / seconds)} rows/s`;
  } catch (error) {
    if (!signal.aborted) showError(error);
  }
  if (!signal.aborted) setBusy(false);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void generate();
});
void generate();
