import { checkChoice, checkInteger, checkNumber, checkOptions, decimal, show, wrongKind, wrongValue } from "../base/checks.ts";
import type { Progress } from "../base/rate.ts";
import type { ModuleSource } from "../kernels/source.ts";
import { type Seed, seedFromText, seedWords } from "../random/seed.ts";
import { checkWorkers } from "../threads/check-workers.ts";
import type { WorkerPool } from "./pool/pool.ts";
import type { BlobSettings } from "./rows/settings.ts";

/** Rows of a run that is under way, from `first` to before `end`: areas, and groups where they are known. The lists are views, to be read at once. */
export interface DrawnPart {
  first: number;
  end: number;
  image1_area: Float64Array;
  image2_area: Float64Array;
  /** With `stream: "numpy"` the groups come behind all squares: missing. */
  group?: readonly string[];
}

/** The data set's options. `ndpeek blobs --help` lists them with units, defaults and limits. */
export interface BlobOptions {
  /** Rows, 1 to 10,000,000. Default 200. */
  rows?: number;
  /** Seed of the one random stream. Default `"altair"`. */
  seed?: Seed;
  /** Pixels a side. Default 96. */
  width?: number;
  /** 2 for images, 3 for volumes (the noise stays 2-D and broadcasts, as in the tutorial's code). Default 2. */
  dims?: 2 | 3;
  /** A pixel counts to the area when it is greater. Default 0.4. */
  threshold?: number;
  /** Names the rows' groups are drawn from. Default a, b, c. */
  groups?: readonly string[];
  /** Circles: standard deviations as shares of the width. Default 0.05, 0.1, 0.15. */
  circle?: { sizes?: readonly number[] };
  /** Squares: sides as shares of the width (default 0.3, 0.4, 0.5) and the mean of the noise (default 4). */
  square?: { sizes?: readonly number[]; mean?: number };
  /**
   * `"numpy"` (default): all circles, all squares, all groups from one stream, as the tutorial draws them. `"spawn"`: row i is drawn
   * from `SeedSequence(seed).spawn(rows)[i]`: circle, then square, then group.
   */
  stream?: "numpy" | "spawn";
  /**
   * Threads beside this one; 0: this one alone, in slices. Default: one less than there are cores, at least 1, or 0 for a set that is made
   * sooner than a worker starts. Where workers are forbidden, this thread does the work; a Node before 20.16, which cannot start any,
   * refuses a number above 0. The rows do not depend on it.
   */
  workers?: number;
  /**
   * Workers that other runs have, too (see `openWorkers`), in place of `workers` and `module`. Default: workers of this run only, which end
   * with it.
   */
  pool?: WorkerPool;
  /**
   * Keep for each row a quarter of a kilobyte and a byte a pixel of its square (1.8 kB at width 96), from which `areas` answers in a few
   * microseconds. Default: where that is 40 MB at the most. Volumes have none.
   */
  areaIndex?: boolean;
  /** What it throws ends the run; what it returns is not looked at. */
  onProgress?: (progress: Progress) => void;
  /** Hears of rows as soon as they are measured, in any order, each once. What it throws ends the run. */
  onRows?: (part: DrawnPart) => void;
  /** Rejects with `signal.reason`. */
  signal?: AbortSignal;
  module?: ModuleSource;
}

/** One option of the data set: the same name, default, check and text form for the API, CLI flags, URL parameters and attributes. */
export interface BlobOption<T = unknown> {
  /** Name in {@link BlobOptions}; a dot leads into an inner object. */
  readonly name: string;
  /** Name as a flag, URL parameter or attribute. */
  readonly flag: string;
  readonly placeholder: string;
  readonly default: T;
  readonly doc: string;
  /** Returns the value, or throws a TypeError or RangeError that names `name`. */
  check(value: unknown, name: string): T;
  /** What a text stands for, to be checked by `check`; throws where it can stand for nothing. */
  parse(text: string, name: string): unknown;
}

const ROWS_LIMIT = 10_000_000;
const PIXELS_LIMIT = 2 ** 24;
const SIZE_LIMIT = 16;
/** A recipe has 16 bits for which size it is. */
const SIZES_LIMIT = 65_536;

function parseNumber(text: string, name: string): number {
  const number = decimal(text);
  if (number === undefined) throw new TypeError(`${name}: expected a number, got ${show(text)}`);
  return number;
}

const parseNumbers = (text: string, name: string): number[] => text.split(",").map((part) => parseNumber(part, name));

function parseGroups(text: string, name: string): string[] {
  const names = text.split(",");
  if (names.includes("")) throw new RangeError(`${name}: expected names with commas between them, got ${show(text)}`);
  return names;
}

function checkSizes(value: unknown, name: string): readonly number[] {
  const expected = `a non-empty list of numbers from 0 to ${SIZE_LIMIT} (shares of the width)`;
  if (!Array.isArray(value)) throw wrongKind(name, expected, value);
  if (value.length === 0) throw wrongValue(name, expected, value);
  if (value.length > SIZES_LIMIT) throw new RangeError(`${name}: expected at most ${SIZES_LIMIT} sizes, got ${value.length}`);
  return Object.freeze(Array.from(value, (item, i) => checkNumber(item, `${name}[${i}]`, 0, SIZE_LIMIT)));
}

function checkGroups(value: unknown, name: string): readonly string[] {
  const expected = "a non-empty list of strings";
  if (!Array.isArray(value)) throw wrongKind(name, expected, value);
  if (value.length === 0) throw wrongValue(name, expected, value);
  const names = Array.from(value);
  if (names.some((item) => typeof item !== "string")) throw wrongKind(name, expected, value);
  return Object.freeze(names);
}

function checkSeed(value: unknown, name: string): Seed {
  seedWords(value as Seed, name);
  return Array.isArray(value) ? Object.freeze([...value]) : (value as Seed);
}

function checkDims(value: unknown, name: string): 2 | 3 {
  if (value !== 2 && value !== 3) throw (typeof value === "number" ? wrongValue : wrongKind)(name, "2 or 3", value);
  return value;
}

const option = <T>(entry: BlobOption<T>): BlobOption<T> => entry;

/** The one table of the data set's options. */
export const blobOptionTable = [
  option({
    name: "rows",
    flag: "rows",
    placeholder: "N",
    default: 200,
    doc: `rows, 1 to ${ROWS_LIMIT.toLocaleString("en-US")}`,
    check: (value, name) => checkInteger(value, name, 1, ROWS_LIMIT),
    parse: parseNumber,
  }),
  option<Seed>({
    name: "seed",
    flag: "seed",
    placeholder: "SEED",
    default: "altair",
    doc: "seed of NumPy's default_rng: digits are an integer, digits with commas a list, anything else its code points",
    check: checkSeed,
    parse: seedFromText,
  }),
  option({
    name: "width",
    flag: "width",
    placeholder: "PIXELS",
    default: 96,
    doc: "pixels a side, 1 to 4096 (256 with --dims 3)",
    check: (value, name) => checkInteger(value, name, 1, Math.sqrt(PIXELS_LIMIT)),
    parse: parseNumber,
  }),
  option<2 | 3>({
    name: "dims",
    flag: "dims",
    placeholder: "2|3",
    default: 2,
    doc: "images (2) or volumes (3; shown as their maximum projection)",
    check: checkDims,
    parse: parseNumber,
  }),
  option({
    name: "threshold",
    flag: "threshold",
    placeholder: "T",
    default: 0.4,
    doc: "pixels greater than this count to the area",
    check: (value, name) => checkNumber(value, name),
    parse: parseNumber,
  }),
  option<readonly string[]>({
    name: "groups",
    flag: "groups",
    placeholder: "a,b,c",
    default: Object.freeze(["a", "b", "c"]),
    doc: "group names, drawn at random",
    check: checkGroups,
    parse: parseGroups,
  }),
  option<readonly number[]>({
    name: "circle.sizes",
    flag: "circle-sizes",
    placeholder: "S,…",
    default: Object.freeze([0.05, 0.1, 0.15]),
    doc: "standard deviations of the circles, shares of the width",
    check: checkSizes,
    parse: parseNumbers,
  }),
  option<readonly number[]>({
    name: "square.sizes",
    flag: "square-sizes",
    placeholder: "S,…",
    default: Object.freeze([0.3, 0.4, 0.5]),
    doc: "sides of the squares, shares of the width; under one pixel leaves the single pixel",
    check: checkSizes,
    parse: parseNumbers,
  }),
  option({
    name: "square.mean",
    flag: "square-mean",
    placeholder: "M",
    default: 4,
    doc: "mean of the squares' normal noise (standard deviation 1)",
    check: (value, name) => checkNumber(value, name),
    parse: parseNumber,
  }),
  option<"numpy" | "spawn">({
    name: "stream",
    flag: "stream",
    placeholder: "numpy|spawn",
    default: "numpy",
    doc: "one stream in the tutorial's order, or a spawned stream a row",
    check: (value, name) => checkChoice(value, name, ["numpy", "spawn"]),
    parse: (text) => text,
  }),
] as const;

const RUN_OPTIONS = ["workers", "pool", "areaIndex", "onProgress", "onRows", "signal", "module"];

/** Of any realm, or made by a library. */
const isSignal = (value: unknown): boolean =>
  typeof (value as AbortSignal | null)?.throwIfAborted === "function" &&
  typeof (value as AbortSignal).addEventListener === "function";

function checkRunOptions(options: Partial<BlobOptions>): void {
  if (options.workers !== undefined) checkWorkers(options.workers);
  for (const name of ["workers", "module"] as const) {
    if (options.pool === undefined || options[name] === undefined) continue;
    throw new TypeError(`${name}: expected nothing beside a pool, which has its own; got ${show(options[name])}`);
  }
  const { onProgress, onRows, signal, areaIndex } = options;
  if (areaIndex !== undefined && typeof areaIndex !== "boolean") throw wrongKind("areaIndex", "true or false", areaIndex);
  if (onProgress !== undefined && typeof onProgress !== "function") throw wrongKind("onProgress", "a function", onProgress);
  if (onRows !== undefined && typeof onRows !== "function") throw wrongKind("onRows", "a function", onRows);
  if (signal !== undefined && !isSignal(signal)) throw wrongKind("signal", "an AbortSignal", signal);
}

/** Sets an option by its name in the table. */
export function setOption(options: Record<string, unknown>, name: string, value: unknown): void {
  const [outer, inner] = name.split(".") as [string, string | undefined];
  options[outer] = inner === undefined ? value : { ...(options[outer] as object | undefined), [inner]: value };
}

/** Checks `options`, fills in the defaults and freezes the result; throws before any memory is taken. */
export function blobSettings(options?: BlobOptions): BlobSettings {
  const tableNames = blobOptionTable.map((entry) => entry.name);
  const outerNames = [...new Set(tableNames.map((name) => name.split(".")[0]!))];
  const given = checkOptions(options, "options", [...outerNames, ...RUN_OPTIONS]) as Record<string, unknown>;
  const settings: Record<string, unknown> = {};
  for (const { name, default: fallback, check } of blobOptionTable) {
    const [outer, inner] = name.split(".") as [string, string | undefined];
    if (inner === undefined) {
      setOption(settings, name, given[outer] === undefined ? fallback : check(given[outer], name));
      continue;
    }
    const siblings = tableNames.filter((other) => other.startsWith(`${outer}.`)).map((other) => other.split(".")[1]!);
    const group = checkOptions(given[outer] as Record<string, unknown> | undefined, outer, siblings);
    setOption(settings, name, group[inner] === undefined ? fallback : check(group[inner], name));
  }
  checkRunOptions(given as Partial<BlobOptions>);
  const result = settings as unknown as BlobSettings;
  if (result.width ** result.dims > PIXELS_LIMIT) {
    throw new RangeError(`width: expected at most ${Math.floor(Math.cbrt(PIXELS_LIMIT))} with dims 3, got ${result.width}`);
  }
  Object.freeze(result.circle);
  Object.freeze(result.square);
  return Object.freeze(result);
}
