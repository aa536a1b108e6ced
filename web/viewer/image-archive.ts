import { BlobParts } from "./blob-parts.ts";
import type { ExportSource } from "./export-source.ts";
import type { Job } from "./job.ts";
import { tableCsv } from "./table-csv.ts";
import { WorkSlices } from "./work-slices.ts";

/** Of an archive without the extension for more (APPNOTE 4.4.21 to 4.4.24). */
const MOST_FILES = 65_535;
const MOST_BYTES = 2 ** 32 - 1;
const DIGITS = 5;

/** As files may be called on every system; each once. */
export function fileNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const stem = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^\.+/, "") || "image";
    let free = stem;
    for (let i = 2; taken.has(free.toLowerCase()); i++) free = `${stem}-${i}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/**
 * A zip of the rows' images as PNGs, which are compressed already, and of the rows' table. Images are made in slices, so that the page stays alive.
 *
 * @throws RangeError for more than 65,534 images or 4 GB, which an archive cannot hold
 */
export async function imageArchive(source: ExportSource, rows: ArrayLike<number>, { signal, onProgress }: Job): Promise<Blob> {
  const names = fileNames(source.images.names);
  const count = rows.length * names.length;
  if (count + 1 > MOST_FILES) {
    const most = Math.floor((MOST_FILES - 1) / names.length).toLocaleString("en-US");
    throw new RangeError(`rows: expected at most ${most} for one archive, got ${rows.length.toLocaleString("en-US")}`);
  }
  const { Zip, ZipPassThrough } = await import("fflate");
  const parts = new BlobParts();
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part as Uint8Array<ArrayBuffer>);
  });
  const add = (name: string, bytes: Uint8Array): void => {
    const file = new ZipPassThrough(name);
    zip.add(file);
    file.push(bytes, true);
    if (parts.written > MOST_BYTES)
      throw new RangeError("the images are larger than the 4 GB of an archive: please choose fewer rows");
  };
  const slices = new WorkSlices(signal);
  const csv = await tableCsv(source, { rows, numbered: true, signal });
  add("table.csv", new Uint8Array(await csv.arrayBuffer()));
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    for (const [image, name] of names.entries()) {
      const made = source.images.png(row, image);
      add(`row-${String(row).padStart(DIGITS, "0")}-${name}.png`, made instanceof Uint8Array ? made : await made);
      if (!slices.isOver) continue;
      onProgress(i + 1, rows.length);
      await slices.next();
    }
  }
  zip.end();
  return parts.blob("application/zip");
}
