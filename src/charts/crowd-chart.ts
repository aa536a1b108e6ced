// Either chart for more rows than a portable spec should hold and Vega's transforms place in good time: what is drawn is placed here. It is for a
// page with our tooltip handler.
import type { BlobSet } from "../blob-set.ts";
import { imageReference, referenceExpression } from "../image-reference.ts";
import { type ChartKind, columnsOf, METRIC_MENU, titleOf } from "./blob-chart.ts";
import { areaAlongY, groupColor } from "./channels.ts";
import { literals } from "./expressions.ts";
import { METRICS } from "./metrics.ts";
import { checkChart } from "./options.ts";
import { areaMeaning, areaOfBoth, groupsOf, HEIGHT, highestArea, huesOf, indices, SCHEMA } from "./set-words.ts";
import { CHART_TITLES } from "./titles.ts";

/** Rows that are all drawn as points; of more, a sample. */
export const MOST_POINTS = 10_000;
const SAMPLE = 2_000;
const BINS = 75;
const GOLDEN = 0.6180339887498949;
/** Half the width of a column where it has the most rows, and the least it has for a row; columns are 1 apart. Widths grow with the root. */
const HALF = 0.44;
const LEAST = 0.03;

type Metric = (typeof METRICS)[number];

/** A row as a point: of one metric, or of both where a menu chooses. */
interface Point {
  row: number;
  group: string;
  hue: number;
  x?: number;
  area?: number;
  metric?: string;
  image?: string;
  image1_area?: number;
  image1_x?: number;
  image2_area?: number;
  image2_x?: number;
}

/** How many rows of a column have their area from `area` to `until`: the more, the wider. */
interface Shade {
  x: number;
  right: number;
  hue: number;
  group: string;
  metric: string;
  area: number;
  until: number;
  rows: number;
}

/** What the tooltip of a point or a shade says. */
export function crowdTooltip(datum: Point & Partial<Shade>): Record<string, unknown> {
  const { image, group, metric, area, row, rows, until } = datum;
  if (rows !== undefined) {
    return {
      Group: group,
      Metric: metric,
      Area: `${area!.toFixed(4)} to ${until!.toFixed(4)}`,
      Rows: rows.toLocaleString("en-US"),
    };
  }
  return { image, Group: group, Metric: metric, Area: area!.toFixed(4), Row: row };
}

/** The rows of a sample: every n-th is as good as any, for each is drawn by itself. */
function sampled(length: number): number[] {
  const step = length > MOST_POINTS ? length / SAMPLE : 1;
  return Array.from({ length: Math.floor(length / step) }, (_, i) => Math.floor(i * step));
}

/** The set's columns of one metric: how many rows each bin has, and how wide it is drawn. */
class Histograms {
  readonly bins: Uint32Array;
  readonly width: number;
  readonly #groups: number;
  readonly #most: Float64Array;

  constructor({ columns, length }: BlobSet, field: Metric["field"], hues: Uint32Array, groups: number, highest: number) {
    this.width = highest / BINS;
    this.#groups = groups;
    this.bins = new Uint32Array(groups * BINS);
    for (let row = 0; row < length; row++) this.bins[hues[row]! * BINS + this.binOf(columns[field][row]!)]!++;
    this.#most = Float64Array.from({ length: groups }, (_, hue) =>
      Math.max(1, ...this.bins.subarray(hue * BINS, (hue + 1) * BINS)),
    );
  }

  binOf(area: number): number {
    return Math.min(BINS - 1, Math.floor(area / this.width));
  }

  half(hue: number, bin: number): number {
    return Math.max(LEAST, HALF * Math.sqrt(this.bins[hue * BINS + bin]! / this.#most[hue]!));
  }

  shades(position: (hue: number) => number, groups: readonly string[], metric: string): Shade[] {
    const shades: Shade[] = [];
    for (let hue = 0; hue < this.#groups; hue++) {
      for (let bin = 0; bin < BINS; bin++) {
        const rows = this.bins[hue * BINS + bin]!;
        if (rows === 0) continue;
        const half = this.half(hue, bin);
        const [x, right] = [position(hue) - half, position(hue) + half];
        shades.push({ x, right, hue, group: groups[hue]!, metric, area: bin * this.width, until: (bin + 1) * this.width, rows });
      }
    }
    return shades;
  }
}

/** Places from left to right within a column: neighbours in area lie far apart, and all within the column's shape. */
function spread(
  rows: readonly number[],
  areas: Float64Array,
  hues: Uint32Array,
  shape: Histograms,
  center: (hue: number) => number,
) {
  const order = Array.from(rows.keys()).sort((a, b) => {
    const [one, other] = [rows[a]!, rows[b]!];
    return hues[one]! - hues[other]! || areas[one]! - areas[other]! || one - other;
  });
  const x = new Float64Array(rows.length);
  for (const [rank, i] of order.entries()) {
    const row = rows[i]!;
    const hue = hues[row]!;
    x[i] = center(hue) + (2 * ((rank * GOLDEN) % 1) - 1) * shape.half(hue, shape.binOf(areas[row]!));
  }
  return x;
}

/** Either chart of many rows: the more rows, the wider their column; all are points up to 10,000, else a sample. */
export function crowdChart(kind: ChartKind, set: BlobSet): object {
  const groups = groupsOf(set);
  const hues = huesOf(set);
  const rows = sampled(set.length);
  const metrics = METRICS.map((metric, m) => {
    const center = (hue: number): number => (kind === "repeat" ? m * (groups.length + 1) + hue : hue);
    const shape = new Histograms(set, metric.field, hues, groups.length, highestArea(set));
    return {
      ...metric,
      areas: set.columns[metric.field],
      center,
      shape,
      x: spread(rows, set.columns[metric.field], hues, shape, center),
    };
  });
  const base = (row: number) => ({ row, group: set.columns.group[row]!, hue: hues[row]! });
  const points: Point[] =
    kind === "repeat"
      ? metrics.flatMap(({ areas, name, x }) =>
          rows.map((row, i) => ({ ...base(row), x: x[i]!, area: areas[row]!, metric: name, image: imageReference("both", row) })),
        )
      : rows.map((row, i) =>
          metrics.reduce<Point>(
            (point, { field, image, areas, x }) => Object.assign(point, { [field]: areas[row]!, [`${image}_x`]: x[i]! }),
            base(row),
          ),
        );
  const shades = metrics.flatMap(({ shape, center, name }) => shape.shades(center, groups, name));
  return specOf(kind, set, groups, points, shades, rows.length);
}

function specOf(
  kind: ChartKind,
  set: BlobSet,
  groups: readonly string[],
  points: readonly Point[],
  shades: readonly Shade[],
  drawn: number,
): object {
  const columns = columnsOf(kind, groups);
  const chart = checkChart({ images: "hover", width: "container" }, { title: CHART_TITLES[kind], width: 0 });
  const chosen = (texts: readonly string[]) =>
    `${literals(texts)}[indexof(${literals(METRICS.map(({ field }) => field))}, shown)]`;
  const names = METRICS.map(({ name }) => name);
  const label = `truncate(${literals(columns.groups)}[datum.value], max(3, floor((scale('x', 1) - scale('x', 0)) / 7)))`;
  const x = {
    field: "x",
    type: "quantitative",
    title: kind === "dropdown" ? "Group" : null,
    scale: { domain: [-0.5, columns.groups.length - 0.5], nice: false, zero: false },
    axis: {
      values: columns.groups.map((_, i) => i),
      grid: false,
      ticks: false,
      labelPadding: 6,
      labelExpr: columns.metrics.length > 0 ? `[${label}, ${literals(columns.metrics)}[datum.value]]` : label,
    },
  };
  const y = areaAlongY(areaOfBoth(set));
  const color = groupColor({ hues: indices(groups) });
  const shadeLayer = {
    data: { values: shades },
    ...(kind === "dropdown" && { transform: [{ filter: `datum.metric === ${chosen(names)}` }] }),
    mark: { type: "rect", opacity: 0.25, aria: false, tooltip: { content: "data" } },
    encoding: { x, x2: { field: "right" }, y, y2: { field: "until" }, color },
  };
  const pointLayer = {
    data: { values: points },
    ...(kind === "dropdown" && {
      transform: [
        { calculate: "datum[shown]", as: "area" },
        { calculate: `datum[${chosen(METRICS.map(({ image }) => `${image}_x`))}]`, as: "x" },
        { calculate: chosen(names), as: "metric" },
        { calculate: referenceExpression(chosen(METRICS.map(({ image }) => image))), as: "image" },
      ],
    }),
    // The stroke that tells points apart costs more than all else of so many.
    mark: { type: "circle", opacity: 1, aria: false, stroke: null, size: drawn > SAMPLE ? 8 : 16, tooltip: { content: "data" } },
    encoding: { x, y, color },
  };
  const all = set.length.toLocaleString("en-US");
  const shown = drawn === set.length ? "All" : `${drawn.toLocaleString("en-US")} of`;
  // Two lines: one would be cut off on a phone.
  const note = [`${shown} ${all} rows as points;`, "the wider a column, the more rows"];
  const title = titleOf(kind, chart);
  return {
    $schema: SCHEMA,
    title: typeof title === "string" ? { text: title, subtitle: note } : { ...(title as object), subtitle: note },
    description: `${chart.title}: ${all} rows in ${groups.length} groups, area as ${areaMeaning(set)}. ${note.join(" ")}.`,
    width: chart.width,
    height: HEIGHT,
    ...(kind === "dropdown" && { params: [METRIC_MENU] }),
    layer: [shadeLayer, pointLayer],
  };
}
