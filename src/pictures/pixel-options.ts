import { checkChoice, checkInteger, checkNumber, checkOptions, show, wrongKind } from "../base/checks.ts";
import { COLOUR_MAPS, type ColourMapName } from "./colour-maps.ts";

/** How values become pixels. Only `imageWidth` concerns RGB(A) images. */
export interface PixelOptions {
  /** The value of the lowest colour, and of all below. Default: by `percentile` or `range`. */
  vmin?: number;
  /** The value of the highest colour, and of all above. Default: by `percentile` or `range`. */
  vmax?: number;
  /**
   * Where `vmin` and `vmax` are not given: percentiles from 0 to 100 of the finite values, of the stack or of each image as `range` says.
   * NumPy's linear ones, in double precision.
   */
  percentile?: readonly [low: number, high: number];
  /**
   * Whose least and greatest finite value (or percentiles) are `vmin` and `vmax`: those of the whole stack (default), or of each image for
   * itself. Images that a function gives one by one have only the latter. Without it, `Uint8Array`s have 0 and 255: they stay as they are.
   */
  range?: "stack" | "image";
  /** Above 0, default 1: the exponent of a value's place between `vmin` (0) and `vmax` (1). Below 1 shows what is in the dark. */
  gamma?: number;
  /** matplotlib's colours, default `"gray"`. NaN is magenta, and cyan with magma. */
  cmap?: ColourMapName;
  /**
   * Pixels of an image's width, 1 to 4096, its height in proportion; default: as it is. Enlarging repeats pixels; reducing takes the mean of the
   * values (of those that are not NaN) on each pixel's area.
   */
  imageWidth?: number;
}

export const PIXEL_OPTION_NAMES = ["vmin", "vmax", "percentile", "range", "gamma", "cmap", "imageWidth"] as const;

const IMAGE_WIDTH_LIMIT = 4096;

function checkPercentile(value: unknown): readonly [number, number] {
  const expected = "two percentiles [low, high] from 0 to 100";
  if (!Array.isArray(value)) throw wrongKind("percentile", expected, value);
  if (value.length !== 2) throw new RangeError(`percentile: expected ${expected}, got ${show(value)}`);
  const [low, high] = value.map((item, i) => checkNumber(item, `percentile[${i}]`, 0, 100)) as [number, number];
  if (low >= high) throw new RangeError(`percentile: expected low < high, got ${show(value)}`);
  return [low, high];
}

function checkGamma(value: unknown): number {
  const gamma = checkNumber(value, "gamma");
  if (gamma <= 0) throw new RangeError(`gamma: expected a number > 0, got ${gamma}`);
  return gamma;
}

/** The options as they are given, each of them right. */
export function checkPixelOptions<T extends PixelOptions>(options: T | undefined, more: readonly string[] = []): Partial<T> {
  const given: Partial<T> = checkOptions<T>(options, "options", [...PIXEL_OPTION_NAMES, ...more]);
  const { vmin, vmax, percentile, range, gamma, cmap, imageWidth } = given;
  if (vmin !== undefined) checkNumber(vmin, "vmin");
  if (vmax !== undefined) checkNumber(vmax, "vmax");
  if (vmin !== undefined && vmax !== undefined && vmin >= vmax) {
    throw new RangeError(`vmax: expected a number > vmin (${vmin}), got ${vmax}`);
  }
  if (percentile !== undefined) checkPercentile(percentile);
  if (range !== undefined) checkChoice(range, "range", ["stack", "image"]);
  if (gamma !== undefined) checkGamma(gamma);
  if (cmap !== undefined) checkChoice(cmap, "cmap", COLOUR_MAPS);
  if (imageWidth !== undefined) checkInteger(imageWidth, "imageWidth", 1, IMAGE_WIDTH_LIMIT);
  return given;
}
