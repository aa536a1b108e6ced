import type { ChartLook } from "../../web/chart-theme.ts";
import type { PointColors } from "../../web/peek-chart/point-colors.ts";
import type { Rgb } from "../../web/peek-chart/point-stamps.ts";
import { THEMES } from "../../web/themes.generated.ts";

export const THEME_NAMES = ["light", "dark"] as const;
export type ThemeName = (typeof THEME_NAMES)[number];

export const SCHEME_NAMES = ["ndpeek", "safe", "grey"] as const;
export type SchemeName = (typeof SCHEME_NAMES)[number];

/** The page's names for them in its custom properties. */
const SCHEMES: Readonly<Record<SchemeName, string>> = { ndpeek: "categories", safe: "safe", grey: "greys" };

export interface PosterLook extends ChartLook {
  readonly colors: PointColors;
  readonly accent: string;
}

/** The theme's colours are written in hexadecimal digits. */
function rgb(color: string): Rgb {
  const digits = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color);
  if (!digits) throw new Error(`web/theme.css: expected a colour as #rrggbb, got ${color}`);
  return digits.slice(1).map((pair) => Number.parseInt(pair, 16)) as unknown as Rgb;
}

/** The colours that the page has in a theme, with its points in a scheme. */
export function posterLook(theme: ThemeName, scheme: SchemeName): PosterLook {
  const property = (name: string): string => THEMES[theme][name]!;
  const categories = property(SCHEMES[scheme]).split(/\s+/);
  return {
    text: property("text"),
    textSoft: property("text-soft"),
    line: property("line"),
    grid: property("grid"),
    surface: property("surface"),
    accent: property("accent"),
    categories,
    // Attributes of SVG hold double quotes.
    font: property("font").replaceAll('"', "'"),
    colors: {
      points: [...categories, property("text-soft")].map(rgb),
      surface: rgb(property("surface")),
      accent: rgb(property("accent")),
    },
  };
}
