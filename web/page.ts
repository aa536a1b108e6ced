import type { ChartKind } from "../src/charts/blob-chart.ts";
import { crowdChart, crowdTooltip } from "../src/charts/crowd-chart.ts";
import { type BlobSet, dropdownChart, generateBlobs, repeatChart } from "../src/index.ts";
import type { Progress } from "../src/options.ts";
import { blobPictures } from "./blob-pictures.ts";
import { type Chart, drawChart } from "./chart.ts";
import { readOptions } from "./form.ts";
import { type Tooltip, tooltipHandler } from "./tooltip.ts";

const part = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const form = part<HTMLFormElement>("form");
const message = part("message");
const charts = part("charts");
const progress = part<HTMLProgressElement>("progress");
const running = part("running");
const status = part("status");

/** Milliseconds between two looks at how far a run has come: figures that change faster cannot be read. */
const PROGRESS_PAUSE = 100;
/** Rows whose chart Vega places by itself. */
const MOST_PLACED = 1000;
const CHARTS: Readonly<Record<ChartKind, typeof repeatChart>> = { repeat: repeatChart, dropdown: dropdownChart };
const count = (value: number): string => Math.round(value).toLocaleString("en-US");
const duration = (seconds: number): string => (seconds < 0.9995 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`);
const secondsSince = (start: number): number => (performance.now() - start) / 1000;

let current: { set: BlobSet; chart: Chart; tooltip: Tooltip } | undefined;
let run = new AbortController();

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

/** Lets the browser paint. A page in the background paints nothing, so it is not waited for. */
const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });

/** Draws the set's chart; the chart before is taken down only when this one stands. */
async function show(set: BlobSet, kind: ChartKind, signal: AbortSignal): Promise<void> {
  const isCrowd = set.length > MOST_PLACED;
  const tooltip = tooltipHandler({
    pictures: blobPictures(set),
    ...(isCrowd && { read: (value) => crowdTooltip(value as Parameters<typeof crowdTooltip>[0]) }),
  });
  try {
    const spec = isCrowd ? crowdChart(kind, set) : CHARTS[kind](set, { images: "hover", width: "container" });
    const chart = await drawChart(charts, spec, { tooltip, signal });
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

/** Generates and draws what the form says; returns the status line. */
async function generate(signal: AbortSignal): Promise<string> {
  const kind = new FormData(form).get("chart") as ChartKind;
  const options = readOptions(form, message);
  setBusy(true);
  const start = performance.now();
  let shown = Number.NEGATIVE_INFINITY;
  const onProgress = (state: Progress): void => {
    if (signal.aborted || performance.now() - shown < PROGRESS_PAUSE) return;
    shown = performance.now();
    showProgress(state);
  };
  const set = await generateBlobs({ ...options, areaIndex: false, signal, onProgress });
  const generated = duration(secondsSince(start));
  const rows = `${count(set.length)} rows`;
  running.textContent = `${rows} · drawing…`;
  await painted();
  const drawing = performance.now();
  await show(set, kind, signal);
  return `${rows} generated in ${generated}, drawn in ${duration(secondsSince(drawing))}`;
}

/** Starts a run in place of the one that is under way. */
async function start(): Promise<void> {
  run.abort();
  run = new AbortController();
  const { signal } = run;
  message.textContent = "";
  try {
    const line = await generate(signal);
    if (signal.aborted) return;
    status.textContent = line;
  } catch (error) {
    if (signal.aborted) return;
    message.textContent = error instanceof Error ? error.message : String(error);
  }
  setBusy(false);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void start();
});
void start();
