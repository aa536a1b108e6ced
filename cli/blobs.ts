import { readFile } from "node:fs/promises";
import type { BlobRow, BlobSet } from "../src/blob-set.ts";
import { generateBlobs } from "../src/blobs.ts";
import { blobChart, CHART_TITLES, type ChartKind } from "../src/charts/blob-chart.ts";
import { CHART_IMAGES, type ChartImages } from "../src/charts/options.ts";
import { chartHtml } from "../src/html.ts";
import { csvHeader, csvLine, type ImageColumns, ndjsonLine } from "../src/io/tables.ts";
import type { BlobSettings } from "../src/options.ts";
import { Pace } from "../src/pace.ts";
import { seedWords } from "../src/seed.ts";
import { blobFlags, readBlobSettings } from "./blob-flags.ts";
import { type Flag, readChoice, readFlags, readInteger, UsageError } from "./flags.ts";
import { FORMATS, type Format, readTarget } from "./formats.ts";
import { flagList } from "./help.ts";
import { type Output, openOutput } from "./output.ts";
import { ProgressBar } from "./progress.ts";

const CHARTS: readonly ChartKind[] = ["repeat", "dropdown"];

const flags: readonly Flag[] = [
  ...blobFlags,
  { flag: "chart", placeholder: CHARTS.join("|"), default: "repeat", doc: "both areas side by side, or one chosen by a menu" },
  {
    flag: "images",
    placeholder: CHART_IMAGES.join("|"),
    default: "embed for html and vl.json, none for csv and ndjson",
    doc: "PNGs inside the result, or made by the page on hover, or none",
  },
  { flag: "no-labels", doc: "leave im1 and im2 out of the images" },
  {
    flag: "workers",
    placeholder: "N",
    default: "0",
    doc: "most threads to use beside the first; this version runs on one whatever N is, and results never depend on it",
  },
  { flag: "out", placeholder: "FILE|-", doc: "where to write: a file, or - for standard output with --format; required" },
  {
    flag: "format",
    placeholder: FORMATS.join("|"),
    default: "the file's ending",
    doc: "a table, one JSON object a line, a Vega-Lite spec, or an offline page",
  },
];

interface Request {
  readonly settings: BlobSettings;
  readonly chart: ChartKind;
  readonly images: ChartImages;
  readonly labels: boolean;
  readonly target: string;
  readonly format: Format;
}

function readRequest(args: readonly string[]): Request {
  const given = readFlags(args, flags);
  const settings = readBlobSettings(given);
  const chart = readChoice(given, "chart", CHARTS) ?? "repeat";
  const asked = readChoice(given, "images", CHART_IMAGES);
  readInteger(given, "workers", 0, 1024);
  const { target, format } = readTarget(given);
  const isTable = format === "csv" || format === "ndjson";
  if (isTable && asked === "hover") {
    throw new UsageError(
      `--images: expected embed or none for ${format}, got "hover": a table has no tooltip that could make the images`,
    );
  }
  return { settings, chart, images: asked ?? (isTable ? "none" : "embed"), labels: !given.has("no-labels"), target, format };
}

/** The rows one by one, their images made on the way; now and then other tasks get their turn (Ctrl-C, the bar). */
async function* rowsOf(set: BlobSet, { chart, images, labels }: Request, bar: ProgressBar): AsyncGenerator<BlobRow> {
  const kind = images === "embed" ? (chart === "repeat" ? "both" : "single") : "none";
  const pace = new Pace(set.length, undefined, ({ done, total }) =>
    bar.update(kind === "none" ? "writing" : "images", done, total),
  );
  for (let row = 0; row < set.length; row++) {
    if (pace.due) await pace.rest(row);
    const [values] = set.slice(row, row + 1).rows({ images: kind, labels });
    yield { ...values!, row };
  }
}

async function writeTable(out: Output, set: BlobSet, request: Request, bar: ProgressBar): Promise<void> {
  const { chart, images, format } = request;
  const columns: ImageColumns = images === "none" ? [] : chart === "repeat" ? ["image"] : ["image1_base64", "image2_base64"];
  if (format === "csv") await out.write(csvHeader(columns));
  for await (const row of rowsOf(set, request, bar)) await out.write(format === "csv" ? csvLine(row, columns) : ndjsonLine(row));
}

async function writeChart(out: Output, set: BlobSet, request: Request, bar: ProgressBar, page: string): Promise<void> {
  const { chart, images, labels, format, settings } = request;
  const rows: BlobRow[] = [];
  for await (const row of rowsOf(set, request, bar)) rows.push(row);
  if (format === "vl.json") return out.write(`${JSON.stringify(blobChart(chart, set, { images, labels }, rows))}\n`);
  const spec = blobChart(chart, set, { images, labels, width: "container" }, rows);
  const blobs = { ...settings, seed: seedWords(settings.seed) };
  await out.write(chartHtml(page, { spec, title: CHART_TITLES[chart], images, labels, ...(images === "hover" && { blobs }) }));
}

export const blobs = {
  summary: "draw blobs, measure their areas, write a table or a chart",
  help: () => `Usage: ndpeek blobs [flags] --out FILE

Draws circles (a Gaussian-filtered pixel) and squares (a box-filtered pixel times normal noise) from NumPy's random stream, every digit
as NumPy and SciPy have it, and measures the share of pixels above a threshold.

${flagList(flags)}
Examples:
  ndpeek blobs --rows 200 --seed altair --out blobs.html
  ndpeek blobs --rows 1000 --seed 7 --out - --format csv
`,
  async run(args: readonly string[]): Promise<void> {
    const request = readRequest(args);
    const page = request.format === "html" ? await readFile(new URL("./offline.html", import.meta.url), "utf8") : "";
    const out = await openOutput(request.target);
    const bar = new ProgressBar();
    try {
      const set = await generateBlobs({
        ...request.settings,
        workers: 0,
        onProgress: ({ done, total }) => bar.update("rows", done, total),
      });
      await (request.format === "csv" || request.format === "ndjson"
        ? writeTable(out, set, request, bar)
        : writeChart(out, set, request, bar, page));
      await out.commit();
    } catch (error) {
      await out.discard();
      if (error instanceof RangeError && error.message === "Invalid string length") {
        throw new Error(`--images: the chart is longer than a string can be; use --images hover or none, or fewer --rows`);
      }
      throw error;
    } finally {
      bar.clear();
    }
  },
};
