// web/theme.css → web/themes.generated.ts: the colours of light and dark for those who have no style sheet. They stand in one place.
import { readFile, writeFile } from "node:fs/promises";

const SELECTORS = { light: ":root", dark: ':root[data-theme="dark"]' };

/** The declarations of theme.css for one of the themes. */
export async function themeDeclarations(theme) {
  const css = await readFile("web/theme.css", "utf8");
  const start = css.indexOf(`${SELECTORS[theme]} {`);
  if (start < 0) throw new Error(`web/theme.css: expected ${SELECTORS[theme]}`);
  const text = css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
  return text
    .split(";")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

async function properties(theme) {
  const lines = await themeDeclarations(theme);
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^--ndpeek-([\w-]+): *(.+)$/s.exec(line) ?? [];
      return name ? [[name, value]] : [];
    }),
  );
}

export async function buildThemes() {
  const light = await properties("light");
  const themes = { light, dark: { ...light, ...(await properties("dark")) } };
  await writeFile(
    "web/themes.generated.ts",
    `export const THEMES: Readonly<Record<"light" | "dark", Readonly<Record<string, string>>>> = ${JSON.stringify(themes, null, 2)};\n`,
  );
}
