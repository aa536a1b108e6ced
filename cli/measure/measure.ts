import { elements, type NdArray } from "../../src/base/ndarray.ts";
import { csvFields, ndjsonFields } from "../../src/io/tables.ts";
import { load } from "../../src/ndimage/load.ts";
import type { Ndpeek } from "../../src/ndimage/ndpeek.ts";
import { filterImages, onImages, thresholdsOf } from "../../src/stacks/measure-images.ts";
import { stackNames } from "../../src/stacks/stack-names.ts";
import { checkMeasuredShape } from "../../src/stacks/stack-shape.ts";
import { closeAll, type OpenNpy, openNpyFiles } from "../files/npy-files.ts";
import { flagList } from "../flags/help.ts";
import { checkNotInput } from "../output/not-input.ts";
import { writeTo } from "../output/output.ts";
import { ProgressBar } from "../output/progress.ts";
import { flags, type Request, readRequest } from "./measure-request.ts";

/** Elements of images that are held at once. */
const CHUNK = 1 << 22;

/** A stack in a file, and what its columns are called. */
interface Stack extends OpenNpy {
  readonly name: string;
}

async function openStacks(paths: readonly string[]): Promise<Stack[]> {
  const names = stackNames(paths);
  return (await openNpyFiles(paths, checkMeasuredShape)).map((one, i) => ({ ...one, name: names[i]! }));
}

/** What is told of an image. */
type Measures = Readonly<Record<"area" | "threshold" | "min" | "max", Float64Array>>;
const MEASURES = ["area", "threshold", "min", "max"] as const;

/** Measures the images of a stack in four calls at most. */
function measureStack(nd: Ndpeek, stack: NdArray, request: Request): Measures {
  const images = filterImages(nd, stack, request);
  const thresholds = thresholdsOf(nd, images, request.threshold);
  const [min, max] = nd.minMaxEach(images);
  return { area: nd.areaAboveEach(images, thresholds), threshold: thresholds, min, max };
}

async function measureAll(stacks: readonly Stack[], request: Request, write: (text: string) => Promise<void>): Promise<void> {
  const nd = await load();
  const isCsv = request.format === "csv";
  const columns = ["row", ...stacks.flatMap(({ name }) => MEASURES.map((measure) => `${name}_${measure}`))];
  if (isCsv) await write(csvFields(columns));
  const rows = stacks[0]!.file.shape[0]!;
  const pixels = Math.max(...stacks.map(({ file }) => elements(file.shape.slice(1))));
  const most = Math.max(1, Math.floor(CHUNK / pixels));
  const bar = new ProgressBar();
  try {
    for (let first = 0; first < rows; first += most) {
      const end = Math.min(rows, first + most);
      const measured: Measures[] = [];
      for (const { path, file } of stacks) {
        const measureChunk = async () => measureStack(nd, await file.slice(first, end), request);
        measured.push(await onImages(path, first, end, measureChunk));
      }
      for (let row = first; row < end; row++) {
        const values = [row, ...measured.flatMap((one) => MEASURES.map((measure) => one[measure][row - first]!))];
        await write(isCsv ? csvFields(values) : ndjsonFields(columns, values));
      }
      bar.update("images", end, rows);
    }
  } finally {
    bar.clear();
  }
}

export const measure = {
  summary: "filter, threshold and measure the images of .npy stacks",
  help: () => `Usage: ndpeek measure STACK.npy … --threshold T|otsu [flags] --out FILE

Measures each image of each stack, shape (n, h, w) or (n, d, h, w): the share of pixels above the threshold, the threshold, and the smallest and
largest pixel, as NumPy and SciPy have them; filters keep the element type, as SciPy's. Images are read a few at a time: a file may be
larger than the memory.

${flagList(flags)}
Examples:
  ndpeek measure cells.npy --threshold otsu --gaussian 2 --out areas.csv
  ndpeek measure red.npy green.npy --threshold 0.4 --out - --format ndjson
`,
  async run(args: readonly string[]): Promise<void> {
    const request = readRequest(args);
    checkNotInput(request.target, request.paths);
    const stacks = await openStacks(request.paths);
    try {
      await writeTo(request.target, (out) => measureAll(stacks, request, (text) => out.write(text)));
    } finally {
      await closeAll(stacks);
    }
  },
};
