import type { TypedArray } from "../base/ndarray.ts";
import { extentOf } from "./extent.ts";
import { percentilesOf } from "./percentile.ts";
import type { PixelOptions } from "./pixel-options.ts";

/** The values of the lowest and the highest colour. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

const BYTES: ValueRange = { low: 0, high: 255 };

/** A range, but for the ends that are given. Such an end keeps its place: values that are all beyond it leave a range of no extent there. */
export function between({ vmin, vmax }: PixelOptions, low: number, high: number): ValueRange {
  if (vmin !== undefined) return { low: vmin, high: Math.max(vmin, vmax ?? high) };
  return vmax !== undefined ? { low: Math.min(low, vmax), high: vmax } : { low, high };
}

/** What the range is without a look at the values, if that is known. */
export function givenRange(options: PixelOptions, areBytes: boolean): ValueRange | undefined {
  const { vmin, vmax, percentile, range } = options;
  if (vmin !== undefined && vmax !== undefined) return { low: vmin, high: vmax };
  return areBytes && percentile === undefined && range === undefined ? between(options, BYTES.low, BYTES.high) : undefined;
}

/** The range by the values: of all finite ones, or between their percentiles. Where none is finite, 0. */
export function rangeOf(data: TypedArray, options: PixelOptions): ValueRange {
  const extent = extentOf(data);
  if (extent.count === 0) return between(options, options.vmax ?? 0, options.vmin ?? 0);
  const [low, high] = options.percentile ? percentilesOf(data, extent, options.percentile) : [extent.low, extent.high];
  return between(options, low!, high!);
}
