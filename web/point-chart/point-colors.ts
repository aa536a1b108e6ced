import { LIGHT_THEME } from "../../src/draw/light-theme.ts";
import type { PointColors } from "../../src/draw/point-look.ts";
import type { Rgb } from "../../src/draw/point-stamps.ts";
import { cssColor } from "../ui/css-color.ts";

function read(color: string): Rgb {
  const [red, green, blue] = cssColor(color, "#808080");
  return [red, green, blue];
}

/** Takes the colors from an element's custom properties; the light theme has those it lacks. */
export function pointColors(element: Element): PointColors {
  const style = getComputedStyle(element);
  const property = (name: string): string => style.getPropertyValue(`--ndpeek-${name}`).trim() || LIGHT_THEME[name]!;
  const categories = property("categories").split(/\s+(?![^(]*\))/);
  return {
    points: [...categories, property("text-soft")].map(read),
    surface: read(property("surface")),
    accent: read(property("accent")),
  };
}
