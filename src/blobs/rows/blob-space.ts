import type { Address } from "../../kernels/exports.ts";
import { gaussianRadius, gaussianWeights, SIGMA_ZERO } from "../../kernels/gaussian.ts";
import type { Kernels } from "../../kernels/instance.ts";
import { RowBuffers } from "./row-buffers.ts";
import type { BlobSettings } from "./settings.ts";

/** Pixels that the buffers are for; a call makes about so many draws. */
const CALL_PIXELS = 1 << 20;
const CALL_ROWS = 256;

/** What drawing and painting share: an instance of the kernels, and what it knows of a data set. */
export interface BlobSpace {
  readonly kernels: Kernels;
  readonly settings: BlobSettings;
  /** Blobs in assembly/blob-space.ts. */
  readonly blobs: Address;
  readonly buffers: RowBuffers;
  /** The most rows that one call takes. */
  readonly callRows: number;
  /** Pixels of an image, or of a plane of a volume. */
  readonly plane: number;
  /** Pixels of an image or volume. */
  readonly pixels: number;
}

/**
 * Takes the memory for good: the instance serves nothing else, and its calls stand outside the
 * arena's scopes, because the kernels keep what they find out about a size on the way.
 */
export function openBlobSpace(kernels: Kernels, settings: BlobSettings): BlobSpace {
  const { call, arena } = kernels;
  const { width, dims, circle, square } = settings;
  const plane = width * width;
  const callRows = Math.max(1, Math.min(CALL_ROWS, Math.floor(CALL_PIXELS / plane)));
  const blobs = arena.require(call.openBlobs(width, dims, square.mean, circle.sizes.length, square.sizes.length));
  for (const [i, share] of circle.sizes.entries()) setCircleSize(kernels, blobs, i, share * width);
  for (const [i, share] of square.sizes.entries()) call.setSquareSize(blobs, i, Math.max(1, Math.trunc(share * width)));
  arena.require(call.prepareLines(blobs));
  const buffers = new RowBuffers(kernels, settings, callRows);
  return { kernels, settings, blobs, buffers, callRows, plane, pixels: dims === 3 ? plane * width : plane };
}

function setCircleSize(kernels: Kernels, blobs: Address, index: number, sigma: number): void {
  const { call, arena } = kernels;
  // A sigma that SciPy passes over leaves the pixel as it is, as a weight of 1 does.
  const weights = sigma > SIGMA_ZERO ? gaussianWeights(kernels, sigma, 0, gaussianRadius(sigma, 4)) : Float64Array.of(1);
  const at = arena.alloc(weights.byteLength);
  arena.write(at, weights);
  call.setCircleSize(blobs, index, at, (weights.length - 1) / 2);
}
