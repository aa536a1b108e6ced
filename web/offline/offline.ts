import type { ChartPage } from "../../src/charts/html.ts";
import { blobPictures } from "../../src/draw/blob-pictures.ts";
import { type BlobOptions, generateBlobs } from "../../src/index.ts";
import { stackPictures } from "../sources/stack-pictures.ts";
import { type PictureMaker, tooltipHandler } from "../tooltip/index.ts";
import { drawChart } from "../vega-chart/chart.ts";

const part = (id: string): HTMLElement => document.getElementById(id)!;
const message = part("ndpeek-message");
const charts = part("ndpeek-charts");

function say(what: string, error: unknown): void {
  message.textContent = `${what}: ${error instanceof Error ? error.message : error}`;
  message.hidden = false;
}

/** Answers a chart's image references from its set, which is made when first asked for, and again after a failure. */
function blobImages(options: BlobOptions, labels: boolean) {
  let ready: PictureMaker | undefined;
  let making: Promise<PictureMaker> | undefined;
  async function generate(): Promise<PictureMaker> {
    try {
      ready = blobPictures(await generateBlobs({ ...options, areaIndex: false }), { labels });
      message.hidden = true;
      return ready;
    } catch (error) {
      making = undefined;
      say("The images of this chart could not be made", error);
      throw error;
    }
  }
  function make(): Promise<PictureMaker> {
    making ??= generate();
    return making;
  }
  const pictures: PictureMaker = (row, which) => (ready ? ready(row, which) : make().then((picture) => picture(row, which)));
  return { make, pictures };
}

const whenIdle = (work: () => void): unknown =>
  "requestIdleCallback" in window ? requestIdleCallback(work) : setTimeout(work, 200);

async function start(): Promise<void> {
  const page = JSON.parse(part("ndpeek-chart").textContent!) as ChartPage;
  const { spec, images, blobs, labels = true, stacks } = page;
  const source = images === "hover" && blobs ? blobImages(blobs, labels) : undefined;
  const pictures = source?.pictures ?? (stacks && stackPictures(page));
  const tooltip = tooltipHandler(pictures && { pictures });
  await drawChart(charts, spec, { tooltip });
  // What the first picture needs is made before it is asked for: the set, or the encoder and a chunk unpacked.
  const ready = source ? source.make : pictures && (async () => pictures(0));
  if (ready) whenIdle(() => ready().catch(() => {}));
}

start().catch((error) => {
  charts.hidden = true;
  say("This page could not be drawn", error);
});
