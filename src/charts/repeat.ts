import type { BlobSet } from "../blobs/blob-set.ts";
import { blobChart } from "./blob-chart.ts";
import type { ChartOptions } from "./options.ts";

/**
 * The tutorial's first chart: the areas of both images, a column of points a group, on one scale. One view rather than Vega-Lite's
 * `repeat`, whose views cannot take the width of their container.
 *
 * @returns plain Vega-Lite v6 JSON, data inside
 * @example
 * const spec = repeatChart(await generateBlobs(), { images: "embed" });
 */
export const repeatChart = (set: BlobSet, options?: ChartOptions): object => blobChart("repeat", set, options);
