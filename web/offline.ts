import type { ChartPage } from "../src/html.ts";
import { type BlobOptions, type BlobSet, generateBlobs } from "../src/index.ts";
import { drawChart } from "./chart.ts";
import type { Which } from "./image-source.ts";
import { tooltipHandler } from "./tooltip.ts";

const part = (id: string): HTMLElement => document.getElementById(id)!;

/** Answers a chart's image references from its set, which is made again when first asked for. */
function blobImages(options: BlobOptions, labels: boolean) {
  let ready: BlobSet | undefined;
  let making: Promise<BlobSet> | undefined;
  async function make(): Promise<BlobSet> {
    making ??= generateBlobs(options);
    ready = await making;
    return ready;
  }
  return {
    make,
    image: (which: Which, row: number) =>
      ready ? ready.dataUri(row, { which, labels }) : make().then((set) => set.dataUri(row, { which, labels })),
  };
}

const whenIdle = (work: () => void): unknown =>
  "requestIdleCallback" in window ? requestIdleCallback(work) : setTimeout(work, 200);

async function start(): Promise<void> {
  const { spec, images, blobs, labels = true } = JSON.parse(part("ndpeek-chart").textContent!) as ChartPage;
  const source = images === "hover" && blobs ? blobImages(blobs, labels) : undefined;
  const tooltip = tooltipHandler({ root: document.body, ...(source && { image: source.image }) });
  await drawChart(part("ndpeek-charts"), spec, { tooltip: tooltip.handler });
  if (source) whenIdle(() => source.make().catch(fail));
}

function fail(error: unknown): void {
  const message = part("ndpeek-message");
  message.textContent = `This page could not be drawn: ${error instanceof Error ? error.message : error}`;
  message.hidden = false;
}

start().catch(fail);
