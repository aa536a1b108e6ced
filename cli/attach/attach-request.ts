import { decimal } from "../../src/base/checks.ts";
import { COLOUR_MAPS } from "../../src/pictures/colour-maps.ts";
import { checkPixelOptions, type PixelOptions } from "../../src/pictures/pixel-options.ts";
import { type Flag, type Given, readArguments, readChoice, readInteger, readNumber, UsageError } from "../flags/flags.ts";
import { readTarget } from "../flags/formats.ts";
import { chartAndStacks } from "./chart-and-stacks.ts";

const FORMATS = ["html", "vl.json"] as const;
const IMAGES = ["embed", "hover"] as const;
const RANGES = ["stack", "image"] as const;
const MANY = ["first", "error"] as const;

export const flags: readonly Flag[] = [
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

export interface Request {
  readonly chart: string;
  readonly stacks: readonly string[];
  readonly attachment: { images: "embed" | "hover"; key?: string; many?: "first" | "error"; first?: number };
  readonly pixels: PixelOptions;
  readonly labels: readonly string[] | undefined;
  readonly threshold: number | undefined;
  readonly target: string;
  readonly format: (typeof FORMATS)[number];
}

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

const thresholdHint = (text: string): string =>
  /^otsu$/i.test(text) ? ": ndpeek measure --threshold otsu finds one for each image; attach draws one for all" : "";

export async function readRequest(args: readonly string[]): Promise<Request> {
  const { given, others } = readArguments(args, flags);
  const { chart, stacks } = await chartAndStacks(given.get("stack"), others);
  const key = given.get("key");
  if (key === "") throw new UsageError('--key: expected a column\'s name, got ""');
  const many = readChoice(given, "many", MANY);
  const tiles = readInteger(given, "first", 1, 100);
  const labels = given.get("labels")?.split(",");
  if (labels && labels.length !== stacks.length) {
    throw new UsageError(`--labels: expected ${stacks.length}, one for each stack, got ${labels.length}`);
  }
  const images = readChoice(given, "images", IMAGES) ?? "embed";
  const threshold = readNumber(given, "threshold", undefined, thresholdHint);
  const to = readTarget(given, FORMATS);
  if (threshold !== undefined && (images !== "hover" || to.format !== "html")) {
    throw new UsageError("--threshold: expected --images hover and an html beside it: embedded images are only pixels");
  }
  const attachment = { images, ...(key && { key }), ...(many && { many }), ...(tiles !== undefined && { first: tiles }) };
  return { chart, stacks, attachment, pixels: readPixels(given), labels, threshold, ...to };
}
