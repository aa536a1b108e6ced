import type { PointColors } from "../../src/draw/point-look.ts";
import type { Rgb } from "../../src/draw/point-stamps.ts";
import { cssColor } from "../ui/css-color.ts";

function read(color: string): Rgb {
  const [red, green, blue] = cssColor(color, "#808080");
  return [red, green, blue];
}

/** Takes the colours from an element's custom properties. */
export function pointColors(element: Element): PointColors {
  const style = getComputedStyle(element);
  const property = (name: string, fallback: string): string => style.getPropertyValue(`--ndpeek-${name}`).trim() || fallback;
  const categories = property("categories", "#2f6db0").split(/\s+(?![^(]*\))/);
  return {
    points: [...categories, property("text-soft", "#575f69")].map(read),
    surface: read(property("surface", "#ffffff")),
    accent: read(property("accent", "#1f5fa8")),
  };
}
