// The chart as files that hold its rows: Vega-Lite JSON, and a page that works without a network.
import { MEDIA_TYPES } from "../../src/base/media-types.ts";
import { aroundRows } from "../../src/charts/around-rows.ts";
import { dropdownChart } from "../../src/charts/dropdown.ts";
import { histogramChart } from "../../src/charts/histogram.ts";
import { aroundChart, scriptJson } from "../../src/charts/html.ts";
import { repeatChart } from "../../src/charts/repeat.ts";
import { scatterChart } from "../../src/charts/scatter.ts";
import { stripChart } from "../../src/charts/strip.ts";
import type { BlobRow, BlobSet, ChartOptions } from "../../src/index.ts";
import { rowJson } from "../../src/io/tables.ts";
import { seedWords } from "../../src/random/seed.ts";
import { BlobParts } from "./blob-parts.ts";
import { blobRowAt, blobsAt } from "./blobs-at.ts";
import type { ExportBlobs, ExportSource } from "./export-source.ts";
import type { Job } from "./job.ts";
import { WorkSlices } from "./work-slices.ts";

/** Those of one metric take it as an option. */
const BUILDERS = {
  strip: stripChart,
  scatter: scatterChart,
  histogram: histogramChart,
  repeat: repeatChart,
  dropdown: dropdownChart,
} as const;

function chartSpec({ kind, metric }: ExportBlobs, set: BlobSet, options: ChartOptions): object {
  if (kind === "strip" || kind === "histogram") return BUILDERS[kind](set, { ...options, metric });
  return BUILDERS[kind](set, options);
}

/** The columns of images that the kind of chart has, and what is in them. */
export function imageColumns({ kind, metric }: Pick<ExportBlobs, "kind" | "metric">) {
  if (kind === "dropdown") return [["image1_base64", "image1"] as const, ["image2_base64", "image2"] as const];
  return [["image", kind === "strip" || kind === "histogram" ? metric : "both"] as const];
}

interface ChartText {
  readonly head: string;
  readonly row: (row: BlobRow) => string;
  readonly tail: string;
}

async function written(set: BlobSet, { head, row, tail }: ChartText, type: string, job: Job): Promise<Blob> {
  const slices = new WorkSlices(job.signal);
  const parts = new BlobParts();
  parts.push(head);
  for (let at = 0; at < set.length; at++) {
    parts.push(`${at === 0 ? "" : ","}${row(blobRowAt(set, at))}`);
    if (!slices.isOver) continue;
    job.onProgress(at + 1, set.length);
    await slices.next();
  }
  parts.push(tail);
  return parts.blob(type);
}

/** The chart as Vega-Lite JSON, its images inside or left out. */
export async function chartJson(source: ExportSource, blobs: ExportBlobs, images: "embed" | "none", job: Job): Promise<Blob> {
  const set = blobsAt(blobs, source);
  const [head, tail] = aroundRows(JSON.stringify(chartSpec(blobs, set, { images })));
  const columns = images === "embed" ? imageColumns(blobs) : [];
  const row = (fields: BlobRow): string => {
    const uris = columns.map(([name, which]) => [name, set.dataUri(fields.row, { which })]);
    return rowJson({ ...fields, ...Object.fromEntries(uris) });
  };
  return written(set, { head, row, tail: `${tail}\n` }, MEDIA_TYPES.json, job);
}

/** The chart as one HTML file, which makes the images anew where it is opened. `page` is the built offline page. */
export async function chartPage(source: ExportSource, blobs: ExportBlobs, page: string, job: Job): Promise<Blob> {
  const set = blobsAt(blobs, source);
  const { title } = source;
  const spec = chartSpec(blobs, set, { images: "hover", ...(blobs.kind !== "histogram" && { width: "container" }) });
  const recipe = { ...set.options, seed: seedWords(set.options.seed) };
  const [head, tail] = aroundRows(JSON.stringify({ spec, title, images: "hover", blobs: recipe }));
  const [before, after] = aroundChart(page, { title });
  const row = (fields: BlobRow): string => scriptJson(rowJson(fields));
  return written(set, { head: before + scriptJson(head), row, tail: scriptJson(tail) + after }, MEDIA_TYPES.html, job);
}

/** The text of the built offline page, which lies beside the viewer's page. */
export async function offlinePage(address: URL | string = new URL("offline.html", document.baseURI)): Promise<string> {
  const answer = await fetch(address).catch((error: unknown) => {
    throw new Error("offline.html, which lies beside this page, cannot be read", { cause: error });
  });
  if (!answer.ok) throw new Error(`offline.html, which should lie beside this page, is not there (${answer.status})`);
  return answer.text();
}
