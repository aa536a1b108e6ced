import { nextTurn } from "../../src/base/turn.ts";
import { imageColumns } from "./chart-files.ts";
import type { ExportBlobs, ExportImages } from "./export-source.ts";

const SAMPLES = 16;
/** Base64 has four letters for three bytes. */
const BASE64 = 4 / 3;
/** What an archive has of each file beside its bytes: two headers, each with its name. */
const FILE_HEAD = 120;

/** Bytes of images that a chart's JSON may hold: a larger file is opened gladly by no program. */
export const MOST_EMBEDDED = 12_000_000;

/** The mean bytes of each image's PNGs, by a few rows of all, evenly spaced. One is made at a time, so that the page stays alive. */
export async function meanPngSizes({ names, png }: ExportImages, rows: number, signal?: AbortSignal): Promise<number[]> {
  const samples = Math.min(rows, SAMPLES);
  const sums = names.map(() => 0);
  for (let i = 0; i < samples; i++) {
    for (const image of names.keys()) {
      await nextTurn();
      signal?.throwIfAborted();
      sums[image]! += (await png(Math.floor((i * rows) / samples), image)).length;
    }
  }
  return sums.map((sum) => sum / samples);
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Bytes of the rows' images as files of an archive. */
export const archiveSize = (means: readonly number[], rows: number): number =>
  rows * total(means.map((mean) => mean + FILE_HEAD));

/** Bytes of the rows' images as texts within a chart of the kind. */
export function embeddedSize(means: readonly number[], rows: number, blobs: Pick<ExportBlobs, "kind" | "metric">): number {
  const sizes = imageColumns(blobs).map(([, which]) => (which === "both" ? total(means) : means[which === "image1" ? 0 : 1]!));
  return rows * BASE64 * total(sizes);
}
