import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Seed, TypedArray } from "../../src/index.ts";

/** An array as tests/golden/record.py writes it: its hash and the values at a few flat positions. */
export interface Digest {
  sha256: string;
  at: number[];
  samples: (number | string)[];
}

export type WrittenSeed = string | string[] | { text: string };

export const golden = <T>(name: string): T[] => JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), "utf8"));

/** The seed written in a golden, safe integers as numbers and larger ones as bigints. */
export function seedOf(written: WrittenSeed): Seed {
  const integer = (digits: string) => (Number.isSafeInteger(Number(digits)) ? Number(digits) : BigInt(digits));
  if (typeof written === "string") return integer(written);
  return Array.isArray(written) ? written.map(integer) : written.text;
}

/** Of the little-endian bytes, every NaN as the one NaN of JavaScript. */
export function sha256(...parts: TypedArray[]): string {
  const hash = createHash("sha256");
  for (const part of parts) {
    const data = part.some(Number.isNaN) ? part.slice() : part;
    if (data !== part) for (const [i, value] of data.entries()) if (Number.isNaN(value)) data[i] = Number.NaN;
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest("hex");
}

/** What differs from the golden, or nothing: the first sample that does, else the hash. */
export function difference(data: TypedArray, expected: Digest): string | undefined {
  for (const [i, position] of expected.at.entries()) {
    const sample = Number(expected.samples[i]);
    if (!Object.is(data[position], sample)) return `[${position}] is ${data[position]}, expected ${sample}`;
  }
  return sha256(data) === expected.sha256 ? undefined : "the samples agree, the hash differs";
}
