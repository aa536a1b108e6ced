import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { attachPictures, checkDepth } from "../src/charts/attach/attach-pictures.ts";
import type { Pictures } from "../src/charts/attach/placement.ts";
import { decimal } from "../src/checks.ts";
import { aroundChart, dataElement, STACK_ID, scriptJson } from "../src/html.ts";
import { imagesPerChunk, type PackedStack, packChunk, packedType } from "../src/io/packed-stack.ts";
import { elements } from "../src/ndarray.ts";
import { COLOUR_MAPS } from "../src/pictures/colour-maps.ts";
import { checkPixelOptions, type PixelOptions } from "../src/pictures/pixel-options.ts";
import { type ImageSource, type RowPictures, rowPictures } from "../src/pictures/row-images.ts";
import { pngDataUri } from "../src/png.ts";
import { type Flag, type Given, readArguments, readChoice, readInteger, readNumber, UsageError } from "./flags.ts";
import { readTarget } from "./formats.ts";
import { flagList } from "./help.ts";
import { withLocalData } from "./local-data.ts";
import { type NpyStack, openStack } from "./npy-stack.ts";
import { type Output, openOutput } from "./output.ts";
import { ProgressBar } from "./progress.ts";
import { readText } from "./text-file.ts";

const FORMATS = ["html", "vl.json"] as const;
const IMAGES = ["embed", "hover"] as const;
const RANGES = ["stack", "image"] as const;
const MANY = ["first", "error"] as const;

const flags: readonly Flag[] = [
  {
    flag: "stack",
    placeholder: "STACK.npy …",
    doc: "images, one a row: shape (n, h, w), (n, h, w, 3 or 4) or (n, d, h, w); several stacks stand side by side; required",
  },
  {
    flag: "key",
    placeholder: "COLUMN",
    default: "the order of the rows",
    doc: "the column that holds the images' numbers, from 0",
  },
  {
    flag: "images",
    placeholder: IMAGES.join("|"),
    default: "embed",
    doc: "PNGs inside the chart, or the stack inside the page, which makes an image on hover",
  },
  { flag: "vmin", placeholder: "V", default: "the stack's smallest value", doc: "the value of the first colour" },
  { flag: "vmax", placeholder: "V", default: "the stack's largest value", doc: "the value of the last colour" },
  {
    flag: "percentile",
    placeholder: "LOW,HIGH",
    doc: "these percentiles of each image in place of the ends that --vmin and --vmax do not give; with --range image",
  },
  { flag: "range", placeholder: RANGES.join("|"), default: "stack", doc: "one range of values for all images, or each its own" },
  { flag: "gamma", placeholder: "G", default: "1", doc: "brightness by this power, as matplotlib's PowerNorm" },
  { flag: "cmap", placeholder: COLOUR_MAPS.join("|"), default: "gray", doc: "the colours of values" },
  { flag: "image-width", placeholder: "PIXELS", default: "as they are", doc: "the width of one image" },
  { flag: "labels", placeholder: "A,B", default: "the files' names, of several stacks", doc: "what the images are called" },
  { flag: "threshold", placeholder: "T", doc: "with --images hover: the border of the pixels > T is drawn over each image" },
  {
    flag: "many",
    placeholder: MANY.join("|"),
    default: "first",
    doc: "a mark that stands for many rows: a contact sheet of the first ones, or an error",
  },
  { flag: "first", placeholder: "N", default: "9", doc: "images of a contact sheet" },
  {
    flag: "out",
    placeholder: "FILE|-",
    doc: "where to write: a file (.html, .vl.json), or - for standard output with --format; required",
  },
  { flag: "format", placeholder: FORMATS.join("|"), default: "the file's ending", doc: "an offline page, or a Vega-Lite spec" },
];

interface Request {
  readonly chart: string;
  readonly stacks: readonly string[];
  readonly attachment: { images: "embed" | "hover"; key?: string; many?: "first" | "error"; first?: number };
  readonly pixels: PixelOptions;
  readonly labels: readonly string[] | undefined;
  readonly threshold: number | undefined;
  readonly target: string;
  readonly format: (typeof FORMATS)[number];
}

const isStack = (path: string): boolean => /\.npy$/i.test(path);

function readPixels(given: Given): PixelOptions {
  const percentile = given
    .get("percentile")
    ?.split(",")
    .map((text) => decimal(text) ?? Number.NaN);
  const cmap = readChoice(given, "cmap", COLOUR_MAPS);
  const range = readChoice(given, "range", RANGES);
  const numbers = { vmin: readNumber(given, "vmin"), vmax: readNumber(given, "vmax"), gamma: readNumber(given, "gamma", 0) };
  const imageWidth = readInteger(given, "image-width", 1, 4096);
  if (percentile && range !== "image")
    throw new UsageError("--percentile: expected --range image beside it: a stack is not held in the memory as a whole");
  const options = {
    ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)),
    ...(percentile && { percentile: percentile as [number, number] }),
    ...(cmap && { cmap }),
    ...(range && { range }),
    ...(imageWidth !== undefined && { imageWidth }),
  };
  try {
    return checkPixelOptions(options);
  } catch (error) {
    throw new UsageError(`--${(error as Error).message}`);
  }
}

function readRequest(args: readonly string[]): Request {
  const { given, others } = readArguments(args, flags);
  const charts = others.filter((path) => !isStack(path));
  if (charts.length !== 1)
    throw new UsageError(`expected one chart (a Vega-Lite spec in JSON) and --stack, got ${charts.length} charts`);
  const first = given.get("stack");
  if (first === undefined) throw new UsageError("--stack: expected a .npy file, or several");
  const stacks = [first, ...others.filter(isStack)];
  const key = given.get("key");
  if (key === "") throw new UsageError('--key: expected a column\'s name, got ""');
  const many = readChoice(given, "many", MANY);
  const tiles = readInteger(given, "first", 1, 100);
  const labels = given.get("labels")?.split(",");
  if (labels && labels.length !== stacks.length) {
    throw new UsageError(`--labels: expected ${stacks.length}, one for each stack, got ${labels.length}`);
  }
  const images = readChoice(given, "images", IMAGES) ?? "embed";
  const threshold = readNumber(given, "threshold");
  const to = readTarget(given, FORMATS);
  if (threshold !== undefined && (images !== "hover" || to.format !== "html")) {
    throw new UsageError("--threshold: expected --images hover and an html beside it: embedded images are only pixels");
  }
  const attachment = { images, ...(key && { key }), ...(many && { many }), ...(tiles !== undefined && { first: tiles }) };
  return { chart: charts[0]!, stacks, attachment, pixels: readPixels(given), labels, threshold, ...to };
}

async function readChart(path: string): Promise<unknown> {
  const text = await readText(path, `cannot read ${JSON.stringify(path)}`);
  let spec: unknown;
  try {
    spec = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${JSON.stringify(path)}: expected JSON: ${(error as Error).message}`);
  }
  try {
    checkDepth(spec);
  } catch (error) {
    throw new UsageError(`${JSON.stringify(path)}: ${(error as Error).message}`);
  }
  return withLocalData(spec, path);
}

async function openStacks(paths: readonly string[]): Promise<NpyStack[]> {
  const stacks: NpyStack[] = [];
  try {
    for (const path of paths) stacks.push(await openStack(path));
    const other = stacks.find(({ length }) => length !== stacks[0]!.length);
    if (other)
      throw new UsageError(
        `expected stacks of one length, got ${stacks[0]!.length} images of ${stacks[0]!.name} and ${other.length} of ${other.name}`,
      );
    return stacks;
  } catch (error) {
    await Promise.all(stacks.map((stack) => stack.close()));
    throw error;
  }
}

/** A stack's images with the one range that all have, where they have one. */
async function sourceOf(
  stack: NpyStack,
  { vmin, vmax, range }: PixelOptions,
  bar: ProgressBar,
): Promise<Exclude<ImageSource, { data: unknown }>> {
  const image = (row: number) => stack.image(row);
  const isGiven = stack.isColour || range === "image" || (vmin !== undefined && vmax !== undefined);
  const isBytes = stack.length > 0 && (await stack.image(0)).data instanceof Uint8Array && range === undefined;
  // Colours have no range, but an option that asks for the stack's has to be met.
  if (stack.isColour && range === "stack") return { length: stack.length, image, range: [0, 255] };
  if (isGiven || isBytes) return { length: stack.length, image };
  const extent = await stack.extent((done) => bar.update("images", done, stack.length));
  return { length: stack.length, image, range: extent ?? [0, 0] };
}

/** Stands in a chart's text for a picture that is made when it is written. */
const MARK = randomUUID();
const PLACE = new RegExp(`${MARK}:(\\d+);`);

/** The pictures' places in the chart's text: what is written may be longer than a text can be. */
const placesOf = (stacks: readonly NpyStack[], size: Pictures["size"]): Pictures => ({
  length: stacks[0]!.length,
  size,
  uri: (row) => `${MARK}:${row};`,
});

async function sizeOf(rows: RowPictures): Promise<Pictures["size"]> {
  if (rows.length === 0) return { width: 1, height: 1 };
  const png = await rows.png(0);
  const header = new DataView(png.buffer, png.byteOffset);
  return { width: header.getUint32(16), height: header.getUint32(20) };
}

/** Writes the chart's text with the pictures in their places. */
async function writePlaced(out: Output, text: string, rows: RowPictures, bar: ProgressBar): Promise<void> {
  const parts = text.split(PLACE);
  for (const [i, part] of parts.entries()) {
    await out.write(i % 2 === 0 ? part : pngDataUri(await rows.png(Number(part))));
    bar.update("images", (i + 1) >> 1, parts.length >> 1);
  }
}

/** Packs a stack into the page chunk by chunk; returns what says how to read it, which the page needs behind it. */
async function writeStack(out: Output, stack: NpyStack, bar: ProgressBar): Promise<PackedStack> {
  const type = packedType((await stack.images(0, Math.min(1, stack.length))).data);
  const most = imagesPerChunk(stack.shape, type);
  const size = elements(stack.shape.slice(1));
  const block = most * Math.ceil(stack.perRead / most);
  const letters: number[] = [];
  for (let first = 0; first < stack.length; first += block) {
    const { data } = await stack.images(first, Math.min(stack.length, first + block));
    for (let at = 0; at < data.length; at += most * size) {
      const images = data.subarray(at, at + most * size);
      const chunk = { data: images, shape: [images.length / size, ...stack.shape.slice(1)] };
      const packed = Buffer.from(await packChunk(chunk)).toString("base64");
      letters.push(packed.length);
      await out.write(packed);
      bar.update("images", first + (at + images.length) / size, stack.length);
    }
  }
  return { shape: stack.shape, type, imagesPerChunk: most, letters };
}

const titleOf = (spec: object): string | undefined => {
  const { title } = spec as { title?: unknown };
  const text = typeof title === "object" && title !== null && "text" in title ? title.text : title;
  return Array.isArray(text) ? text.join(" ") : typeof text === "string" && text !== "" ? text : undefined;
};

interface Work {
  readonly request: Request;
  readonly spec: object;
  readonly stacks: readonly NpyStack[];
  readonly sources: readonly Exclude<ImageSource, { data: unknown }>[];
  readonly rows: RowPictures;
  readonly labels: readonly string[] | undefined;
  readonly bar: ProgressBar;
}

async function writePage(out: Output, { request, spec, stacks, sources, rows, labels, bar }: Work): Promise<void> {
  const page = await readFile(new URL("./offline.html", import.meta.url), "utf8");
  const own = titleOf(spec);
  const title = own ?? request.chart.replace(/^.*[\\/]|(\.vl)?\.json$/g, "");
  const { images } = request.attachment;
  const [before, after] = aroundChart(page, { title, heading: own === undefined ? "shown" : "hidden" });
  const write = (value: object) => writePlaced(out, scriptJson(JSON.stringify(value)), rows, bar);
  if (images === "embed") {
    await out.write(before);
    await write({ spec, title, images });
    await out.write(after);
    return;
  }
  // The stacks stand in front: how to read them is known when they are written.
  await out.write(before.slice(0, before.lastIndexOf("<script")));
  const packed: PackedStack[] = [];
  for (const [i, stack] of stacks.entries()) {
    await out.write(dataElement(`${STACK_ID}-${i}`)[0]);
    packed.push(await writeStack(out, stack, bar));
    await out.write(dataElement("")[1]);
  }
  await out.write(before.slice(before.lastIndexOf("<script")));
  const described = packed.map((one, i) => ({ ...one, ...(sources[i]!.range && { range: sources[i]!.range }) }));
  await write({
    spec,
    title,
    images,
    stacks: described,
    pixels: request.pixels,
    ...(labels && { names: labels }),
    ...(request.threshold !== undefined && { threshold: request.threshold }),
  });
  await out.write(after);
}

export const attach = {
  summary: "give the tooltips of a Vega-Lite or Altair chart the images of .npy stacks",
  help: () => `Usage: ndpeek attach CHART.json --stack STACK.npy … [flags] --out FILE

Puts the images of a stack into the tooltips of a chart (alt.Chart.save("chart.json"), or any Vega-Lite spec): the first row has the first
image, or --key names the column of the images' numbers. What the chart shows stays as it was. Nothing is fetched: data that the chart names by
a relative path are read beside it, all others must be inside. Images are read a few at a time: a stack may be larger than the memory.

${flagList(flags)}
Examples:
  ndpeek attach chart.json --stack cells.npy --cmap viridis --out cells.html
  ndpeek attach chart.json --stack red.npy green.npy --key cell --images hover --out cells.html
`,
  async run(args: readonly string[]): Promise<void> {
    const request = readRequest(args);
    const chart = await readChart(request.chart);
    const stacks = await openStacks(request.stacks);
    const bar = new ProgressBar();
    try {
      const labels = request.labels ?? (stacks.length > 1 ? stacks.map(({ name }) => name) : undefined);
      const sources = [];
      for (const stack of stacks) sources.push(await sourceOf(stack, request.pixels, bar));
      const rows = rowPictures(sources, { ...request.pixels, ...(labels && { labels }) });
      const places = placesOf(stacks, await sizeOf(rows));
      let spec: object;
      try {
        spec = attachPictures(chart, places, request.attachment);
      } catch (error) {
        throw new UsageError(`${JSON.stringify(request.chart)}: ${(error as Error).message}`);
      }
      const out = await openOutput(request.target);
      try {
        const work: Work = { request, spec, stacks, sources, rows, labels, bar };
        if (request.format === "html") await writePage(out, work);
        else await writePlaced(out, `${JSON.stringify(spec)}\n`, rows, bar);
        await out.commit();
      } catch (error) {
        await out.discard();
        throw error;
      }
    } finally {
      bar.clear();
      await Promise.all(stacks.map((stack) => stack.close()));
    }
  },
};
