/**
 * SciPy's filters and NumPy's random streams bit for bit, the tutorial's data set and its charts, and images for the tooltips of any chart.
 *
 * @module ndpeek
 */
export type { NdArray, TypedArray } from "./base/ndarray.ts";
export type { Progress } from "./base/rate.ts";
export type { BlobColumns, BlobRow, BlobSet, ImageName, ImageOptions } from "./blobs/blob-set.ts";
export { generateBlobs } from "./blobs/blobs.ts";
export type { BlobOptions, DrawnPart } from "./blobs/options.ts";
export type { WorkerPool } from "./blobs/pool/pool.ts";
export type { BlobSettings } from "./blobs/rows/settings.ts";
export { openWorkers } from "./blobs/workers.ts";
export { type AttachedChart, type AttachOptions, attachImages, type ImageSource } from "./charts/attach/attach.ts";
export { dropdownChart } from "./charts/dropdown.ts";
export { histogramChart } from "./charts/histogram.ts";
export type { ChartOptions, MetricChartOptions } from "./charts/options.ts";
export { repeatChart } from "./charts/repeat.ts";
export { scatterChart } from "./charts/scatter.ts";
export { stripChart } from "./charts/strip.ts";
export type { Mode } from "./kernels/border.ts";
export type { ModuleSource } from "./kernels/source.ts";
export type { ArrayHandle, HandleOptions } from "./ndimage/array-handle.ts";
export type { FilterOptions, GaussianOptions, LineOptions, UniformOptions } from "./ndimage/filter-options.ts";
export { load } from "./ndimage/load.ts";
export type { Ndpeek } from "./ndimage/ndpeek.ts";
export type { ColourMapName } from "./pictures/colour-maps.ts";
export type { PixelOptions } from "./pictures/pixel-options.ts";
export { encodePng, type PngImage, type PngOptions } from "./png/png.ts";
export type { Generator, Pcg64State } from "./random/random.ts";
export type { Seed } from "./random/seed.ts";
