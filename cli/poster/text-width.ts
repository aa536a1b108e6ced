// How wide a text is in Arial, and in the fonts made to its measure (Arimo, Liberation Sans, Helvetica): nearly enough to lay out by.

/** Shares of the font's size. */
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|\p{Emoji_Presentation}/u, 1],
  [/[ijl|'’]/, 0.22],
  [/[ .,:;!/\\[\]fIt()r]/, 0.3],
  [/[mMW%@—…]/, 0.87],
  [/[w&GOQ]/, 0.75],
  [/[A-ZÀ-Þ<>=+~×·]/, 0.65],
];
const OTHER = 0.556;
/** Of bold letters. */
const BOLD = 1.06;

const letterWidth = (letter: string): number => WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? OTHER;

export function textWidth(text: string, size: number, isBold = false): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width * size * (isBold ? BOLD : 1);
}

/** The text, cut where it is wider than that. */
export function fitted(text: string, size: number, most: number): string {
  if (textWidth(text, size) <= most) return text;
  const letters = [...text];
  while (letters.length > 0 && textWidth(`${letters.join("")}…`, size) > most) letters.pop();
  return `${letters.join("")}…`;
}
