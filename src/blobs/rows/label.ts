// The labels drawn into tooltip images: a caption above each image, so that no pixel of the data is written over.

const GLYPHS: Readonly<Record<string, readonly string[]>> = {
  i: [".#.", "...", "##.", ".#.", ".#.", ".#.", "###"],
  m: [".....", ".....", "##.#.", "#.#.#", "#.#.#", "#.#.#", "#.#.#"],
  "1": [".#.", "##.", ".#.", ".#.", ".#.", ".#.", "###"],
  "2": [".##.", "#..#", "...#", "..#.", ".#..", "#...", "####"],
};

const GLYPH_HEIGHT = 7;
const MARGIN = 2;

/** Rows a caption takes above an image. */
export const CAPTION_HEIGHT = GLYPH_HEIGHT + 2 * MARGIN;

/** Columns a caption needs; narrower images go without. */
export function captionWidth(text: string): number {
  return [...text].reduce((width, letter) => width + GLYPHS[letter]![0]!.length + 1, -1) + 2 * MARGIN;
}

/** Draws `text` in black into a canvas of grey bytes `stride` wide, at the top of the image that begins at column `left`. */
export function drawCaption(canvas: Uint8Array, stride: number, left: number, text: string): void {
  let x = left + MARGIN;
  for (const letter of text) {
    const glyph = GLYPHS[letter]!;
    for (const [y, row] of glyph.entries()) {
      for (const [dx, dot] of [...row].entries()) if (dot === "#") canvas[(MARGIN + y) * stride + x + dx] = 0;
    }
    x += glyph[0]!.length + 1;
  }
}
