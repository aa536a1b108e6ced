import { MEDIA_TYPES } from "../../src/base/media-types.ts";
import { csvFields } from "../../src/io/tables.ts";
import { BlobParts } from "./blob-parts.ts";
import type { ExportSource } from "./export-source.ts";
import { WorkSlices } from "./work-slices.ts";

interface Column {
  readonly name: string;
  readonly value: (row: number) => string | number;
}

/** A blob set's columns are the command's; those of own stacks too, which `ndpeek measure` names by the stack. */
function columnsOf({ table, thresholds }: ExportSource, numbered: boolean): Column[] {
  const { groups, hues } = table;
  return [
    ...(numbered ? [{ name: "row", value: (row: number) => row }] : []),
    ...(hues ? [{ name: "group", value: (row: number) => groups[hues[row]!]! }] : []),
    ...table.metrics.flatMap(({ name, areas }, i) => {
      const own = thresholds?.[i];
      return [
        { name: `${name}_area`, value: (row: number) => areas[row]! },
        ...(own ? [{ name: `${name}_threshold`, value: (row: number) => own[row]! }] : []),
      ];
    }),
  ];
}

export interface CsvOptions {
  /** Which rows, in this order. Default: all. */
  readonly rows?: ArrayLike<number>;
  /** Whether the rows' numbers are a column. Default: where the rows are not a blob set's. */
  readonly numbered?: boolean;
  readonly signal?: AbortSignal;
}

/** The table as CSV, numbers in shortest round-trip form, the areas at the threshold that is shown. */
export async function tableCsv(source: ExportSource, { rows, numbered = !source.blobs, signal }: CsvOptions = {}): Promise<Blob> {
  const columns = columnsOf(source, numbered);
  const slices = new WorkSlices(signal);
  const length = rows?.length ?? source.table.length;
  const parts = new BlobParts();
  parts.push(csvFields(columns.map(({ name }) => name)));
  for (let i = 0; i < length; i++) {
    const row = rows ? rows[i]! : i;
    parts.push(csvFields(columns.map(({ value }) => value(row))));
    if (slices.isOver) await slices.next();
  }
  return parts.blob(MEDIA_TYPES.csv);
}
