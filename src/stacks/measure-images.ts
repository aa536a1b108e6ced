// How the images of a stack are measured, by the command and by the page.

import { arrayLike, type NdArray, sliceAt } from "../base/ndarray.ts";
import type { Ndpeek } from "../ndimage/ndpeek.ts";
import { extentOf } from "../pictures/extent.ts";
import { imageAxes } from "./stack-shape.ts";

export interface ImageFilters {
  /** Sigma of a Gaussian filter, in pixels; 0 and nothing: none. */
  readonly gaussian?: number | undefined;
  /** Pixels of a box filter behind it; 1 and nothing: none. */
  readonly uniform?: number | undefined;
}

/** The stack with each image filtered by itself; the same stack where there is no filter. */
export function filterImages(nd: Ndpeek, stack: NdArray, { gaussian = 0, uniform = 1 }: ImageFilters): NdArray {
  const axes = imageAxes(stack.shape);
  let images = stack;
  if (gaussian !== 0) images = nd.gaussianFilter(images, gaussian, { axes });
  if (uniform !== 1) images = nd.uniformFilter(images, uniform, { axes });
  return images;
}

/** Otsu's threshold of an image's finite values, of which alone its picture's range is too; 0 where there is none. */
function finiteOtsu(nd: Ndpeek, image: NdArray): number {
  const finite = (image.data as Float64Array).filter(Number.isFinite);
  return finite.length > 0 ? nd.otsu(arrayLike(image, finite, [finite.length])) : 0;
}

function otsuEach(nd: Ndpeek, images: NdArray): Float64Array {
  const { data, shape } = images;
  if (extentOf(data).count === data.length) return nd.otsuEach(images);
  return Float64Array.from({ length: shape[0]! }, (_, i) => finiteOtsu(nd, sliceAt(images, i)));
}

/** The threshold of each image: the one that is given, or Otsu's for each. */
export const thresholdsOf = (nd: Ndpeek, images: NdArray, threshold: number | "otsu"): Float64Array =>
  threshold === "otsu" ? otsuEach(nd, images) : new Float64Array(images.shape[0]!).fill(threshold);

/** Does some work on images of a file; what it throws says which. */
export async function onImages<T>(file: string, first: number, end: number, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const images = `${JSON.stringify(file)}, images ${first} to ${end - 1}`;
    throw new Error(`${images}: ${error instanceof Error ? error.message : error}`);
  }
}
