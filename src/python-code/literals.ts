// Values as Python's source has them.
import type { Seed } from "../random/seed.ts";

/** Controls, what is invisible or turns the direction of writing, and halves of pairs: a reader of the code must see what it says. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

const escaped = (char: string): string => {
  const code = char.codePointAt(0)!;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
};

/** A string literal: JSON's escapes mean the same in Python. */
export const pythonText = (text: string): string => JSON.stringify(text).replace(UNSEEN, escaped);

export const pythonTexts = (texts: readonly string[]): string => `[${texts.map(pythonText).join(", ")}]`;

/** A finite number, its double the same. Long whole ones are floats, for NumPy takes no larger integers than 64 bits. */
export const pythonNumber = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) >= 1e15 ? value.toExponential() : String(value);

export const pythonNumbers = (values: readonly number[]): string => `[${values.map(pythonNumber).join(", ")}]`;

/** What NumPy's `default_rng` and `SeedSequence` take; a string is its code points, as the tutorial writes it. */
export function pythonSeed(seed: Seed): string {
  if (typeof seed === "string") return `[ord(c) for c in ${pythonText(seed)}]`;
  return typeof seed === "object" ? `[${seed.join(", ")}]` : String(seed);
}
