// web/element/*.css → build/generated/*-style.ts: texts for the element's shadow root, whose sheets are made by script, so that a page's policy has
// no say in them.
import { writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { THEME, themeDeclarations } from "./themes.mjs";

/** CSS pixels of a rem as browsers have it. */
const REM = 16;

/** A page may have another rem (Material for MkDocs: 20 pixels), which the element is not to grow with. */
const withoutRem = (css) =>
  css.replace(/(?<![\w.-])(\d*\.?\d+)rem\b/g, (_, number) => `${Math.round(number * REM * 1000) / 1000}px`);

async function built(entry) {
  const options = { bundle: true, minify: true, write: false, target: "es2022", metafile: true };
  const { outputFiles, metafile } = await build({ entryPoints: [entry], ...options });
  return { text: withoutRem(outputFiles[0].text.trim()), inputs: Object.keys(metafile.inputs) };
}

const themeStyle = async (theme) =>
  (await themeDeclarations(theme)).filter((line) => line !== "color-scheme: light dark").join(";");

const module = (texts) =>
  Object.entries(texts)
    .map(([name, text]) => `export const ${name}: string =\n  ${JSON.stringify(text)};\n`)
    .join("");

export async function buildElementStyles() {
  const [light, dark] = await Promise.all(["light", "dark"].map(themeStyle));
  const [shell, view] = await Promise.all(["web/element/shell.css", "web/element/view.css"].map(built));
  await writeFile("build/generated/shell-style.ts", module({ SHELL_STYLE: shell.text }));
  await writeFile(
    "build/generated/view-style.ts",
    module({
      VIEW_STYLE: view.text,
      LIGHT_STYLE: `:host{color-scheme:light;${light}}`,
      // What both have in common, then what is another.
      DARK_STYLE: `:host{${light};${dark}}`,
    }),
  );
  return { inputs: [THEME, ...shell.inputs, ...view.inputs] };
}
