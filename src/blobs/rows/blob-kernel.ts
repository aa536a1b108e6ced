import type { Kernels } from "../../kernels/instance.ts";
import { BlobPainter } from "./blob-painter.ts";
import { BlobSampler } from "./blob-sampler.ts";
import { openBlobSpace } from "./blob-space.ts";
import type { BlobSettings } from "./settings.ts";

/** An instance of the kernels that draws, measures and paints the rows of one data set only. */
export class BlobKernel {
  /** Of an image or volume. */
  readonly shape: readonly number[];
  readonly sampler: BlobSampler;
  readonly painter: BlobPainter;

  constructor(kernels: Kernels, settings: BlobSettings) {
    const space = openBlobSpace(kernels, settings);
    this.shape = new Array<number>(settings.dims).fill(settings.width);
    this.sampler = new BlobSampler(space);
    this.painter = new BlobPainter(space);
  }
}
