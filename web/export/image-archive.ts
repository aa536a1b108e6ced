import type { ExportSource } from "./export-source.ts";
import type { Job } from "./job.ts";
import { tableCsv } from "./table-csv.ts";
import { WorkSlices } from "./work-slices.ts";
import { MOST_FILES, ZipWriter } from "./zip-writer.ts";

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
 * @throws RangeError for more images than an archive can hold: 65,534, or 4 GB
 */
export async function imageArchive(source: ExportSource, rows: ArrayLike<number>, { signal, onProgress }: Job): Promise<Blob> {
  const names = fileNames(source.images.names);
  const most = Math.floor((MOST_FILES - 1) / names.length);
  if (rows.length > most) {
    const expected = `at most ${most.toLocaleString("en-US")} for one archive`;
    throw new RangeError(`rows: expected ${expected}, got ${rows.length.toLocaleString("en-US")}`);
  }
  const zip = new ZipWriter();
  const slices = new WorkSlices(signal);
  const csv = await tableCsv(source, { rows, numbered: true, signal });
  zip.add("table.csv", new Uint8Array(await csv.arrayBuffer()));
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    for (const [image, name] of names.entries()) {
      signal.throwIfAborted();
      const made = source.images.png(row, image);
      zip.add(`row-${String(row).padStart(DIGITS, "0")}-${name}.png`, made instanceof Uint8Array ? made : await made);
      if (!slices.isOver) continue;
      onProgress(i + 1, rows.length);
      await slices.next();
    }
  }
  return zip.blob();
}
