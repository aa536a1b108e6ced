import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { UsageError } from "../flags/flags.ts";
import { missingLetters } from "./letters.ts";

/** Arimo has the measure of Arial, and is the letters of every poster, whatever the machine has. */
const FONTS = ["arimo-regular.ttf", "arimo-bold.ttf"];

/** Refuses a flag's text that would not be seen. */
export function checkLetters(flag: string, text: string): void {
  const missing = missingLetters(text);
  if (missing === "") return;
  throw new UsageError(
    `--${flag}: expected Latin, Greek, Cyrillic or Hebrew letters in a png, got ${JSON.stringify(missing)}; an svg may have any`,
  );
}

/** Draws an SVG document, `scale` pixels for one of its own. */
export async function posterPng(svg: string, scale: number): Promise<Uint8Array> {
  const engine = createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm");
  const fonts = FONTS.map((file) => readFile(new URL(`./fonts/${file}`, import.meta.url)));
  const [wasm, ...fontBuffers] = await Promise.all([readFile(engine), ...fonts]);
  await initWasm(wasm!);
  const drawing = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: { fontBuffers, defaultFontFamily: "Arimo", sansSerifFamily: "Arimo" },
  });
  const image = drawing.render();
  const png = image.asPng();
  image.free();
  drawing.free();
  return png;
}
