// Where the charts of ours have their points, for a page that draws them itself: the same places as in the portable specs, and live.

export interface PlaceTable {
  readonly length: number;
  /** How many groups there are; 0 where rows have none. */
  readonly groups: number;
  /** For each row the index of its group; missing while that is not known. */
  readonly hues: Uint32Array | undefined;
  /** Of each metric every row's area. */
  readonly areas: readonly Float64Array[];
}

export interface Placement {
  readonly kind: "strip" | "scatter" | "histogram" | "repeat" | "dropdown";
  /** Index of the metric that is shown, where one is. */
  readonly metric: number;
  /** Of the axis of areas; of scatter's two: x, then y. */
  readonly domains: readonly (readonly [low: number, high: number])[];
  /** For each metric its jitter, as `jitterOf` gives it. */
  readonly jitters: readonly Float64Array[];
}

/** From left to right and from top to bottom of the plot 0 to 1. Of repeat all rows of a metric stand behind all rows of the one before. */
export interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const GOLDEN = 0.6180339887498949;
/** The share of a band that its points lie in. */
const BAND = 0.8;
/** Rows from which on a column is the wider the more rows have about the same area. */
const CROWD = 1000;
const BINS = 75;
/** The least width that a column has for a row, as a share of its greatest. */
const LEAST = 0.07;

/**
 * Numbers each group's rows in the order of their areas (by the first list, then the next, then by row) and lets them step by the golden ratio, so that rows
 * of about the same area lie far apart. 0 to 1; it stays when the areas change.
 */
export function jitterOf(hues: Uint32Array | undefined, ...areas: readonly Float64Array[]): Float64Array {
  const { length } = areas[0]!;
  const order = new Uint32Array(length);
  for (let row = 0; row < length; row++) order[row] = row;
  order.sort((a, b) => {
    if (hues && hues[a] !== hues[b]) return hues[a]! - hues[b]!;
    for (const list of areas) if (list[a] !== list[b]) return list[a]! - list[b]!;
    return a - b;
  });
  const jitter = new Float64Array(length);
  let rank = 0;
  for (let i = 0; i < length; i++) {
    const row = order[i]!;
    rank = i > 0 && hues && hues[row] !== hues[order[i - 1]!] ? 1 : rank + 1;
    jitter[row] = (rank * GOLDEN) % 1;
  }
  return jitter;
}

/** The jitter of rows whose groups and areas are still to come. */
export function earlyJitter(length: number): Float64Array {
  return Float64Array.from({ length }, (_, row) => ((row + 1) * GOLDEN) % 1);
}

/** How many points a kind of chart has of so many rows. */
export const pointCount = ({ kind }: Pick<Placement, "kind">, { length, areas }: PlaceTable): number =>
  kind === "repeat" ? length * areas.length : length;

/** How wide a group's column is at an area: by the root of how many rows are near. */
class Shape {
  readonly #low: number;
  readonly #step: number;
  readonly #width: Float64Array;

  constructor(areas: Float64Array, hues: Uint32Array | undefined, groups: number, [low, high]: readonly [number, number]) {
    this.#low = low;
    this.#step = BINS / (high - low);
    this.#width = new Float64Array(groups * BINS);
    for (let row = 0; row < areas.length; row++) {
      if (!Number.isNaN(areas[row])) this.#width[this.#place(areas[row]!, hues?.[row] ?? 0)]!++;
    }
    for (let group = 0; group < groups; group++) {
      const part = this.#width.subarray(group * BINS, (group + 1) * BINS);
      const most = part.reduce((a, b) => Math.max(a, b), 1);
      for (let bin = 0; bin < BINS; bin++) part[bin] = Math.max(LEAST, Math.sqrt(part[bin]! / most));
    }
  }

  #place(area: number, hue: number): number {
    const bin = Math.floor((area - this.#low) * this.#step);
    return hue * BINS + (bin > 0 ? (bin < BINS ? bin : BINS - 1) : 0);
  }

  at(area: number, hue: number): number {
    return this.#width[this.#place(area, hue)]!;
  }
}

/** Writes the places of a metric's rows along the axis of groups, each in its band of `bands`, the first of which is `first`. */
function placeInBands(
  along: Float64Array,
  at: number,
  { length, groups, hues }: PlaceTable,
  areas: Float64Array,
  jitter: Float64Array,
  domain: readonly [number, number],
  bands: number,
  first: number,
): void {
  // Until groups are known, all rows share the room of all groups.
  const isSorted = hues !== undefined || groups === 0;
  const width = (isSorted ? 1 : Math.max(1, groups)) / bands;
  const start = first / bands;
  const shape = isSorted && length > CROWD ? new Shape(areas, hues, Math.max(1, groups), domain) : undefined;
  for (let row = 0; row < length; row++) {
    const hue = hues?.[row] ?? 0;
    const spread = shape ? shape.at(areas[row]!, hue) : 1;
    along[at + row] = start + width * (hue + 0.5 + BAND * spread * (jitter[row]! - 0.5));
  }
}

function placeAreas(
  along: Float64Array,
  at: number,
  areas: Float64Array,
  [low, high]: readonly [number, number],
  up: boolean,
): void {
  const scale = 1 / (high - low);
  for (let row = 0; row < areas.length; row++) {
    const share = (areas[row]! - low) * scale;
    along[at + row] = up ? 1 - share : share;
  }
}

/** Writes every point's place into `places`, whose lists have room for `pointCount`. */
export function placePoints(table: PlaceTable, { kind, metric, domains, jitters }: Placement, { x, y }: Places): void {
  const { areas } = table;
  const bands = Math.max(1, table.groups);
  const [domain, other = domain] = domains as [readonly [number, number], (readonly [number, number])?];
  if (kind === "scatter") {
    placeAreas(x, 0, areas[0]!, domain, false);
    placeAreas(y, 0, areas[1]!, other, true);
  } else if (kind === "repeat") {
    const all = areas.length * (bands + 1) - 1;
    for (const [i, list] of areas.entries()) {
      placeInBands(x, i * table.length, table, list, jitters[i]!, domain, all, i * (bands + 1));
      placeAreas(y, i * table.length, list, domain, true);
    }
  } else {
    const isUp = kind === "dropdown";
    placeInBands(isUp ? x : y, 0, table, areas[metric]!, jitters[metric]!, domain, bands, 0);
    placeAreas(isUp ? y : x, 0, areas[metric]!, domain, isUp);
  }
}
