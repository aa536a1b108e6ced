import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../../../web/ui/theme.css", import.meta.url), "utf8");
const block = (selector: string): string => css.slice(css.indexOf(selector)).split("}", 1)[0]!;
const light = block(":root {");
const dark = block(':root:not([data-theme="light"]) {');

test("the dark colours are the same by the system's wish and by the page's", () => {
  const colours = (text: string): string[] => text.match(/--ndpeek-[^;]+;/g)!;
  expect(colours(block(':root[data-theme="dark"] {'))).toEqual(colours(dark));
});

function read(scheme: string, name: string): string[] {
  const value = new RegExp(`--ndpeek-${name}: ([^;]+);`).exec(scheme)![1]!;
  return value.split(" ");
}

/** WCAG 2.2, relative luminance. */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ["light", light],
  ["dark", dark],
])("the %s colours", (_, scheme) => {
  const backgrounds = [...read(scheme, "page"), ...read(scheme, "surface")];
  const worst = (color: string): number => Math.min(...backgrounds.map((background) => contrast(color, background)));

  test("of points and of a field's border have WCAG's 3:1 on the page and on its surface", () => {
    const colors = ["categories", "safe", "greys", "field"].flatMap((name) => read(scheme, name));
    expect(colors).toHaveLength(20);
    expect(colors.filter((color) => worst(color) < 3)).toEqual([]);
  });

  test("of text have WCAG's 4.5:1, on buttons too", () => {
    const colors = ["text", "text-soft", "error", "accent"].flatMap((name) => read(scheme, name));
    expect(colors.filter((color) => worst(color) < 4.5)).toEqual([]);
    expect(contrast(read(scheme, "on-accent")[0]!, read(scheme, "accent")[0]!)).toBeGreaterThanOrEqual(4.5);
  });
});
