import type { BlobRow, BlobSet } from "../../src/index.ts";
import type { ExportBlobs, ExportSource } from "./export-source.ts";

/** The set as if it had been generated with the threshold that is shown, for makers of charts. It lists no rows: they are written one by one. */
export function blobsAt({ set, threshold }: ExportBlobs, { table }: ExportSource): BlobSet {
  const [image1, image2] = table.metrics;
  return {
    length: set.length,
    options: { ...set.options, threshold },
    columns: { group: set.columns.group, image1_area: image1!.areas, image2_area: image2!.areas },
    image: (row, name) => set.image(row, name),
    png: (row, options) => set.png(row, options),
    dataUri: (row, options) => set.dataUri(row, options),
    rows: () => [],
    areas: (at) => set.areas(at),
    slice: (start, end) => set.slice(start, end),
    close: () => set.close(),
  };
}

/** A row of that set. */
export const blobRowAt = ({ columns }: BlobSet, row: number): BlobRow => ({
  row,
  group: columns.group[row]!,
  image1_area: columns.image1_area[row]!,
  image2_area: columns.image2_area[row]!,
});
