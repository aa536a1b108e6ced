import { elements, type NdArray, sliceAt } from "../../src/base/ndarray.ts";
import { extentOf } from "../../src/pictures/extent.ts";
import { imageShape, planeOf } from "../../src/pictures/image-planes.ts";
import { colorNote } from "../../src/stacks/color-note.ts";
import { onImages } from "../../src/stacks/measure-images.ts";
import { stackName } from "../../src/stacks/stack-names.ts";
import { asShown, checkShownShape, isColourShape } from "../../src/stacks/stack-shape.ts";
import { type OpenNpy, openNpyFiles } from "../files/npy-files.ts";

/** Elements that are read at once. */
const CHUNK = 1 << 22;

/** A stack of images in a file, read a few at a time. */
export interface NpyStack {
  readonly name: string;
  readonly shape: readonly number[];
  readonly length: number;
  /** Whether the pixels are colours, and not values that a colour map shows. */
  readonly isColour: boolean;
  /** Images that are read at once: the least that reading a file in Fortran order is worth. */
  readonly perRead: number;
  image(row: number): Promise<NdArray>;
  /** The images from `first` to before `end`. */
  images(first: number, end: number): Promise<NdArray>;
  /** The smallest and the largest finite value as the images are shown, nothing where there is none; `onProgress` hears how many are read. */
  extent(onProgress: (images: number) => void): Promise<[low: number, high: number] | undefined>;
  /** What is to be said of colors on another scale than they are shown on, by the images that were read. */
  note(): string | undefined;
  close(): Promise<void>;
}

/** Opens stacks of one length. Throws a UsageError where a file is none. */
export const openStacks = async (paths: readonly string[]): Promise<NpyStack[]> =>
  (await openNpyFiles(paths, checkShownShape)).map(stackOf);

function stackOf({ path, file, close }: OpenNpy): NpyStack {
  const { shape } = file;
  const length = shape[0]!;
  const size = elements(shape.slice(1));
  const most = Math.max(1, Math.min(Math.floor(CHUNK / size), length));
  const isColour = isColourShape(shape);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const images = (first: number, end: number): Promise<NdArray> =>
    onImages(path, first, end, async () => {
      const array = await file.slice(first, end);
      if (isColour && file.type.size > 1) {
        const read = extentOf(array.data);
        [low, high] = [Math.min(low, read.low), Math.max(high, read.high)];
      }
      return asShown(array, file.type, isColour);
    });
  let chunk = -1;
  let held: Promise<NdArray> | undefined;
  return {
    name: stackName(path),
    shape,
    length,
    isColour,
    perRead: most,
    images,
    async image(row) {
      const wanted = Math.floor(row / most);
      if (wanted !== chunk) {
        chunk = wanted;
        held = images(wanted * most, Math.min(length, (wanted + 1) * most));
      }
      return sliceAt(await held!, row - wanted * most);
    },
    async extent(onProgress) {
      const axes = imageShape(shape.slice(1), "stack", length);
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (let row = 0; row < length; row++) {
        const part = extentOf(planeOf(await this.image(row), axes).data);
        if (part.count > 0) [low, high] = [Math.min(low, part.low), Math.max(high, part.high)];
        onProgress(row + 1);
      }
      return low <= high ? [low, high] : undefined;
    },
    note() {
      const says = low <= high ? colorNote(file.type, [low, high]) : undefined;
      return says && `${JSON.stringify(path)}: ${says}`;
    },
    close,
  };
}
