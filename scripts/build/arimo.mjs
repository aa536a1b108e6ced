// Arimo, whose letters a poster has: its files → the command's fonts, how wide its letters are → build/generated/arimo.ts.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import opentype from "opentype.js";

const ARIMO = "node_modules/@expo-google-fonts/arimo";
const FACES = { regular: "400Regular/Arimo_400Regular.ttf", bold: "700Bold/Arimo_700Bold.ttf" };
/** Beyond are private letters. */
const LAST = 0xdfff;

/** By the first letter of each run of letters that the font has their widths, in thousandths of its size. */
function advances(font) {
  const runs = [];
  for (let letter = 0x20, last = 0; letter <= LAST; letter++) {
    const glyph = font.charToGlyphIndex(String.fromCharCode(letter));
    if (!(glyph > 0)) continue;
    if (letter !== last + 1) runs.push([letter]);
    runs.at(-1).push(Math.round((1000 * font.glyphs.get(glyph).advanceWidth) / font.unitsPerEm));
    last = letter;
  }
  return runs;
}

export async function buildArimo() {
  const faces = Object.entries(FACES).map(async ([name, file]) => {
    const { buffer, byteOffset, byteLength } = await readFile(`${ARIMO}/${file}`);
    return [name, advances(opentype.parse(buffer.slice(byteOffset, byteOffset + byteLength)))];
  });
  const widths = JSON.stringify(Object.fromEntries(await Promise.all(faces)));
  await writeFile(
    "build/generated/arimo.ts",
    `export const ARIMO: Readonly<Record<"regular" | "bold", readonly (readonly number[])[]>> = ${widths};\n`,
  );
  return { inputs: Object.values(FACES).map((file) => `${ARIMO}/${file}`) };
}

/** Into the folder `to`. */
export async function copyArimo(to) {
  await mkdir(to, { recursive: true });
  for (const [name, file] of Object.entries(FACES)) await copyFile(`${ARIMO}/${file}`, `${to}/arimo-${name}.ttf`);
  await copyFile(`${ARIMO}/LICENSE_FONT`, `${to}/LICENCE`);
}
