// The offline page of an attached chart, with the pictures inside, or the stacks that they are made of.
import { readFile } from "node:fs/promises";
import { slices } from "../../src/base/ndarray.ts";
import { aroundChart, dataElement, STACK_ID, scriptJson } from "../../src/charts/html.ts";
import { imagesPerChunk, type PackedStack, packChunk } from "../../src/io/packed-stack.ts";
import type { ImageSource, RowPictures } from "../../src/pictures/row-images.ts";
import type { Output } from "../output/output.ts";
import type { ProgressBar } from "../output/progress.ts";
import type { Request } from "./attach-request.ts";
import type { NpyStack } from "./npy-stack.ts";
import { writePlaced } from "./placed-pictures.ts";

/** Packs a stack into the page chunk by chunk; returns what says how to read it, which the page needs behind it. */
async function writeStack(out: Output, stack: NpyStack, bar: ProgressBar): Promise<PackedStack> {
  const { data: sample, dtype } = await stack.images(0, Math.min(1, stack.length));
  const most = imagesPerChunk(stack.shape, sample.BYTES_PER_ELEMENT);
  const block = most * Math.ceil(stack.perRead / most);
  const letters: number[] = [];
  for (let first = 0; first < stack.length; first += block) {
    const images = await stack.images(first, Math.min(stack.length, first + block));
    const count = images.shape[0]!;
    for (let at = 0; at < count; at += most) {
      const end = Math.min(count, at + most);
      const packed = Buffer.from(await packChunk(slices(images, at, end))).toString("base64");
      letters.push(packed.length);
      await out.write(packed);
      bar.update("images", first + end, stack.length);
    }
  }
  return { shape: stack.shape, type: sample.constructor.name, ...(dtype && { dtype }), imagesPerChunk: most, letters };
}

const titleOf = (spec: object): string | undefined => {
  const { title } = spec as { title?: unknown };
  const text = typeof title === "object" && title !== null && "text" in title ? title.text : title;
  return Array.isArray(text) ? text.join(" ") : typeof text === "string" && text !== "" ? text : undefined;
};

export interface PageWork {
  readonly request: Request;
  readonly spec: object;
  readonly stacks: readonly NpyStack[];
  readonly sources: readonly Exclude<ImageSource, { data: unknown }>[];
  readonly rows: RowPictures;
  readonly labels: readonly string[] | undefined;
  readonly bar: ProgressBar;
}

export async function writePage(out: Output, { request, spec, stacks, sources, rows, labels, bar }: PageWork): Promise<void> {
  const page = await readFile(new URL("./offline.html", import.meta.url), "utf8");
  const own = titleOf(spec);
  const title = own ?? request.chart.replace(/^.*[\\/]|(\.vl)?\.json$/g, "");
  const { images } = request.attachment;
  const [before, after] = aroundChart(page, { title, heading: own === undefined ? "shown" : "hidden" });
  const write = (value: object) => writePlaced(out, scriptJson(JSON.stringify(value)), rows, bar);
  if (images === "embed") {
    await out.write(before);
    await write({ spec, title, images });
    await out.write(after);
    return;
  }
  // The stacks stand in front: how to read them is known when they are written.
  await out.write(before.slice(0, before.lastIndexOf("<script")));
  const packed: PackedStack[] = [];
  for (const [i, stack] of stacks.entries()) {
    await out.write(dataElement(`${STACK_ID}-${i}`)[0]);
    packed.push(await writeStack(out, stack, bar));
    await out.write(dataElement("")[1]);
  }
  await out.write(before.slice(before.lastIndexOf("<script")));
  const described = packed.map((one, i) => ({ ...one, ...(sources[i]!.range && { range: sources[i]!.range }) }));
  await write({
    spec,
    title,
    images,
    stacks: described,
    pixels: request.pixels,
    ...(labels && { names: labels }),
    ...(request.threshold !== undefined && { threshold: request.threshold }),
  });
  await out.write(after);
}
