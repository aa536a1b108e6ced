import type { NdArray } from "../src/base/ndarray.ts";
import type { Mode as Border } from "../src/index.ts";
import type { BenchCase } from "./cases.ts";
import { type Difference, difference } from "./difference.ts";
import { type Round, timeCalls, timePromises } from "./measure.ts";

/**
 * What a call includes: `alone`, the data are where the kernel reads and writes them; `kept`, copied from and into arrays that are there;
 * `fresh`, into new arrays; `whole`, all of a task that has no such parts; `pool`, that on threads; `limit`, only what no such kernel can do without.
 */
export type Mode = "alone" | "kept" | "fresh" | "whole" | "pool" | "limit";

/** What is asked of a result: every bit, all but the last ones, a known error, or, of another random stream, nothing. */
export type Bits = "every" | "rounding" | "any" | "other";

/** What the exact result is, and in other border modes than the case's. */
export interface Reference {
  readonly expected: ArrayLike<number>;
  /** Full scale: errors are shares of it. */
  readonly scale: number;
  inBorder(border: Border): ArrayLike<number>;
}

/** One way to do a case's work. */
export interface Entry {
  readonly peer: string;
  readonly mode: Mode;
  /** What tells it from the peer's others: its element type, its level. */
  readonly detail?: string;
  readonly bits: Bits;
  /** The border mode that the peer has where it is not the case's. */
  readonly border?: Border;
  readonly workers?: number;
  /** Where it is not the case's. */
  readonly items?: number;
  /** Of a result's file, on average. */
  readonly bytes?: number;
  /** The most that a round so far has had in memory, of a program's own; bytes. */
  memory?(): number;
  /** The longest task of a page's thread in a round so far, in seconds, 0 where none took 50 ms; undefined where the browser does not tell. */
  longestTask?(): number | undefined;
  /** Each call begins anew, so that there is nothing to warm up. */
  readonly isCold?: boolean;
  readonly round: Round;
  /** Does the work once and compares. */
  check(reference: Reference): Difference | Promise<Difference>;
  free?(): void | Promise<void>;
}

/** What all entries of a case work on. */
export interface Task {
  readonly input: NdArray | undefined;
  /** The exact result, flat; of PNGs the images. */
  readonly expected: Float64Array | Float32Array | Uint8Array;
}

/** Someone who takes part. */
export interface Peer {
  /** As `--peers` has it. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Its entries of a case; none where it has no such operation. */
  entries(one: BenchCase, task: Task): Entry[] | Promise<Entry[]>;
  close?(): void | Promise<void>;
}

/** Someone who does not, and why. */
export interface Absent {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  /** The command that would bring it. */
  readonly install?: string;
}

type Parts = Pick<Entry, "peer" | "mode"> & Partial<Pick<Entry, "detail" | "bits" | "border" | "workers" | "items" | "free">>;

interface Output {
  /** What the last call made. */
  output(): ArrayLike<number>;
  /** What a number of it is worth: 1 / 255 where bytes stand for 0 to 1. */
  readonly unit?: number;
}

const checkOf =
  ({ border }: Pick<Entry, "border">, { output, unit }: Output) =>
  ({ expected, inBorder, scale }: Reference): Difference =>
    difference(output(), border ? inBorder(border) : expected, scale, unit);

/** An entry of this thread; `call` does the work once and returns a number of the result. */
export function entryOf({ call, output, unit = 1, bits = "any", ...parts }: Parts & Output & { call(): number }): Entry {
  const check = checkOf(parts, { output, unit });
  return {
    ...parts,
    bits,
    round: (repeats) => timeCalls(call, repeats),
    check(reference) {
      call();
      return check(reference);
    },
  };
}

/** The same for a call that returns a promise. */
export function asyncEntryOf({
  call,
  output,
  unit = 1,
  bits = "any",
  ...parts
}: Parts & Output & { call(): Promise<number> }): Entry {
  const check = checkOf(parts, { output, unit });
  return {
    ...parts,
    bits,
    round: (repeats) => timePromises(call, repeats),
    async check(reference) {
      await call();
      return check(reference);
    },
  };
}

const MODE_WORDS: Readonly<Record<Mode, string>> = {
  alone: "kernel alone",
  kept: "",
  fresh: "fresh result",
  whole: "",
  pool: "",
  limit: "",
};

/** What it is called in a table; no two of a case have the same. */
export function nameOf({ peer, detail, mode, workers }: Pick<Entry, "peer" | "detail" | "mode" | "workers">): string {
  const threads = workers === undefined ? "" : workers === 0 ? "this thread" : workers === 1 ? "1 worker" : `${workers} workers`;
  return [peer, detail, MODE_WORDS[mode], threads].filter(Boolean).join(", ");
}
