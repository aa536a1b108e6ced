import { BlobRun } from "../../src/blobs/blob-run.ts";
import type { BlobSettings } from "../../src/blobs/rows/settings.ts";
import { CHART_TITLES } from "../../src/charts/titles.ts";
import { type SchemeName, THEME_NAMES, type ThemeName, VIEW_CHOICES } from "../../src/draw/choices.ts";
import type { PeekChartKind } from "../../src/draw/peek-table.ts";
import type { ColourMapName } from "../../src/pictures/colour-maps.ts";
import { blobFlagsBy, readBlobSettings } from "../flags/blob-flags.ts";
import { type Flag, type Given, readChoice, readFlags, readInteger, readNumber, UsageError } from "../flags/flags.ts";
import { PICTURE_FORMATS, type PictureFormat, readTarget } from "../flags/formats.ts";
import { flagList } from "../flags/help.ts";
import { writeTo } from "../output/output.ts";
import { ProgressBar } from "../output/progress.ts";
import { posterLook } from "./poster-look.ts";

const { chart, metric, scheme, cmap } = VIEW_CHOICES;
/** A poster has no system to follow. */
const theme = { values: THEME_NAMES, default: "light" } as const;

/** `--width` is the poster's here. */
const NAMES = { width: "image-width" } as const;
const WIDTH = 700;
const SCALE = 2;
const SIZES = { least: 240, most: 4000 } as const;
const SCALES = { least: 0.25, most: 8 } as const;
const MOST_CARDS = 12;
const MOST_ROWS = 1_000_000;

const flags: readonly Flag[] = [
  ...blobFlagsBy(NAMES),
  { flag: "chart", placeholder: chart.values.join("|"), default: chart.default, doc: "the viewer's charts" },
  {
    flag: "metric",
    placeholder: metric.values.join("|"),
    default: metric.default,
    doc: "whose areas are shown; with --chart repeat, whose points --peek means",
  },
  { flag: "title", placeholder: "TEXT", default: "the viewer's", doc: "what stands above the chart" },
  { flag: "peek", placeholder: "ROW,…", doc: `rows whose tooltips are seen beside their points, ${MOST_CARDS} at most` },
  { flag: "theme", placeholder: theme.values.join("|"), default: theme.default, doc: "the page's colours" },
  {
    flag: "scheme",
    placeholder: scheme.values.join("|"),
    default: scheme.default,
    doc: "the points' colours; safe can be told apart by the colour-blind",
  },
  { flag: "cmap", placeholder: cmap.values.join("|"), default: cmap.default, doc: "the images' colours" },
  { flag: "width", placeholder: "PIXELS", default: String(WIDTH), doc: "how wide the poster is, 240 to 4000" },
  { flag: "height", placeholder: "PIXELS", default: "the viewer's", doc: "how high it is; the plot takes what there is" },
  { flag: "scale", placeholder: "N", default: String(SCALE), doc: "a png's pixels for one of the poster's, 0.25 to 8" },
  { flag: "out", placeholder: "FILE|-", doc: "where to write: a file, or - for standard output with --format; required" },
  {
    flag: "format",
    placeholder: PICTURE_FORMATS.join("|"),
    default: "the file's ending",
    doc: "svg has real text, and is sharp at any size",
  },
];

interface Request {
  readonly settings: BlobSettings;
  readonly kind: PeekChartKind;
  readonly metric: number;
  readonly title: string;
  readonly peek: readonly number[];
  readonly theme: ThemeName;
  readonly scheme: SchemeName;
  readonly cmap: ColourMapName;
  readonly width: number;
  readonly height: number | undefined;
  readonly scale: number;
  readonly target: string;
  readonly format: PictureFormat;
}

function readPeek(given: Given, rows: number): number[] {
  const text = given.get("peek");
  if (text === undefined) return [];
  const peek = text.split(",").map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : Number.NaN));
  if (peek.some((row) => !(row < rows))) {
    throw new UsageError(`--peek: expected rows from 0 to ${rows - 1} with commas between them, got ${JSON.stringify(text)}`);
  }
  if (peek.length > MOST_CARDS) throw new UsageError(`--peek: expected at most ${MOST_CARDS} rows, got ${peek.length}`);
  return [...new Set(peek)];
}

function readRange(given: Given, flag: string, { least, most }: { least: number; most: number }): number | undefined {
  const value = readNumber(given, flag);
  if (value === undefined || (value >= least && value <= most)) return value;
  throw new UsageError(`--${flag}: expected a number from ${least} to ${most}, got ${JSON.stringify(given.get(flag))}`);
}

function readRequest(args: readonly string[]): Request {
  const given = readFlags(args, flags);
  const settings = readBlobSettings(given, NAMES);
  if (settings.rows > MOST_ROWS) {
    throw new UsageError(`--rows: expected at most ${MOST_ROWS.toLocaleString("en-US")} in a picture, got ${settings.rows}`);
  }
  const kind = readChoice(given, "chart", chart.values) ?? chart.default;
  const { target, format } = readTarget(given, PICTURE_FORMATS);
  if (format === "svg" && given.has("scale")) throw new UsageError("--scale: expected none for svg, which has no pixels");
  return {
    settings,
    kind,
    metric: metric.values.indexOf(readChoice(given, "metric", metric.values) ?? metric.default),
    title: given.get("title") ?? CHART_TITLES[kind],
    peek: readPeek(given, settings.rows),
    theme: readChoice(given, "theme", theme.values) ?? theme.default,
    scheme: readChoice(given, "scheme", scheme.values) ?? scheme.default,
    cmap: readChoice(given, "cmap", cmap.values) ?? cmap.default,
    width: readInteger(given, "width", SIZES.least, SIZES.most) ?? WIDTH,
    height: readInteger(given, "height", 1, SIZES.most),
    scale: readRange(given, "scale", SCALES) ?? SCALE,
    target,
    format,
  };
}

/** Vega and the engine of pictures are loaded for this command only. */
async function draw(run: BlobRun, request: Request): Promise<string | Uint8Array> {
  const { theme, scheme, format, scale } = request;
  const [{ posterSvg }, png] = await Promise.all([
    import("./poster-svg.ts"),
    format === "png" ? import("./poster-png.ts") : undefined,
  ]);
  png?.checkLetters("title", request.title);
  png?.checkLetters("groups", request.settings.groups.join(""));
  const svg = await posterSvg(await run.generate(), request, posterLook(theme, scheme));
  return png ? png.posterPng(svg, scale) : svg;
}

export const poster = {
  summary: "draw a chart of the viewer's as a picture, with tooltips of chosen rows",
  help: () => `Usage: ndpeek poster [flags] --out FILE.svg|FILE.png

Draws a chart of the viewer's as a picture: for a page until its viewer is there, where scripts are off, for print and for previews of links. A png
needs neither a browser nor a font of the machine's. More than 20,000 points are a picture within the svg, two pixels for one of the poster's; more than
${MOST_ROWS.toLocaleString("en-US")} rows are refused.

${flagList(flags)}
Examples:
  ndpeek poster --rows 200 --seed altair --peek 3,17 --out blobs.svg
  ndpeek poster --rows 2000 --chart strip --theme dark --width 1200 --height 630 --scale 1 --out card.png
`,
  async run(args: readonly string[]): Promise<void> {
    const request = readRequest(args);
    const bar = new ProgressBar();
    let run: BlobRun | undefined;
    try {
      await writeTo(request.target, async (out) => {
        run = await BlobRun.open(request.settings, {
          areaIndex: false,
          onProgress: ({ done, total }) => bar.update("rows", done, total),
        });
        await out.write(await draw(run, request));
      });
    } finally {
      bar.clear();
      await run?.close();
    }
  },
};
