import type { Which } from "../src/blob-picture.ts";
import type { ChartPage } from "../src/html.ts";
import { type BlobOptions, type BlobSet, generateBlobs } from "../src/index.ts";
import { drawChart } from "./chart.ts";
import { tooltipHandler } from "./tooltip.ts";

const part = (id: string): HTMLElement => document.getElementById(id)!;
const message = part("ndpeek-message");
const charts = part("ndpeek-charts");

function say(what: string, error: unknown): void {
  message.textContent = `${what}: ${error instanceof Error ? error.message : error}`;
  message.hidden = false;
}

/** Answers a chart's image references from its set, which is made when first asked for, and again after a failure. */
function blobImages(options: BlobOptions, labels: boolean) {
  let ready: BlobSet | undefined;
  let making: Promise<BlobSet> | undefined;
  async function generate(): Promise<BlobSet> {
    try {
      ready = await generateBlobs({ ...options, areaIndex: false });
      message.hidden = true;
      return ready;
    } catch (error) {
      making = undefined;
      say("The images of this chart could not be made", error);
      throw error;
    }
  }
  function make(): Promise<BlobSet> {
    making ??= generate();
    return making;
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
  await drawChart(charts, spec, { tooltip: tooltip.handler });
  if (source) whenIdle(() => source.make().catch(() => {}));
}

start().catch((error) => {
  charts.hidden = true;
  say("This page could not be drawn", error);
});
