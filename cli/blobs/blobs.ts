import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { BlobRun } from "../../src/blobs/blob-run.ts";
import type { BlobRow, BlobSet } from "../../src/blobs/blob-set.ts";
import type { Wanted } from "../../src/blobs/picture-queue.ts";
import type { Which } from "../../src/blobs/rows/blob-picture.ts";
import type { BlobSettings } from "../../src/blobs/rows/settings.ts";
import { aroundRows } from "../../src/charts/around-rows.ts";
import { blobChart, type ChartKind } from "../../src/charts/blob-chart.ts";
import { aroundChart, scriptJson } from "../../src/charts/html.ts";
import { CHART_IMAGES, type ChartImages } from "../../src/charts/options.ts";
import { CHART_TITLES } from "../../src/charts/titles.ts";
import { csvHeader, csvLine, type ImageColumns, ndjsonLine, rowJson } from "../../src/io/tables.ts";
import { seedWords } from "../../src/random/seed.ts";
import { checkWorkers } from "../../src/threads/check-workers.ts";
import { blobFlags, readBlobSettings } from "../flags/blob-flags.ts";
import { type Flag, type Given, readChoice, readFlags, readInteger, UsageError } from "../flags/flags.ts";
import { FORMATS, type Format, readTarget } from "../flags/formats.ts";
import { flagList } from "../flags/help.ts";
import { type Output, writeTo } from "../output/output.ts";
import { ProgressBar } from "../output/progress.ts";

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
    default: "the cores there are",
    doc: "threads beside the first, which writes; 0 is the first alone. Results do not depend on it",
  },
  { flag: "out", placeholder: "FILE|-", doc: "where to write: a file, or - for standard output with --format; required" },
  {
    flag: "format",
    placeholder: FORMATS.join("|"),
    default: "the file's ending",
    doc: "a table, one JSON object a line (NaN and infinities are texts), a Vega-Lite spec, or an offline page",
  },
];

const isTable = (format: Format): boolean => format === "csv" || format === "ndjson";

interface Request {
  readonly settings: BlobSettings;
  readonly chart: ChartKind;
  readonly images: ChartImages;
  readonly labels: boolean;
  readonly workers: number;
  readonly target: string;
  readonly format: Format;
}

interface Work {
  readonly run: BlobRun;
  readonly request: Request;
  readonly bar: ProgressBar;
}

/** `--workers`, where this Node can start some. */
function readWorkers(given: Given): number | undefined {
  const workers = readInteger(given, "workers", 0, 1024);
  try {
    return workers === undefined ? undefined : checkWorkers(workers, "--workers");
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readRequest(args: readonly string[]): Request {
  const given = readFlags(args, flags);
  const settings = readBlobSettings(given);
  const chart = readChoice(given, "chart", CHARTS) ?? "repeat";
  const asked = readChoice(given, "images", CHART_IMAGES);
  const workers = readWorkers(given) ?? availableParallelism();
  const { target, format } = readTarget(given, FORMATS);
  if (isTable(format) && asked === "hover") {
    throw new UsageError(
      `--images: expected embed or none for ${format}, got "hover": a table has no tooltip that could make the images`,
    );
  }
  const images = asked ?? (isTable(format) ? "none" : "embed");
  return { settings, chart, images, labels: !given.has("no-labels"), workers, target, format };
}

/** The rows of a set one by one, `first` being the number of its first; their images made ahead by the threads at work. */
async function* rowsOf({ run, request, bar }: Work, set: BlobSet, first = 0): AsyncGenerator<BlobRow> {
  const { columns } = set;
  const row = (at: number): BlobRow => ({
    row: first + at,
    group: columns.group[at]!,
    image1_area: columns.image1_area[at]!,
    image2_area: columns.image2_area[at]!,
  });
  const names = imageColumns(request);
  if (names.length === 0) {
    for (let at = 0; at < set.length; at++) yield row(at);
    return;
  }
  let at = 0;
  for await (const uris of run.pictures(set, wantedOf(request))) {
    yield { ...row(at++), ...Object.fromEntries(names.map((name, i) => [name, uris[i]!])) };
    bar.update("images", first + at, request.settings.rows);
  }
}

const WHICH: Readonly<Record<ChartKind, readonly Which[]>> = { repeat: ["both"], dropdown: ["image1", "image2"] };

const wantedOf = ({ chart, labels }: Request): Wanted => ({ which: WHICH[chart], labels });

const imageColumns = ({ chart, images }: Request): ImageColumns =>
  images !== "embed" ? [] : chart === "repeat" ? ["image"] : ["image1_base64", "image2_base64"];

async function writeTable(out: Output, work: Work): Promise<void> {
  const columns = imageColumns(work.request);
  const isCsv = work.request.format === "csv";
  if (isCsv) await out.write(csvHeader(columns));
  for await (const { first, set } of work.run.parts(columns.length > 0 ? wantedOf(work.request) : undefined)) {
    for await (const row of rowsOf(work, set, first)) await out.write(isCsv ? csvLine(row, columns) : ndjsonLine(row));
  }
}

/** Writes a chart row by row: it may be longer than a string can be. */
async function writeChart(out: Output, work: Work, page: string): Promise<void> {
  const { run, request } = work;
  const set = await run.generate(request.images === "embed" ? wantedOf(request) : undefined);
  const { chart, images, labels, format, settings } = request;
  const title = CHART_TITLES[chart];
  const isPage = format === "html";
  const spec = blobChart(chart, set, { images, labels, ...(isPage && { width: "container" }) }, []);
  const blobs = images === "hover" ? { blobs: { ...settings, seed: seedWords(settings.seed) } } : {};
  const json = JSON.stringify(isPage ? { spec, title, images, labels, ...blobs } : spec);
  const [head, tail] = aroundRows(json);
  const [before, after] = isPage ? aroundChart(page, { title }) : ["", "\n"];
  const safe = isPage ? scriptJson : (text: string) => text;
  await out.write(before + safe(head));
  for await (const row of rowsOf(work, set)) await out.write(safe(`${row.row === 0 ? "" : ","}${rowJson(row)}`));
  await out.write(safe(tail) + after);
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
    const bar = new ProgressBar();
    let run: BlobRun | undefined;
    try {
      await writeTo(request.target, async (out) => {
        run = await BlobRun.open(request.settings, {
          workers: request.workers,
          areaIndex: false,
          onProgress: ({ done, total }) => bar.update("rows", done, total),
        });
        const work = { run, request, bar };
        await (isTable(request.format) ? writeTable(out, work) : writeChart(out, work, page));
      });
    } finally {
      bar.clear();
      await run?.close();
    }
  },
};
