import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { METRICS } from "../../src/blobs/metrics.ts";
import { IMAGE_NAMES } from "../../src/blobs/rows/blob-picture.ts";
import { SCHEME_NAMES, SCHEME_PROPERTIES, VIEW_CHOICES } from "../../src/draw/choices.ts";
import { LIGHT_THEME } from "../../src/draw/light-theme.ts";
import { OUTLINE_STROKES } from "../../src/draw/outline-strokes.ts";
import { COLOUR_MAPS, colourMap } from "../../src/pictures/colour-maps.ts";
import { CHOICES } from "../../web/session/view-state.ts";

const html = readFileSync("web/page/index.html", "utf8");

/** A list of the page's: its options in their order, and which is chosen at first. */
function listOf(id: string) {
  const [, markup = ""] = new RegExp(`<select id="${id}"[^>]*>(.*?)</select>`).exec(html) ?? [];
  const options = [...markup.matchAll(/<option value="([^"]*)"( selected)?>([^<]*)<\/option>/g)];
  return {
    options: options.map(([, value, , label]) => [value, label]),
    default: (options.find(([, , selected]) => selected) ?? options[0])?.[1],
  };
}

describe("the lists that a reader chooses from", () => {
  test.each(Object.entries(VIEW_CHOICES))(
    "have the page's options, their order and default: %s",
    (id, { values, labels, ...list }) => {
      const options = values.map((value) => [value, (labels as Readonly<Record<string, string>>)[value]]);
      expect(listOf(id)).toEqual({ options, default: list.default });
    },
  );

  test("are the ones of the page's address, and no others", () => {
    const selects = [...html.matchAll(/<select id="([\w-]+)"/g)].map(([, id]) => id!);
    const names = CHOICES.map(({ name }) => name);
    expect(selects.filter((id) => names.includes(id)).toSorted()).toEqual(names.toSorted());
    expect(names).toEqual(Object.keys(VIEW_CHOICES));
  });

  test("have the data set's metrics, and a color map for each name", () => {
    const { metric } = VIEW_CHOICES;
    expect(metric.values).toEqual(IMAGE_NAMES);
    for (const { image, name } of METRICS) expect(metric.labels[image]).toBe(name);
    const tables = COLOUR_MAPS.map((name) => colourMap(name).table.join());
    expect(new Set(tables).size).toBe(VIEW_CHOICES.cmap.values.length);
  });
});

/** What a style sheet says where points are in a scheme, by the scheme. */
const schemeRules = (css: string): [string, string][] =>
  [...css.matchAll(/\[data-scheme="(\w+)"\] \{\s*--ndpeek-categories: var\(--ndpeek-([\w-]+)\);\s*\}/g)].map(
    ([, scheme, property]) => [scheme!, property!],
  );

describe("the style sheets", () => {
  test.each(["web/ui/theme.css", "web/element/view.css"])("%s have a rule for each scheme but the first", (file) => {
    const css = readFileSync(file, "utf8");
    const wanted = SCHEME_NAMES.filter((name) => name !== VIEW_CHOICES.scheme.default);
    expect(schemeRules(css)).toEqual(wanted.map((name) => [name, SCHEME_PROPERTIES[name]]));
    expect(css.match(/\[data-scheme/g)).toHaveLength(wanted.length);
    for (const property of Object.values(SCHEME_PROPERTIES)) expect(LIGHT_THEME[property]).toMatch(/^(#[\da-f]{6} ?)+$/);
  });

  test("web/tooltip/tooltip.css stands in for a page's theme with the theme's own colors", () => {
    const tooltip = readFileSync("web/tooltip/tooltip.css", "utf8");
    const theme = readFileSync("web/ui/theme.css", "utf8");
    const dark = theme.slice(theme.indexOf(':root[data-theme="dark"] {'));
    const [first, second] = tooltip.split("@media (prefers-color-scheme: dark)");
    for (const [css, colors] of [
      [first!, theme],
      [second!, dark],
    ] as const) {
      const said = [...css.matchAll(/var\(--ndpeek-([\w-]+), (.+?)\);\n/g)].filter(([, name]) => name !== "font");
      expect(said).toHaveLength(8);
      for (const [, name, value] of said) {
        expect([name, value]).toEqual([name, new RegExp(`--ndpeek-${name}: (.+);`).exec(colors)![1]]);
      }
    }
  });
});

test("the strokes of a mask's border are those of its style sheet, the dark one first", () => {
  const css = readFileSync("web/tooltip/picture-outline.css", "utf8");
  const strokes = ["dark", "light"].map((side) => {
    const rule = css.slice(css.indexOf(`.ndpeek-outline-${side} {`)).split("}", 1)[0]!;
    const said = (name: string): string | undefined => new RegExp(`\\b${name}: ([^;]+);`).exec(rule)?.[1];
    return { color: said("stroke"), opacity: Number(said("stroke-opacity") ?? 1), width: Number(said("stroke-width")) };
  });
  expect(OUTLINE_STROKES).toEqual(strokes);
  expect(strokes.every(({ color, width }) => /^#[\da-f]{6}$/.test(color!) && width > 0)).toBe(true);
});
