import type { BlobSet } from "../blobs/blob-set.ts";
import { blobChart } from "./blob-chart.ts";
import type { ChartOptions } from "./options.ts";

/**
 * The tutorial's second chart: one metric at a time, chosen by a dropdown that switches the points, the title and the image. Both metrics
 * have one scale, and a point keeps its place from left to right.
 *
 * @returns plain Vega-Lite v6 JSON, data inside
 * @example
 * const spec = dropdownChart(await generateBlobs(), { width: "container" });
 */
export const dropdownChart = (set: BlobSet, options?: ChartOptions): object => blobChart("dropdown", set, options);
