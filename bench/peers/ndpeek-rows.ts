import { BlobRun } from "../../src/blobs/blob-run.ts";
import { blobSettings } from "../../src/blobs/options.ts";
import { generateBlobs } from "../../src/index.ts";
import { defaultWorkers } from "../../src/threads/default-workers.ts";
import type { PoolCase, RowsCase } from "../cases.ts";
import { asyncEntryOf, type Entry, entryOf } from "../entry.ts";
import { AREAS_AT, areasIn, tableOf } from "../tables.ts";

const peer = "ndpeek";
const PICTURES = { which: ["both"] as const, labels: true };

function tableEntry(rows: number, areaIndex: boolean): Entry {
  let made: Float64Array = new Float64Array();
  return asyncEntryOf({
    ...{
      peer,
      mode: "whole",
      bits: "every",
      output: () => made,
      ...(areaIndex && { detail: "with the areas at any threshold" }),
    },
    async call() {
      const set = await generateBlobs({ rows, workers: 0, areaIndex });
      made = tableOf(set);
      set.close();
      return made[7]!;
    },
  });
}

/** Of a long table only as many circles are compared as the shortest has. */
function lengthEntry(rows: number, compared: number): Entry {
  let made: Float64Array = new Float64Array();
  return asyncEntryOf({
    ...{ peer, mode: "whole", bits: "every", items: rows, detail: `${rows.toLocaleString("en-US")} rows`, output: () => made },
    async call() {
      const set = await generateBlobs({ rows, workers: 0, areaIndex: false });
      made = set.columns.image1_area.slice(0, compared);
      set.close();
      return made[7]!;
    },
  });
}

/**
 * The table with its images, on threads that are there already, as `ndpeek blobs --images embed` makes it. What is checked are the numbers: the
 * images' labels stand elsewhere than Pillow's.
 */
async function runEntry(rows: number, stream: "numpy" | "spawn", workers: number, pictures: boolean): Promise<Entry> {
  let made: Float64Array = new Float64Array();
  const run = await BlobRun.open(blobSettings({ rows, stream }), { workers, areaIndex: false });
  return asyncEntryOf({
    ...{ peer, mode: "pool", bits: "every", workers, output: () => made, free: () => run.close() },
    async call() {
      const set = await run.generate(pictures ? PICTURES : undefined);
      let sum = 0;
      if (pictures) for await (const [image] of run.pictures(set, PICTURES)) sum += image!.length;
      made = tableOf(set);
      return sum + made[7]!;
    },
  });
}

function imagesEntry(rows: number): Entry {
  let made: Float64Array = new Float64Array();
  return asyncEntryOf({
    ...{ peer, mode: "whole", bits: "every", output: () => made },
    async call() {
      const set = await generateBlobs({ rows, workers: 0, areaIndex: false });
      const sum = set.rows({ images: "both" }).reduce((length, { image }) => length + image!.length, 0);
      made = tableOf(set);
      set.close();
      return sum;
    },
  });
}

/** From the set's index, at a threshold that goes on from call to call as under a slider. */
async function areasEntry(rows: number): Promise<Entry> {
  const set = await generateBlobs({ rows, workers: 0, areaIndex: true });
  let step = 0;
  const one = entryOf({
    ...{ peer, mode: "whole", bits: "every", output: () => areasIn(set, AREAS_AT), free: () => set.close() },
    call() {
      step = (step + 1) % 100;
      return set.areas(AREAS_AT + (step - 50) / 500).image2_area[7]!;
    },
  });
  return one;
}

export async function rowEntries({ operation, items, lengths = [] }: RowsCase): Promise<Entry[]> {
  switch (operation) {
    case "table":
      return [tableEntry(items, false), tableEntry(items, true)];
    case "images":
      return [imagesEntry(items), await runEntry(items, "numpy", 2, true)];
    case "areas":
      return [await areasEntry(items)];
    case "lengths":
      return lengths.map((rows) => lengthEntry(rows, items));
  }
}

/** One worker more than a page would take, so that there is a curve on two cores as well. */
export async function poolEntries({ operation, items }: PoolCase): Promise<Entry[]> {
  const most = Math.min(8, defaultWorkers() + 1);
  const counts = [0, 1, 2, 4, 8].filter((count) => count <= most);
  if (!counts.includes(most)) counts.push(most);
  return Promise.all(counts.map((workers) => runEntry(items, "spawn", workers, operation === "images")));
}
