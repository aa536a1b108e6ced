// How wide a text is in Arimo, which has the measure of Arial, Helvetica and Liberation Sans, and which letters Arimo has.
import { ARIMO } from "../../build/generated/arimo.ts";

export interface Face {
  /** CSS pixels. */
  readonly size: number;
  readonly isBold?: boolean;
}

const widthsOf = (runs: readonly (readonly number[])[]): ReadonlyMap<number, number> =>
  new Map(runs.flatMap(([first = 0, ...widths]) => widths.map((width, i) => [first + i, width / 1000] as const)));

const WIDTHS = { regular: widthsOf(ARIMO.regular), bold: widthsOf(ARIMO.bold) };
/** Of letters that Arimo has not: about those of the East, and of pictures. */
const OTHER = 1;

/** Marks over the letter before, and what joins letters, take no room. */
const isMark = (letter: string): boolean => /^[\p{M}\p{Cf}]$/u.test(letter);

/** CSS pixels. Letters that stand closer side by side than alone are not looked at. */
export function textWidth(text: string, { size, isBold = false }: Face): number {
  const widths = isBold ? WIDTHS.bold : WIDTHS.regular;
  let width = 0;
  for (const letter of text) if (!isMark(letter)) width += widths.get(letter.codePointAt(0)!) ?? OTHER;
  return width * size;
}

/** The text, cut where it is wider than `most` pixels. */
export function fitted(text: string, face: Face, most: number): string {
  if (textWidth(text, face) <= most) return text;
  const letters = [...text];
  while (letters.length > 0 && textWidth(`${letters.join("")}…`, face) > most) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** The letters of a text that Arimo has not, each once. */
export const missingLetters = (text: string): string =>
  [...new Set(text)].filter((letter) => !/[\s\p{Cc}]/u.test(letter) && !WIDTHS.regular.has(letter.codePointAt(0)!)).join("");
