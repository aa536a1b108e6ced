// What is timed, the same in Node and in a page. Inputs come from one exact stream that NumPy has too, so that nobody copies them about.

/** Seed of every input and of every stream that is drawn from. */
export const SEED = "bench";

export const KERNELS = ["gaussian", "box", "threshold", "random", "rows", "png", "pool", "program", "page"] as const;
export type Kernel = (typeof KERNELS)[number];
export type Dtype = "f64" | "f32" | "u8";
export type Host = "node" | "browser";

interface Common {
  /** Tells it from the others, in files and on the command line. */
  readonly name: string;
  readonly title: string;
  /** What one call makes, and what that is called. */
  readonly items: number;
  readonly unit: "pixel" | "draw" | "row" | "image" | "update";
  /** Where it runs, if not everywhere. */
  readonly host?: Host;
  /** Only part of a full run. */
  readonly full?: boolean;
  /** A point of a curve: only the peers that are drawn take part. */
  readonly narrow?: boolean;
  /** Rounds of calls so long that more would take minutes. */
  readonly rounds?: number;
}

interface OfImages extends Common {
  readonly width: number;
  readonly dtype: Dtype;
  /** How many in one call; a single image without. */
  readonly images?: number;
}

export interface GaussianCase extends OfImages {
  readonly kernel: "gaussian";
  readonly sigma: number;
  readonly radius: number;
  readonly precision?: "single";
}

export interface BoxCase extends OfImages {
  readonly kernel: "box";
  readonly size: number;
}

export interface ThresholdCase extends OfImages {
  readonly kernel: "threshold";
  readonly operation: "area" | "mask";
  readonly threshold: number;
}

export interface RandomCase extends Common {
  readonly kernel: "random";
  readonly operation: "random" | "normal";
  readonly dtype: Dtype;
}

/** Rows of the tutorial's table in one thread: the table; its images too; the areas at other thresholds; tables of several lengths. */
export interface RowsCase extends Common {
  readonly kernel: "rows";
  readonly operation: "table" | "images" | "areas" | "lengths";
  /** How many rows each of the tables of several lengths has, the shortest first. */
  readonly lengths?: readonly number[];
}

export interface PngCase extends Common {
  readonly kernel: "png";
  readonly operation: "smooth" | "row" | "noisy" | "noise";
}

/** The same on 0, 1, 2, … workers; 0 is this thread. */
export interface PoolCase extends Common {
  readonly kernel: "pool";
  readonly operation: "table" | "images";
}

/** A program from its start to its end: it writes rows of the tutorial's table with their images to a file. */
export interface ProgramCase extends Common {
  readonly kernel: "program";
  readonly operation: "rows";
}

/** The viewer's page: rows from the click to the painted chart, or the chart while the threshold is dragged. */
export interface PageCase extends Common {
  readonly kernel: "page";
  readonly operation: "generate" | "drag";
  readonly rows: number;
}

export type FilterCase = GaussianCase | BoxCase;
export type ImageCase = FilterCase | ThresholdCase;
export type BenchCase = ImageCase | RandomCase | RowsCase | PngCase | PoolCase | ProgramCase | PageCase;

const TYPE_NAMES = { f64: "doubles", f32: "floats", u8: "bytes" };
const count = (value: number): string => value.toLocaleString("en-US");

type Extra = Pick<Common, "full" | "narrow" | "rounds">;
const NARROW: Extra = { narrow: true };
/** Calls of a second: two rounds a visit. */
const HUGE: Extra = { narrow: true, rounds: 2 };
const FULL: Extra = { full: true, narrow: true };

interface Image {
  readonly width: number;
  readonly dtype?: Dtype;
  readonly images?: number;
}

function imageParts({ width, dtype = "f64", images }: Image) {
  const stack = images === undefined ? "" : `${images}x`;
  return {
    parts: {
      width,
      dtype,
      ...(images !== undefined && { images }),
      items: (images ?? 1) * width * width,
      unit: "pixel" as const,
    },
    size: `${stack}${width}`,
    suffix: dtype === "f64" ? "" : `-${dtype}`,
    says: `${images === undefined ? "" : `a stack of ${images} × `}${width} × ${width} ${TYPE_NAMES[dtype]}`,
  };
}

function gaussian(sigma: number, image: Image, extra: Extra & { precision?: "single" } = {}): GaussianCase {
  const { parts, size, suffix, says } = imageParts(image);
  const single = extra.precision ? "-single" : suffix;
  return {
    kernel: "gaussian",
    name: `gaussian-${size}-s${sigma}${single}`,
    title: `Gaussian, sigma ${sigma}, ${says}${extra.precision ? ", in single precision" : ""}`,
    ...{ ...parts, sigma, radius: Math.floor(4 * sigma + 0.5) },
    ...extra,
  };
}

function box(image: Image, extra: Extra = {}): BoxCase {
  const { parts, size, suffix, says } = imageParts(image);
  return { kernel: "box", name: `box-${size}${suffix}`, title: `Box, size 38, ${says}`, ...parts, size: 38, ...extra };
}

function threshold(operation: ThresholdCase["operation"], image: Image, extra: Extra = {}): ThresholdCase {
  const { parts, size, suffix, says } = imageParts(image);
  const title = `${{ area: "Share of pixels above a threshold", mask: "Mask above a threshold" }[operation]}, ${says}`;
  return { kernel: "threshold", operation, name: `${operation}-${size}${suffix}`, title, ...parts, threshold: 0.4, ...extra };
}

const random = (operation: RandomCase["operation"], what: string): RandomCase => ({
  kernel: "random",
  operation,
  name: operation,
  title: `1,000,000 ${what} draws`,
  dtype: "f64",
  items: 1_000_000,
  unit: "draw",
});

const rows = (operation: RowsCase["operation"], items: number, title: string, extra: Partial<RowsCase> = {}): RowsCase => ({
  ...{ kernel: "rows", operation, name: `rows-${operation}`, title, items, unit: "row" },
  ...extra,
});

const png = (operation: PngCase["operation"], what: string): PngCase => ({
  kernel: "png",
  operation,
  name: `png-${operation}`,
  title: `PNGs of 40 images, 202 × 96 grey bytes: ${what}`,
  items: 40,
  unit: "image",
});

const pool = (operation: PoolCase["operation"], items: number, what: string): PoolCase => ({
  kernel: "pool",
  operation,
  name: `pool-${operation}`,
  title: `${count(items)} rows ${what}, by number of workers`,
  items,
  unit: "row",
});

const program = (items: number, rounds: number, extra: Extra = {}): ProgramCase => ({
  ...{ kernel: "program", operation: "rows", name: `program-${items}`, items, unit: "row", host: "node", rounds },
  title: `A program that writes ${count(items)} rows with their images to a file, start and end included`,
  ...extra,
});

/** Frames of a call in which the threshold is dragged. */
const DRAGGED = 30;

const page = (operation: PageCase["operation"], of: number, title: string, extra: Partial<PageCase> = {}): PageCase => ({
  ...{ kernel: "page", operation, name: `page-${operation}-${of}`, title, host: "browser", rows: of },
  ...(operation === "generate" ? { items: of, unit: "row" } : { items: DRAGGED, unit: "update" }),
  ...extra,
});

/** Three rounds: of the longest table a single one takes seconds. */
const lengths = (most: number, extra: Extra = {}): RowsCase => ({
  ...rows("lengths", 5_000, `Tables of 5,000 and ${count(most)} rows: what a row of each takes`, {
    lengths: [5_000, most],
    rounds: 3,
  }),
  name: `rows-to-${most}`,
  ...extra,
});

export const CASES: readonly BenchCase[] = [
  gaussian(14.4, { width: 96 }),
  gaussian(5, { width: 512 }),
  gaussian(5, { width: 2048 }),
  gaussian(14.4, { width: 96, dtype: "f32" }, { precision: "single" }),
  gaussian(5, { width: 2048, dtype: "f32" }, { precision: "single" }),
  gaussian(5, { width: 96 }, NARROW),
  gaussian(5, { width: 256 }, NARROW),
  gaussian(5, { width: 1024 }, NARROW),
  gaussian(5, { width: 4096 }, HUGE),
  gaussian(1, { width: 512 }, NARROW),
  gaussian(2, { width: 512 }, NARROW),
  gaussian(10, { width: 512 }, NARROW),
  gaussian(20, { width: 512 }, NARROW),
  gaussian(5, { width: 512, dtype: "f32" }, NARROW),
  gaussian(5, { width: 512, dtype: "u8" }, NARROW),
  gaussian(3, { width: 96, images: 200 }),
  gaussian(5, { width: 192 }, FULL),
  gaussian(5, { width: 384 }, FULL),
  gaussian(5, { width: 768 }, FULL),
  gaussian(5, { width: 1536 }, FULL),
  gaussian(0.5, { width: 512 }, FULL),
  gaussian(3, { width: 512 }, FULL),
  gaussian(7, { width: 512 }, FULL),
  gaussian(40, { width: 512 }, FULL),
  gaussian(5, { width: 2048, dtype: "f32" }, FULL),
  gaussian(5, { width: 2048, dtype: "u8" }, FULL),
  gaussian(5, { width: 512, dtype: "f32" }, { ...FULL, precision: "single" }),
  box({ width: 96 }),
  box({ width: 512 }),
  box({ width: 2048 }),
  box({ width: 256 }, NARROW),
  box({ width: 1024 }, NARROW),
  box({ width: 4096 }, HUGE),
  box({ width: 2048, dtype: "f32" }),
  box({ width: 512, dtype: "u8" }, FULL),
  box({ width: 96, images: 200 }, FULL),
  threshold("area", { width: 96 }),
  threshold("area", { width: 2048 }),
  threshold("mask", { width: 512 }),
  threshold("area", { width: 2048, dtype: "f32" }, { full: true }),
  threshold("area", { width: 96, images: 200 }, { full: true }),
  random("normal", "standard normal"),
  random("random", "uniform"),
  rows("table", 2000, "2,000 rows of the tutorial's table: 2 × 2,000 images of 96 × 96, their areas, the groups", {
    rounds: 2,
  }),
  rows("images", 500, "500 rows of the tutorial's table with the images as data URIs: PNGs of both, labelled"),
  rows(
    "areas",
    1000,
    "The areas of 1,000 rows, 2 × 1,000 images of 96 × 96, at another threshold: from an index or images that are there",
  ),
  lengths(20_000),
  lengths(100_000, { full: true }),
  png("smooth", "two circles each"),
  png("row", "the tutorial's pairs of a circle and a square"),
  png("noisy", "two squares of noise each"),
  png("noise", "noise all over"),
  pool("table", 4000, "of streams of their own"),
  pool("images", 1000, "of streams of their own, with both images as data URIs"),
  program(1000, 2),
  program(100_000, 1, { full: true }),
  page("generate", 10_000, "10,000 rows in the viewer, from the click to the painted chart", { rounds: 3 }),
  page("generate", 100_000, "100,000 rows in the viewer, from the click to the painted chart", { rounds: 1, full: true }),
  page("drag", 10_000, "The viewer's chart of 10,000 rows while the threshold is dragged", { rounds: 5 }),
];
