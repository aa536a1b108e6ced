import { THEMES } from "../../build/generated/themes.ts";
import type { ChartLook } from "../../src/draw/chart-theme.ts";
import { SCHEME_PROPERTIES, type SchemeName, type ThemeName } from "../../src/draw/choices.ts";
import type { PointColors } from "../../src/draw/point-look.ts";
import type { Rgb } from "../../src/draw/point-stamps.ts";

export interface PosterLook extends ChartLook {
  readonly colors: PointColors;
  readonly accent: string;
  /** Of a card's border. */
  readonly field: string;
}

/** The theme's colours are written in hexadecimal digits. */
function rgb(color: string): Rgb {
  const digits = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color);
  if (!digits) throw new Error(`web/ui/theme.css: expected a colour as #rrggbb, got ${color}`);
  return digits.slice(1).map((pair) => Number.parseInt(pair, 16)) as unknown as Rgb;
}

/** The colours that the page has in a theme, with its points in a scheme. */
export function posterLook(theme: ThemeName, scheme: SchemeName): PosterLook {
  const property = (name: string): string => THEMES[theme][name]!;
  const categories = property(SCHEME_PROPERTIES[scheme]).split(/\s+/);
  return {
    text: property("text"),
    textSoft: property("text-soft"),
    line: property("line"),
    grid: property("grid"),
    field: property("field"),
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
