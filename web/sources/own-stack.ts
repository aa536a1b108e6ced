import { checkInteger } from "../../src/base/checks.ts";
import { elements, type NdArray, sliceAt } from "../../src/base/ndarray.ts";
import { type Progress, Rate } from "../../src/base/rate.ts";
import { dtypeName } from "../../src/io/dtype-name.ts";
import { bytesOfBlob, NpyFile } from "../../src/io/npy.ts";
import { colorNote } from "../../src/stacks/color-note.ts";
import { stackNames } from "../../src/stacks/stack-names.ts";
import { asShown, checkShownShape, isColourShape, lengthsDiffer } from "../../src/stacks/stack-shape.ts";
import { showControls } from "../ui/foreign-text.ts";
import { closeThreads, eachImages, openThreads } from "./stack-runs.ts";

/** A stack of images in a file of the user's. Nothing is kept of it but where it lies. */
export interface OwnStack {
  /** The file's name without .npy and control characters; unique among those opened together. */
  readonly name: string;
  /** Images. */
  readonly length: number;
  /** (n, h, w), (n, h, w, 1 | 3 | 4) or (n, d, h, w). */
  readonly shape: readonly number[];
  /** NumPy's name for the element type, as `uint16`. */
  readonly dtype: string;
  /** Whether the pixels are colours, and not values that a colour map shows. */
  readonly isColour: boolean;
  /** The least and greatest finite value of the whole stack, for colours: of volumes along their depth. 0 to 0 where there is none. */
  readonly range: readonly [low: number, high: number];
  /** What is to be said of colors on another scale than they are shown on. */
  readonly note: string | undefined;
  /** A .npy file in C order with the stack's values: the user's, or where that is in Fortran order one that was made of it. */
  readonly file: Blob;
  /** The image as it is in the file; of truths 0 and 1. */
  image(row: number): Promise<NdArray>;
}

export interface RunOptions {
  /** Ends the work at once, which rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of the images that are done, of all stacks. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

const MOST_STACKS = 2;
const MOST_IMAGES = 100_000;
/** Of all stacks together. */
export const MOST_BYTES = 2 ** 30;

const count = (value: number): string => value.toLocaleString("en-US");
const quoted = (files: readonly File[]): string => files.map(({ name }) => JSON.stringify(name)).join(" and ");

/** Does some work on a file; what it throws names the file. A RangeError stays one. */
async function onFile<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch (error) {
    signal?.throwIfAborted();
    const message = `${JSON.stringify(name)}: ${error instanceof Error ? error.message : error}`;
    if (error instanceof RangeError) throw new RangeError(message);
    throw new Error(message);
  }
}

async function openHeader(file: File): Promise<NpyFile> {
  if (file.size === 0) throw new RangeError("expected a .npy file, got one of 0 bytes");
  const npy = await NpyFile.open(bytesOfBlob(file));
  checkShownShape(npy.shape);
  const images = npy.shape[0]!;
  if (images < 1 || images > MOST_IMAGES) {
    throw new RangeError(`expected 1 to ${count(MOST_IMAGES)} images, got ${count(images)}`);
  }
  return npy;
}

/** Bytes of the values in memory: halves become floats, 64-bit integers doubles. */
const bytesOf = ({ shape, type }: NpyFile): number => elements(shape) * (type.kind === "f" && type.size === 2 ? 4 : type.size);

function checkTogether(files: readonly File[], headers: readonly NpyFile[]): void {
  const bytes = headers.reduce((sum, header) => sum + bytesOf(header), 0);
  if (bytes > MOST_BYTES) {
    throw new RangeError(`${quoted(files)}: expected at most ${count(MOST_BYTES)} bytes in memory, got ${count(bytes)}`);
  }
  const difference = lengthsDiffer(headers.map(({ shape }, i) => ({ name: files[i]!.name, length: shape[0]! })));
  if (difference) throw new RangeError(difference);
}

/** Whether a stack's values have to be looked at: bytes of colors are what they are. */
const hasScale = ({ shape, type }: NpyFile): boolean => !isColourShape(shape) || type.size > 1;

/** Looks at all values once, in a worker. */
async function openOne(
  file: File,
  header: NpyFile,
  name: string,
  signal: AbortSignal | undefined,
  onImages: (count: number) => void,
): Promise<OwnStack> {
  const { shape, type } = header;
  const isColour = isColourShape(shape);
  let blob: Blob = file;
  let npy = header;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const isLookedAt = hasScale(header);
  const threads = isLookedAt || header.fortranOrder ? await openThreads(file, 1, signal) : [];
  const stop = () => closeThreads(threads, signal?.reason);
  signal?.addEventListener("abort", stop);
  try {
    if (header.fortranOrder) {
      // An image's elements lie all over such a file: it is gone through once instead of for each image.
      blob = await threads[0]!.run({ kind: "reorder" });
      npy = await NpyFile.open(bytesOfBlob(blob));
    }
    if (isLookedAt) {
      await eachImages(threads, shape, signal, async (thread, first, end) => {
        const extent = await thread.run({ kind: "extent", first, end });
        if (extent) [low, high] = [Math.min(low, extent[0]), Math.max(high, extent[1])];
        onImages(end - first);
      });
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    closeThreads(threads, new Error("the stack is open"));
  }
  return {
    name,
    length: shape[0]!,
    shape,
    dtype: dtypeName(type),
    isColour,
    range: isColour ? [0, 255] : low <= high ? [low, high] : [0, 0],
    note: isColour && low <= high ? colorNote(type, [low, high]) : undefined,
    file: blob,
    async image(row) {
      checkInteger(row, "row", 0, shape[0]! - 1);
      const image = await onFile(file.name, () => npy.slice(row, row + 1));
      return sliceAt(isColour ? asShown(image, type, isColour) : image, 0);
    },
  };
}

/**
 * Opens one .npy file, or two of one length; all of them or none. Headers are looked at before any memory is taken; values once, in a worker, for their
 * range. Throws a RangeError that names the file and both numbers where a file is not such a stack, where a stack has more than 100,000
 * images, where all together take more than 2^30 bytes, or where their lengths differ.
 */
export async function openOwnStacks(files: readonly File[], { signal, onProgress }: RunOptions = {}): Promise<OwnStack[]> {
  if (files.length < 1 || files.length > MOST_STACKS) {
    throw new RangeError(`expected one stack or two, got ${files.length}${files.length > 0 ? `: ${quoted(files)}` : ""}`);
  }
  const headers: NpyFile[] = [];
  for (const file of files) headers.push(await onFile(file.name, () => openHeader(file)));
  checkTogether(files, headers);
  const rate = new Rate(
    headers.reduce((sum, header) => sum + (hasScale(header) ? header.shape[0]! : 0), 0),
    onProgress,
  );
  let done = 0;
  const onImages = (images: number): void => {
    done += images;
    rate.report(done);
  };
  const names = stackNames(files.map(({ name }) => showControls(name)));
  const stacks: OwnStack[] = [];
  for (const [i, file] of files.entries()) {
    stacks.push(await onFile(file.name, () => openOne(file, headers[i]!, names[i]!, signal, onImages), signal));
  }
  return stacks;
}
