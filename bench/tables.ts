import { type BlobSet, generateBlobs } from "../src/index.ts";

/** Where areas are asked for again: the numbers that a slider passes, none of which is the set's own. */
export const AREAS_AT = 0.55;

type Areas = Pick<BlobSet["columns"], "image1_area" | "image2_area">;

const flatAreas = ({ image1_area, image2_area }: Areas): Float64Array => Float64Array.of(...image1_area, ...image2_area);

/** A set's areas, then its groups' numbers. */
export function tableOf({ columns, options }: BlobSet): Float64Array {
  const numbers = new Map(options.groups.map((group, i) => [group, i]));
  const { length } = columns.group;
  const values = new Float64Array(3 * length);
  values.set(columns.image1_area);
  values.set(columns.image2_area, length);
  for (const [i, group] of columns.group.entries()) values[2 * length + i] = numbers.get(group)!;
  return values;
}

export const areasIn = (set: BlobSet, threshold: number): Float64Array => flatAreas(set.areas(threshold));

/** The areas of the tutorial's images at another threshold, as drawing them at that threshold gives them. */
export async function areasOf(rows: number, threshold: number): Promise<Float64Array> {
  const set = await generateBlobs({ rows, threshold, workers: 0, areaIndex: false });
  try {
    return flatAreas(set.columns);
  } finally {
    set.close();
  }
}
