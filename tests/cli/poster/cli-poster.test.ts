import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { CHART_TITLES } from "../../../src/charts/titles.ts";
import { CHART_KINDS } from "../../../src/draw/peek-table.ts";
import { type BlobSet, generateBlobs } from "../../../src/index.ts";
import { outlineAbove } from "../../../src/pictures/mask-outline.ts";
import { rowPictures } from "../../../src/pictures/row-images.ts";
import { pngDataUri } from "../../../src/png/png.ts";
import {
  axisOf,
  cardsOf,
  frameTexts,
  overlaps,
  plain,
  pointsOf,
  posterText,
  ringsOf,
  sizeOf,
} from "../../fixtures/poster-parts.ts";

const css = readFileSync("web/ui/theme.css", "utf8");
const block = (selector: string): string => css.slice(css.indexOf(`${selector} {`)).split("}", 1)[0]!;
const THEMES = { light: block(":root"), dark: block(':root[data-theme="dark"]') };

/** Colours of theme.css as they are written in an SVG of points. */
const colours = (theme: "light" | "dark", name: string): string[] =>
  new RegExp(`--ndpeek-${name}: ([^;]+);`)
    .exec(THEMES[theme])![1]!
    .split(" ")
    .map((color) => `rgb(${[1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)).join(", ")})`);

let set: BlobSet;
beforeAll(async () => {
  set = await generateBlobs({ rows: 200, seed: "altair" });
});

const groupAt = (row: number): number => set.options.groups.indexOf(set.columns.group[row]!);

describe("the tutorial's rows as a poster", () => {
  test("have a point for each row and metric at its area on the axis, in its group's colour", async () => {
    const svg = await posterText(["--rows", "200", "--seed", "altair"]);
    const points = pointsOf(svg);
    const at = axisOf(svg, "y", ["0.00", "0.20"]);
    const { image1_area, image2_area } = set.columns;
    const areas = [...image1_area, ...image2_area];
    expect(points).toHaveLength(400);
    for (const [i, { y, fill }] of points.entries()) {
      expect(Math.abs(y - at(areas[i]!))).toBeLessThan(1);
      expect(fill).toBe(colours("light", "categories")[groupAt(i % 200)]);
    }
    expect(frameTexts(svg)).toEqual(expect.arrayContaining(["0.00", "a", "b", "c", CHART_TITLES.repeat, "Image 2 (square)"]));
    expect(sizeOf(svg).width).toBe(700);
  });

  test("as a scatter have one area on x and the other on y, and the groups in the legend", async () => {
    const svg = await posterText(["--chart", "scatter", "--theme", "dark", "--scheme", "safe", "--width", "900"]);
    const [x, y] = [axisOf(svg, "x", ["0.02", "0.12"]), axisOf(svg, "y", ["0.02", "0.20"])];
    const points = pointsOf(svg);
    expect(points).toHaveLength(200);
    for (const [row, point] of points.entries()) {
      expect(Math.abs(point.x - x(set.columns.image1_area[row]!))).toBeLessThan(1);
      expect(Math.abs(point.y - y(set.columns.image2_area[row]!))).toBeLessThan(1);
      expect(point.fill).toBe(colours("dark", "safe")[groupAt(row)]);
    }
    expect(frameTexts(svg).filter((text) => ["a", "b", "c"].includes(text))).toHaveLength(3);
    expect(svg).toContain(`<rect width="100%" height="100%" fill="${colours("dark", "surface")[0]}"/>`);
  });

  test.each(CHART_KINDS)(
    "as %s are one standalone document that says what it is: no script, nothing from elsewhere",
    async (kind) => {
      const svg = await posterText(["--chart", kind, "--metric", "image2", "--title", 'Blobs < "5" & more', "--peek", "8"]);
      expect(pointsOf(svg)).toHaveLength(kind === "repeat" ? 400 : 200);
      const [, title, desc] = /^<svg [^>]* role="img"><title>([^<]*)<\/title><desc>([^<]*)<\/desc>/.exec(svg)!;
      expect(plain(title!)).toBe('Blobs < "5" & more');
      expect(plain(desc!)).toMatch(/^Blobs < "5" & more: 200 rows in 3 groups, .*area as share of pixels > 0\.4\.$/);
      expect(frameTexts(svg)).toContain('Blobs < "5" & more');
      expect(svg).not.toMatch(/<script|<foreignObject|\son\w+=|@import|url\(/);
      const named = [...svg.matchAll(/(?:href|src|xmlns(?::\w+)?)="([^"]*)"/g)].map(([, address]) => address!);
      const pictures = kind === "repeat" || kind === "scatter" ? 2 : 1;
      expect(named.filter((address) => /^data:image\/png;base64,[A-Za-z0-9+/]+=*$/.test(address))).toHaveLength(pictures);
      expect(named.filter((address) => !address.startsWith("data:"))).toEqual([
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
      ]);
    },
  );

  test("are as high as --height says, the plot taking what there is", async () => {
    for (const kind of CHART_KINDS) {
      const svg = await posterText(["--chart", kind, "--width", "1200", "--height", "630"]);
      expect(sizeOf(svg)).toEqual({ width: 1200, height: 630 });
    }
  });
});

describe("the cards of --peek", () => {
  test("have the set's images and the border of their masks, and say what the page's tooltip says", async () => {
    const svg = await posterText(["--peek", "3,17"]);
    const cards = cardsOf(svg);
    expect(cards).toHaveLength(2);
    for (const [i, row] of [3, 17].entries()) {
      const { sources, texts, outlines } = cards[i]!;
      expect(sources).toEqual(["image1", "image2"].map((which) => set.dataUri(row, { which: which as "image1", labels: false })));
      expect(texts).toEqual([
        ...["Image 1 (circle)", "Image 2 (square)"],
        ...["Group", set.columns.group[row]],
        ...["Metric", "Image 1 (circle)", "Area", set.columns.image1_area[row]!.toFixed(4), "Row", String(row)],
      ]);
      const circle = outlineAbove(set.image(row, "image1"), 96, 96, 0.4);
      expect(outlines).toEqual([circle, circle]);
    }
  });

  test("have pictures in a colour map byte for byte as the library makes them", async () => {
    const [card] = cardsOf(await posterText(["--chart", "strip", "--metric", "image2", "--cmap", "magma", "--peek", "40"]));
    const source = { length: 200, image: (row: number) => set.image(row, "image2"), range: [0, 1] as const };
    const [made] = await rowPictures([source], { cmap: "magma", level: 1 }).pictures(40);
    expect(card!.sources).toEqual([pngDataUri(made!.png)]);
  });

  test("stand within the poster, off one another and off every peeked point, each with a ring round its point", async () => {
    for (const kind of CHART_KINDS) {
      const svg = await posterText(["--chart", kind, "--peek", "3,17,40", "--metric", "image2", "--width", "900"]);
      const { width, height } = sizeOf(svg);
      const cards = cardsOf(svg);
      const rings = ringsOf(svg);
      const points = pointsOf(svg);
      const first = kind === "repeat" ? 200 : 0;
      expect(rings).toHaveLength(3);
      for (const [i, row] of [3, 17, 40].entries()) {
        const { x, y } = points[first + row]!;
        expect(Math.hypot(rings[i]!.x - x, rings[i]!.y - y)).toBeLessThan(0.1);
        const { x: left, y: top, width: across, height: down } = cards[i]!;
        expect(left >= 0 && top >= 0 && left + across <= width && top + down <= height).toBe(true);
        for (const [other, card] of cards.entries()) if (other !== i) expect(overlaps(cards[i]!, card)).toBe(false);
        for (const { x, y, radius } of rings) {
          const ring = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
          expect(overlaps(cards[i]!, ring)).toBe(false);
        }
      }
    }
  });
});
