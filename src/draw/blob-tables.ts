import { type BlobSet, keptRows } from "../blobs/blob-set.ts";
import { METRICS } from "../blobs/metrics.ts";
import type { DrawnPart } from "../blobs/options.ts";
import type { Which } from "../blobs/rows/blob-picture.ts";
import type { BlobSettings } from "../blobs/rows/settings.ts";
import { asValues } from "../pictures/image-planes.ts";
import type { RowImages } from "./coloured-pictures.ts";
import type { PeekTable } from "./peek-table.ts";

export interface Areas {
  readonly image1_area: Float64Array;
  readonly image2_area: Float64Array;
}

const whichOf = (metric: number | undefined): Which => (metric === undefined ? "both" : METRICS[metric]!.image);

/** The table of a blob set, whole or under way. */
export const blobTable = (
  { dims, groups }: Pick<BlobSettings, "dims" | "groups">,
  threshold: number,
  length: number,
  areas: Areas,
  hues: Uint32Array | undefined,
): PeekTable => ({
  length,
  groups: [...new Set(groups)],
  hues,
  metrics: METRICS.map(({ field, image, name }) => ({ name: image, label: name, areas: areas[field] })),
  meaning: `share of ${dims === 3 ? "voxels" : "pixels"} > ${threshold}`,
  reference: (row, metric) => ({ which: whichOf(metric), rows: [row] }),
});

/** For each row the index of its group among those that differ. */
export function groupHues(groups: readonly string[], column: readonly string[]): Uint32Array {
  const index = new Map([...new Set(groups)].map((name, i) => [name, i]));
  return Uint32Array.from(column, (name) => index.get(name)!);
}

export function tableOf(set: BlobSet): PeekTable {
  const { options, columns, length } = set;
  // The set knows groups by their indices; a name may stand there twice.
  const places = groupHues(options.groups, options.groups);
  const hues = keptRows(set)?.groups.map((index) => places[index]!) ?? groupHues(options.groups, columns.group);
  return blobTable(options, options.threshold, length, columns, hues);
}

/** The images of a set's rows. */
export const blobImages = (set: BlobSet): readonly RowImages[] =>
  METRICS.map(({ image, name }) => ({
    name: image,
    label: name,
    length: set.length,
    image: (row: number) => asValues(set.image(row, image)),
    range: [0, 1],
  }));

/** The table of a run that is under way: rows that are still to come have no areas. */
export class GrowingTable {
  readonly table: PeekTable;
  readonly #areas: Areas;
  readonly #hues: Uint32Array | undefined;
  readonly #groups: readonly string[];

  constructor(settings: BlobSettings) {
    const { rows, groups, stream, threshold } = settings;
    const unknown = (): Float64Array => new Float64Array(rows).fill(Number.NaN);
    this.#areas = { image1_area: unknown(), image2_area: unknown() };
    // Rows of one stream come without their groups.
    this.#hues = stream === "spawn" ? new Uint32Array(rows) : undefined;
    this.#groups = groups;
    this.table = blobTable(settings, threshold, rows, this.#areas, this.#hues);
  }

  add({ first, image1_area, image2_area, group }: DrawnPart): void {
    this.#areas.image1_area.set(image1_area, first);
    this.#areas.image2_area.set(image2_area, first);
    if (group) this.#hues?.set(groupHues(this.#groups, group), first);
  }
}
