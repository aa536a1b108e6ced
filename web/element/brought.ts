// What a page brings in place of blobs: stacks of images, a chart, or both, by address or as objects.

import { wrongKind } from "../../src/base/checks.ts";
import { isJson } from "../../src/base/json.ts";
import { checkArray, type NdArray } from "../../src/base/ndarray.ts";
import { attachImages, type ImageSource } from "../../src/charts/attach/attach.ts";
import { npyParts } from "../../src/io/npy-write.ts";
import { isBlobSet } from "../../src/pictures/blob-pictures.ts";
import { blobSource } from "../sources/blob-source.ts";
import { readChartFile, sortFiles } from "../sources/own-files.ts";
import { measureStacks, suitedThreshold } from "../sources/own-measure.ts";
import { type OwnStack, openOwnStacks } from "../sources/own-stack.ts";
import type { ImageLook, PeekSource } from "../sources/peek-source.ts";
import { picturesByColours } from "../sources/pictures-by-colours.ts";
import { readChart } from "../sources/read-chart.ts";
import { stackSource } from "../sources/stack-source.ts";
import type { RunLine } from "../ui/run-line.ts";
import { type BroughtChartOptions, drawBroughtChart, drawOwnChart, type OwnChart } from "../vega-chart/own-chart.ts";
import { addressesOf, OTSU, type Texts, thresholdOf } from "./element-texts.ts";
import { fetchFile } from "./fetch-file.ts";
import type { ViewData } from "./view-host.ts";

export interface BroughtRequest extends ViewData {
  readonly texts: Texts;
  /** Whether the page says a threshold. */
  readonly hasThreshold: boolean;
  readonly look: ImageLook;
  readonly line: RunLine;
  readonly signal: AbortSignal;
}

/** Draws a chart that the page brings into an element. */
export type DrawBrought = (element: HTMLElement, options: BroughtChartOptions) => Promise<OwnChart>;

/** Rows to be plotted by us, or a chart that is drawn as it is. */
export type Brought = { readonly source: PeekSource } | { readonly draw: DrawBrought };

/** An array as the file that it would be in. */
const fileOf = (array: NdArray): File => new File(npyParts(checkArray(array, "source")), "images.npy");

async function plotted(files: readonly File[], request: BroughtRequest): Promise<PeekSource> {
  const { texts, hasThreshold, look, line, signal } = request;
  line.start("Reading");
  const options = { signal, onProgress: line.progress };
  const stacks = await openOwnStacks(files, options);
  line.start("Measuring");
  const said = texts.threshold === OTSU ? OTSU : thresholdOf(texts.threshold!);
  const threshold = hasThreshold ? said : suitedThreshold(stacks);
  return stackSource(await measureStacks(stacks, { gaussian: 0, uniform: 1, threshold }, options), look);
}

/** A set of the page's, which is closed by the page. */
function givenSet(source: ImageSource, look: ImageLook): PeekSource {
  if (isBlobSet(source)) return { ...blobSource(source, look), close() {} };
  throw new TypeError("source: expected an array or a blob set where there is no chart (spec or src), got a function");
}

const isArray = (source: ImageSource): source is NdArray => "data" in source;

function checkBrought(spec: unknown, source: unknown): void {
  if (spec !== undefined && !isJson(spec)) throw wrongKind("spec", "a Vega-Lite chart as an object", spec);
  if (source === undefined) return;
  const isSource = typeof source === "object" && source !== null && ("data" in source || "image" in source);
  if (!isSource) throw wrongKind("source", "an array, a blob set, or an object with length and image(row)", source);
}

function jsonOf(spec: object): string {
  try {
    return JSON.stringify(spec);
  } catch (error) {
    throw new TypeError(`spec: expected a chart that can be written as JSON, got one that cannot: ${(error as Error).message}`);
  }
}

export async function openBrought(request: BroughtRequest): Promise<Brought> {
  const { spec, source, texts, look, signal } = request;
  checkBrought(spec, source);
  const fetched = (["src", "images"] as const).flatMap((name) =>
    addressesOf(texts[name]!).map((address) => fetchFile(address, name, signal)),
  );
  const files = await Promise.all(fetched);
  const { stacks: stackFiles, chart: chartFile } = sortFiles(files);
  if (spec !== undefined && chartFile) throw new TypeError("spec: expected none beside a chart in src");
  if (source !== undefined && stackFiles.length > 0) throw new TypeError("source: expected none beside stacks in src or images");
  const key = texts.key === "" ? undefined : texts.key;
  const hasImages = texts.images !== "none";
  const given = chartFile && (await readChartFile(chartFile));
  const text = given?.text ?? (spec !== undefined ? jsonOf(spec) : undefined);
  const name = given?.name ?? "spec";
  signal.throwIfAborted();

  if (text === undefined) {
    const arrays = source !== undefined && isArray(source) ? [fileOf(source)] : stackFiles;
    return { source: arrays.length > 0 ? await plotted(arrays, request) : givenSet(source!, look) };
  }
  if (source !== undefined && hasImages) {
    const chart = readChart(text, name);
    const attach = (cmap: ReturnType<ImageLook["cmap"]>) =>
      attachImages(chart, source, { images: "hover", cmap, ...(key !== undefined && { key }) });
    const pictures = picturesByColours((cmap) => attach(cmap).pictures!, look.cmap);
    const images = { spec: attach(look.cmap()).spec, pictures: { pictures } };
    return { draw: (element, options) => drawBroughtChart(element, chart, images, options) };
  }
  const stacks: readonly OwnStack[] = hasImages && stackFiles.length > 0 ? await openOwnStacks(stackFiles, { signal }) : [];
  return {
    draw: (element, options) => drawOwnChart(element, text, stacks, { ...options, name, key, cmap: look.cmap }),
  };
}
