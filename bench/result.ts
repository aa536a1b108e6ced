import { type BenchCase, CASES, KERNELS, type Kernel } from "./cases.ts";
import type { Absent, Entry } from "./entry.ts";
import type { Interval } from "./statistics.ts";

/** What a machine does in WebAssembly at its best. */
export interface Roofline {
  readonly clockGHz: number;
  /** Additions of f64x2 and of f32x4 are as many. */
  readonly additionsPerCycle: number;
  readonly cyclesPerDivision: number;
  /** 10^9 double additions a second. */
  readonly gigaflops: number;
  /** Of copies of so many bytes: bytes copied a second. */
  readonly copy: readonly { readonly bytes: number; readonly perSecond: number }[];
}

/** Of result files; a reader refuses others. */
export const FORMAT = "ndpeek-bench";
export const VERSION = 2;

/** The machine and the versions that figures belong to. */
export interface Environment {
  /** When the run began, ISO 8601. */
  readonly date: string;
  readonly ndpeek: string;
  readonly cpu: string;
  readonly cores: number;
  readonly platform: string;
  /** Engine and version: "Node 20.20.2 (V8 11.3)", or what a browser says. */
  readonly engine: string;
  /** How the run was asked for: a command, or the page's address. */
  readonly command: string;
  /** Flags of the engine that are not its defaults. */
  readonly flags: readonly string[];
  readonly roofline: Roofline;
  /** Of the kernels' module, as it is and by gzip. */
  readonly module: { readonly bytes: number; readonly gzip: number };
  /** SIMD that NumPy found; none without Python. */
  readonly nativeSimd?: readonly string[];
  /** Load averages of 1, 5 and 15 minutes, before and after; none in a page. */
  readonly load?: readonly number[];
  readonly loadAfter?: readonly number[];
}

export interface PeerResult {
  readonly id: string;
  readonly name: string;
  readonly version: string;
}

/** Times are seconds a call. */
export interface EntryResult extends Pick<Entry, "peer" | "mode" | "detail" | "workers" | "border" | "bytes"> {
  /** The most that a program had in memory, bytes. */
  readonly memory?: number;
  /** The longest task of a page's thread, seconds; 0 where none took 50 ms. */
  readonly longestTask?: number;
  readonly name: string;
  readonly items: number;
  readonly exact: boolean;
  /** Share of full scale; null where there is nothing to compare. */
  readonly error: number | null;
  /** Calls that make a round. */
  readonly repeats: number;
  /** Each round's, in order: the n-th rounds of all entries of a case are neighbours in time. */
  readonly rounds: readonly number[];
  readonly median: number;
  readonly interval: Interval;
  readonly min: number;
  /** Times of the case's baseline, a call of each for as many items. */
  readonly ratio: {
    /** Of the fastest rounds of both. */
    readonly fastest: number;
    /** The same of the first half of the rounds, and of the second. */
    readonly halves: readonly [first: number, second: number];
    /** Of the rounds' ratios, neighbours in time. */
    readonly median: number;
    readonly interval: Interval;
  };
  /** The largest of the case's limits as a share of this time, fastest rounds of both; of ndpeek's entries only. */
  readonly limit?: { readonly name: string; readonly share: number };
}

export interface Refused {
  readonly name: string;
  readonly reason: string;
}

export interface CaseResult {
  readonly case: BenchCase;
  /** What the exact result was held against. */
  readonly oracle: string;
  /** The entry whose ratio is 1. */
  readonly baseline: string;
  readonly entries: readonly EntryResult[];
  /** What was not timed. */
  readonly refused: readonly Refused[];
  /** How often the run came to it. */
  readonly visits: number;
}

export interface BenchResult {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly environment: Environment;
  readonly peers: readonly PeerResult[];
  readonly absent: readonly Absent[];
  readonly cases: readonly CaseResult[];
  /** Of the whole run. */
  readonly seconds: number;
  /** Whether all cases that were asked for are there. */
  readonly complete: boolean;
}

/** A result file: a line a case, for whoever compares two by eye, and times with the digits that they have. */
export function resultJson({ cases, ...rest }: BenchResult): string {
  const digits = (_: string, value: unknown) =>
    isNumber(value) && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
  const head = JSON.stringify(rest, digits, 1).slice(0, -2);
  return `${head},\n "cases": [\n${cases.map((one) => `  ${JSON.stringify(one, digits)}`).join(",\n")}\n ]\n}\n`;
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isTime = (value: unknown): value is number => isNumber(value) && value > 0;
const isInterval = (value: unknown): boolean =>
  isFields(value) && isTime(value.low) && isTime(value.high) && isNumber(value.level);
const isListOf = (value: unknown, test: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(test);

const isEntry = (value: unknown): boolean =>
  isFields(value) &&
  isListOf([value.peer, value.mode, value.name], isText) &&
  isListOf(value.rounds, isTime) &&
  (value.rounds as number[]).length > 0 &&
  isListOf([value.items, value.repeats, value.median, value.min], isTime) &&
  isInterval(value.interval) &&
  isFields(value.ratio) &&
  isListOf([value.ratio.fastest, value.ratio.median], isTime) &&
  isListOf(value.ratio.halves, isTime) &&
  (value.ratio.halves as number[]).length === 2 &&
  isInterval(value.ratio.interval) &&
  (value.error === null || isNumber(value.error)) &&
  [value.bytes ?? 1, value.memory ?? 1].every(isTime) &&
  isNumber(value.longestTask ?? 0) &&
  (value.workers === undefined || isNumber(value.workers)) &&
  (value.limit === undefined || (isFields(value.limit) && isText(value.limit.name) && isNumber(value.limit.share)));

/** Those of the words that this version's labels have. */
const isKnownCase = (value: Fields): boolean =>
  KERNELS.includes(value.kernel as Kernel) &&
  (value.width === undefined || (isTime(value.width) && ["f64", "f32", "u8"].includes(value.dtype as string))) &&
  [value.images ?? 1, value.sigma ?? 1, value.size ?? 1].every(isTime) &&
  isListOf(value.lengths ?? [], isTime) &&
  CASES.some(({ kernel, ...one }) => kernel === value.kernel && (!("operation" in one) || one.operation === value.operation));

const isCase = (value: unknown): boolean =>
  isFields(value) &&
  isFields(value.case) &&
  isKnownCase(value.case) &&
  isListOf([value.case.name, value.case.title, value.case.kernel, value.case.unit, value.oracle, value.baseline], isText) &&
  isTime(value.case.items) &&
  isListOf(value.entries, isEntry) &&
  isTime(value.visits) &&
  isListOf(value.refused, (one) => isFields(one) && isText(one.name) && isText(one.reason));

const isRoofline = (value: unknown): boolean =>
  isFields(value) &&
  isListOf([value.clockGHz, value.additionsPerCycle, value.cyclesPerDivision, value.gigaflops], isNumber) &&
  isListOf(value.copy, (one) => isFields(one) && isTime(one.bytes) && isTime(one.perSecond));

const isEnvironment = (value: unknown): boolean =>
  isFields(value) &&
  isListOf([value.date, value.ndpeek, value.cpu, value.platform, value.engine, value.command], isText) &&
  isNumber(value.cores) &&
  isListOf(value.flags, isText) &&
  isFields(value.module) &&
  isListOf([value.module.bytes, value.module.gzip], isTime) &&
  isRoofline(value.roofline) &&
  [value.nativeSimd ?? []].every((list) => isListOf(list, isText)) &&
  [value.load ?? [], value.loadAfter ?? []].every((list) => isListOf(list, isNumber));

/** A result file's text, read. Throws an Error that says what `name` is not; nothing in it is trusted before. */
export function parseResult(name: string, text: string): BenchResult {
  const fail = (what: string): never => {
    throw new Error(`${name}: expected a result of ndpeek bench --json, got ${what}`);
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail("a text that is not JSON");
  }
  if (!isFields(value) || value.format !== FORMAT) return fail("other JSON");
  if (value.version !== VERSION) return fail(`version ${JSON.stringify(value.version)} of the format, not ${VERSION}`);
  const isWhole =
    isEnvironment(value.environment) &&
    isListOf(value.peers, (one) => isFields(one) && isListOf([one.id, one.name, one.version], isText)) &&
    isListOf(value.absent, (one) => isFields(one) && isListOf([one.id, one.name, one.reason], isText)) &&
    isListOf(value.cases, isCase) &&
    isNumber(value.seconds) &&
    typeof value.complete === "boolean";
  return isWhole ? (value as unknown as BenchResult) : fail("one with parts missing or of another kind");
}
