import { attachPictures, checkDepth } from "../../src/charts/attach/attach-pictures.ts";
import type { PixelOptions } from "../../src/pictures/pixel-options.ts";
import { type ImageSource, type RowPictures, rowPictures } from "../../src/pictures/row-images.ts";
import { closeAll } from "../files/npy-files.ts";
import { readText } from "../files/text-file.ts";
import { UsageError } from "../flags/flags.ts";
import { flagList } from "../flags/help.ts";
import { checkNotInput } from "../output/not-input.ts";
import { type Output, writeTo } from "../output/output.ts";
import { ProgressBar } from "../output/progress.ts";
import { tell } from "../output/tell.ts";
import { type PageWork, writePage } from "./attach-page.ts";
import { flags, type Request, readRequest } from "./attach-request.ts";
import { withLocalData } from "./local-data.ts";
import { type NpyStack, openStacks } from "./npy-stack.ts";
import { placesOf, sizeOf, writePlaced } from "./placed-pictures.ts";

async function readChart(path: string): Promise<unknown> {
  const text = await readText(path, `cannot read ${JSON.stringify(path)}`);
  let spec: unknown;
  try {
    spec = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${JSON.stringify(path)}: expected JSON: ${(error as Error).message}`);
  }
  try {
    checkDepth(spec);
  } catch (error) {
    throw new UsageError(`${JSON.stringify(path)}: ${(error as Error).message}`);
  }
  return withLocalData(spec, path);
}

/** A stack's images with the one range that all have, where they have one. */
async function sourceOf(
  stack: NpyStack,
  { vmin, vmax, range }: PixelOptions,
  bar: ProgressBar,
): Promise<Exclude<ImageSource, { data: unknown }>> {
  const image = (row: number) => stack.image(row);
  const isGiven = stack.isColour || range === "image" || (vmin !== undefined && vmax !== undefined);
  const isBytes = stack.length > 0 && (await stack.image(0)).data instanceof Uint8Array && range === undefined;
  // Colours have no range, but an option that asks for the stack's has to be met.
  if (stack.isColour && range === "stack") return { length: stack.length, image, range: [0, 255] };
  if (isGiven || isBytes) return { length: stack.length, image };
  const extent = await stack.extent((done) => bar.update("images", done, stack.length));
  return { length: stack.length, image, range: extent ?? [0, 0] };
}

const picturesOf = (sources: PageWork["sources"], { pixels }: Request, labels: PageWork["labels"]): RowPictures =>
  rowPictures(sources, { ...pixels, ...(labels && { labels }) });

/** The chart with places for the pictures, whose size is that of the first. */
async function attachedSpec(
  chart: unknown,
  stacks: readonly NpyStack[],
  request: Request,
  labels: PageWork["labels"],
): Promise<object> {
  // Its size does not depend on the range, which is not known yet.
  const sources = stacks.map(({ length, image }) => ({ length, image, range: [0, 1] as const }));
  const rows = picturesOf(sources, request, labels);
  const places = placesOf(rows, await sizeOf(rows));
  try {
    return attachPictures(chart, places, request.attachment);
  } catch (error) {
    throw new UsageError(`${JSON.stringify(request.chart)}: ${(error as Error).message}`);
  }
}

async function writeChart(out: Output, work: Omit<PageWork, "sources" | "rows">): Promise<void> {
  const { request, spec, stacks, labels, bar } = work;
  const sources: Exclude<ImageSource, { data: unknown }>[] = [];
  for (const stack of stacks) sources.push(await sourceOf(stack, request.pixels, bar));
  const rows = picturesOf(sources, request, labels);
  if (request.format === "html") await writePage(out, { ...work, sources, rows });
  else await writePlaced(out, `${JSON.stringify(spec)}\n`, rows, bar);
}

export const attach = {
  summary: "give the tooltips of a Vega-Lite or Altair chart the images of .npy stacks",
  help: () => `Usage: ndpeek attach CHART.json --stack STACK.npy … [flags] --out FILE

Puts the images of a stack into the tooltips of a chart (alt.Chart.save("chart.json"), or any Vega-Lite spec): the first row has the first
image, or --key names the column of the images' numbers. What the chart shows stays as it was. Nothing is fetched: data that the chart names by
a relative path are read beside it, all others must be inside. Images are read a few at a time: a stack may be larger than the memory.

${flagList(flags)}
Examples:
  ndpeek attach chart.json --stack cells.npy --cmap viridis --out cells.html
  ndpeek attach chart.json --stack red.npy green.npy --key cell --images hover --out cells.html
`,
  async run(args: readonly string[]): Promise<void> {
    const request = await readRequest(args);
    checkNotInput(request.target, request.stacks);
    const chart = await readChart(request.chart);
    const stacks = await openStacks(request.stacks);
    const bar = new ProgressBar();
    try {
      const labels = request.labels ?? (stacks.length > 1 ? stacks.map(({ name }) => name) : undefined);
      // What is wrong with the chart or with --out is told before the stacks are looked through.
      const spec = await attachedSpec(chart, stacks, request, labels);
      await writeTo(request.target, (out) => writeChart(out, { request, spec, stacks, labels, bar }));
      bar.clear();
      for (const stack of stacks) if (stack.note()) tell(stack.note()!);
    } finally {
      bar.clear();
      await closeAll(stacks);
    }
  },
};
