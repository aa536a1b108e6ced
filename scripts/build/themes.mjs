// web/*.css → build/generated/themes.ts: colours for those who have no style sheet, so that they stand in one place.
import { readFile, writeFile } from "node:fs/promises";

export const THEME = "web/ui/theme.css";
const OUTLINE = "web/tooltip/picture-outline.css";

/** The declarations of a rule in a style sheet, one by one. */
export async function declarations(file, selector) {
  const css = await readFile(file, "utf8");
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`${file}: expected ${selector}`);
  const text = css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
  return text
    .split(";")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export const themeDeclarations = (theme) => declarations(THEME, { light: ":root", dark: ':root[data-theme="dark"]' }[theme]);

const entries = (lines) => lines.map((line) => /^([\w-]+):\s*(.+)$/s.exec(line).slice(1));

const custom = (lines) =>
  Object.fromEntries(
    entries(lines)
      .filter(([name]) => name.startsWith("--ndpeek-"))
      .map(([name, value]) => [name.slice("--ndpeek-".length), value]),
  );

const module = (name, value) =>
  `export const ${name}: Styles<${Object.keys(value)
    .map((key) => `"${key}"`)
    .join(" | ")}> = ${JSON.stringify(value)};\n`;

export async function buildThemes() {
  const light = custom(await themeDeclarations("light"));
  const dark = { ...light, ...custom(await themeDeclarations("dark")) };
  const stroke = async (side) => Object.fromEntries(entries(await declarations(OUTLINE, `.ndpeek-outline-${side}`)));
  const outline = { dark: await stroke("dark"), light: await stroke("light") };
  const type = "type Styles<Name extends string> = Readonly<Record<Name, Readonly<Record<string, string>>>>;\n";
  await writeFile("build/generated/themes.ts", `${type}${module("THEMES", { light, dark })}${module("OUTLINE", outline)}`);
  return { inputs: [THEME, OUTLINE] };
}
