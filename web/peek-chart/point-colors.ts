import type { Rgb } from "./point-stamps.ts";

/** Colours as the browser reads them. */
export interface PointColors {
  /** Of the groups, and behind them the colour of points without a group. */
  readonly points: readonly Rgb[];
  /** Of what the points lie on. */
  readonly surface: Rgb;
  readonly accent: Rgb;
}

/** Reads colours of any form that CSS has. */
function reader(): (color: string) => Rgb {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  return (color) => {
    context.fillStyle = "#808080";
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return [red!, green!, blue!];
  };
}

/** Takes the colours from an element's custom properties. */
export function pointColors(element: Element): PointColors {
  const style = getComputedStyle(element);
  const read = reader();
  const property = (name: string, fallback: string): string => style.getPropertyValue(`--ndpeek-${name}`).trim() || fallback;
  const categories = property("categories", "#2f6db0").split(/\s+(?![^(]*\))/);
  return {
    points: [...categories, property("text-soft", "#575f69")].map(read),
    surface: read(property("surface", "#ffffff")),
    accent: read(property("accent", "#1f5fa8")),
  };
}
