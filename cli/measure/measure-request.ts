import { nearest } from "../../src/base/checks.ts";
import { checkRadius, RADIUS_LIMIT } from "../../src/ndimage/filter-options.ts";
import { type Flag, type Given, readArguments, readInteger, readNumber, UsageError } from "../flags/flags.ts";
import { readTarget } from "../flags/formats.ts";

const FORMATS = ["csv", "ndjson"] as const;

export const flags: readonly Flag[] = [
  {
    flag: "threshold",
    placeholder: "T|otsu",
    doc: "pixels > T count; otsu finds T for each image (scikit-image's threshold_otsu, of its finite pixels; 0 where it has none); required",
  },
  { flag: "gaussian", placeholder: "S", doc: "first a Gaussian filter of sigma S pixels (scipy.ndimage.gaussian_filter)" },
  {
    flag: "uniform",
    placeholder: "N",
    doc: "first a box filter of N pixels (scipy.ndimage.uniform_filter), behind the Gaussian one",
  },
  { flag: "out", placeholder: "FILE|-", doc: "where to write: a file, or - for standard output with --format; required" },
  {
    flag: "format",
    placeholder: FORMATS.join("|"),
    default: "the file's ending",
    doc: "a table, or one JSON object a line, where NaN and infinities are texts",
  },
];

export interface Request {
  readonly paths: readonly string[];
  readonly threshold: number | "otsu";
  readonly gaussian: number | undefined;
  readonly uniform: number | undefined;
  readonly target: string;
  readonly format: (typeof FORMATS)[number];
}

function thresholdHint(text: string): string {
  if (/^[+-]?nan$/i.test(text)) return ": no pixel is above NaN, and none below";
  if (/^[+-]?inf(inity)?$/i.test(text)) return ": it has to be finite";
  return nearest(text.toLowerCase(), ["otsu"]) || " (or otsu)";
}

function readThreshold(given: Given): number | "otsu" {
  const text = given.get("threshold");
  if (text === undefined) throw new UsageError("--threshold: expected a number or otsu");
  return text === "otsu" ? text : readNumber(given, "threshold", undefined, thresholdHint)!;
}

/** The filter's own limit, told before the work. */
function readGaussian(given: Given): number | undefined {
  const sigma = readNumber(given, "gaussian", 0);
  try {
    if (sigma !== undefined) checkRadius(sigma, undefined, undefined);
  } catch {
    const most = RADIUS_LIMIT / 4;
    throw new UsageError(`--gaussian: expected a number from 0 to ${most}, got ${JSON.stringify(given.get("gaussian"))}`);
  }
  return sigma;
}

export function readRequest(args: readonly string[]): Request {
  const { given, others } = readArguments(args, flags);
  if (others.length === 0) throw new UsageError("expected a .npy file, or several");
  return {
    paths: others,
    threshold: readThreshold(given),
    gaussian: readGaussian(given),
    uniform: readInteger(given, "uniform", 1, RADIUS_LIMIT),
    ...readTarget(given, FORMATS),
  };
}
