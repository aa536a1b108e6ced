import { show, wrongKind, wrongValue } from "../base/checks.ts";

/**
 * A seed as NumPy's `default_rng` takes it: an integer >= 0 or a list of them. Numbers must be safe integers; larger ones are bigints.
 * A string means its code points, as the tutorial's `[ord(c) for c in "altair"]`.
 */
export type Seed = string | number | bigint | readonly (number | bigint)[];

const EXPECTED = "a non-empty string, an integer >= 0 (bigint above 2^53 - 1) or a non-empty list of such integers";

function integerWords(value: unknown, name: string): number[] {
  if (typeof value !== "number" && typeof value !== "bigint") throw wrongKind(name, EXPECTED, value);
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw wrongValue(name, EXPECTED, value);
  if (value < 0) throw wrongValue(name, EXPECTED, value);
  const words: number[] = [];
  let rest = BigInt(value);
  do {
    words.push(Number(rest & 0xffffffffn));
    rest >>= 32n;
  } while (rest > 0n);
  return words;
}

/**
 * The seed's entropy as unsigned 32-bit words, least significant first, as NumPy's SeedSequence coerces it. The words, given as a
 * list, are the same seed again.
 */
export function seedWords(seed: Seed, name = "seed"): number[] {
  if (typeof seed === "string") {
    if (seed === "") throw wrongValue(name, EXPECTED, seed);
    return Array.from(seed, (c) => c.codePointAt(0)!);
  }
  if (Array.isArray(seed)) {
    if (seed.length === 0) throw wrongValue(name, EXPECTED, seed);
    // Array.from gives a list's holes as undefined, which is refused.
    return Array.from(seed).flatMap((item, i) => integerWords(item, `${name}[${i}]`));
  }
  return integerWords(seed, name);
}

/** The seed that a text (flag, URL parameter, attribute) stands for: digits an integer, digits with commas a list, else its code points. */
export function seedFromText(text: string, name = "seed"): Seed {
  if (text === "") throw new RangeError(`${name}: expected a text that is not empty, got ${show(text)}`);
  if (/^\d+$/.test(text)) return BigInt(text);
  if (/^\d+(,\d+)*$/.test(text)) return text.split(",").map(BigInt);
  return text;
}
