import { GLYPH_RUNS } from "./glyphs.ts";

/** Rows a caption takes above an image: the glyphs' ten, the topmost of them rarely inked, and some air. */
export const CAPTION_ROWS = 13;
const TOP = 2;
const MARGIN = 2;
const BLANK = [0, 0, 0];
const ELLIPSIS = "…";
/** For letters the font has not. */
const BOX = [0xfe, 0x82, 0x82, 0x82, 0xfe];

/** A glyph's columns from the left; row y is bit y. */
type Glyph = readonly number[];

let glyphs: Map<string, Glyph> | undefined;

function readGlyphs(): Map<string, Glyph> {
  const all = new Map<string, Glyph>([[" ", BLANK]]);
  for (const [first, columns] of GLYPH_RUNS) {
    for (const [i, text] of columns.split(" ").entries()) {
      const glyph = text.match(/../g)!.map((pair) => Number.parseInt(pair, 36));
      all.set(String.fromCodePoint(first + i), glyph);
    }
  }
  return all;
}

/** The text as the font can have it: a letter whose accent it has not goes without. */
function glyphsOf(text: string): Glyph[] {
  glyphs ??= readGlyphs();
  const known = glyphs;
  return [...text.normalize("NFC").replace(/\s/g, " ")].flatMap((letter) => {
    const glyph = known.get(letter);
    if (glyph) return [glyph];
    const parts = [...letter.normalize("NFKD").replace(/\p{M}/gu, "")];
    return parts.map((part) => known.get(part) ?? BOX);
  });
}

const widthOf = (line: readonly Glyph[]): number => line.reduce((width, glyph) => width + glyph.length + 1, -1) + 2 * MARGIN;

/** The glyphs of a text that is cut where it does not fit; none where not one letter does. */
export function captionOf(text: string, width: number): readonly Glyph[] {
  const whole = glyphsOf(text);
  if (widthOf(whole) <= width) return whole;
  for (let letters = whole.length - 1; letters > 0; letters--) {
    const cut = [...whole.slice(0, letters), ...glyphsOf(ELLIPSIS)];
    if (widthOf(cut) <= width) return cut;
  }
  return [];
}

/** Calls `dot` for each inked pixel of a caption. */
export function eachDot(caption: readonly Glyph[], dot: (x: number, y: number) => void): void {
  let x = MARGIN;
  for (const glyph of caption) {
    for (const [dx, column] of glyph.entries()) for (let y = 0; column >> y; y++) if ((column >> y) & 1) dot(x + dx, TOP + y);
    x += glyph.length + 1;
  }
}
