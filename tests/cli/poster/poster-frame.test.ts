import { describe, expect, test } from "vitest";
import { textWidth } from "../../../cli/poster/letters.ts";
import { posterFrame } from "../../../cli/poster/poster-frame.ts";
import { posterLook } from "../../../cli/poster/poster-look.ts";
import { CHART_TITLES } from "../../../src/charts/titles.ts";
import { frameValues } from "../../../src/draw/frame-values.ts";
import { CHART_KINDS, type PeekChartKind, type PeekTable } from "../../../src/draw/peek-table.ts";
import type { Box } from "../../../src/draw/position.ts";
import { domainsOf } from "../../fixtures/frame-values.ts";

const ROWS = 60;
const areas = Float64Array.from({ length: ROWS }, (_, row) => ((row * 37) % ROWS) / 250);

const tableWith = (groups: readonly string[]): PeekTable => ({
  length: ROWS,
  groups,
  hues: Uint32Array.from({ length: ROWS }, (_, row) => row % groups.length),
  metrics: ["Image 1 (circle)", "Image 2 (square)"].map((label, i) => ({ name: `image${i + 1}`, label, areas })),
  meaning: "share of pixels > 0.4",
  reference: (row) => ({ rows: [row] }),
});

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  "one group": ["a"],
  "one group of a long name": ["every sample that was not treated in any way at all"],
  "three groups": ["a", "b", "c"],
  "long names": ["Control (untreated samples)", "Treatment A, four hours", "Treatment B, eight hours, at night"],
  "wide letters": ["WWWW", "MMMM", "@@@@"],
  "26 groups": LETTERS,
  "26 groups of two letters": LETTERS.map((letter) => letter + letter),
};

/** Each line of a text in the middle of its box, as those of an axis stand. */
const linesOf = ({ text, x, y, width, height }: Box & { readonly text: string }) =>
  text
    .split("\n")
    .map((line, i, { length }) => {
      const across = length === 1 ? width : textWidth(line, { size: 12 });
      return { text: line, x: x + (width - across) / 2, y: y + (i * height) / length, width: across, height: height / length };
    })
    .filter((line) => line.text !== "");

/** Columns that are narrower than what is left of their names, three letters, have names that meet. */
function areNamesTooWide(kind: PeekChartKind, groups: readonly string[], width: number): boolean {
  if (kind !== "repeat" && kind !== "dropdown") return false;
  const column = (width - 66) / (kind === "repeat" ? 2 * groups.length + 1 : groups.length);
  return groups.some((name) => column < textWidth(name.slice(0, Math.max(3, Math.floor((0.8 * column) / 7))), { size: 12 }));
}

const inside = (a: Box, width: number, height: number): boolean =>
  a.x >= -0.5 && a.y >= -0.5 && a.x + a.width <= width + 0.5 && a.y + a.height <= height + 0.5;

/** A line's box is higher than its letters. */
const SLACK = 2;
const meet = (a: Box, b: Box): boolean =>
  a.x + SLACK < b.x + b.width && b.x + SLACK < a.x + a.width && a.y + SLACK < b.y + b.height && b.y + SLACK < a.y + a.height;

describe.each(CHART_KINDS)("the frame of a %s poster", (kind) => {
  test.each(Object.keys(GROUPS))(
    "with %s has no text that is cut off or lies over another, at widths from 320 to 1600",
    async (name) => {
      const table = tableWith(GROUPS[name]!);
      for (const width of [320, 480, 700, 1600]) {
        if (areNamesTooWide(kind, table.groups, width)) continue;
        const view = { kind, metric: 0, title: CHART_TITLES[kind] };
        const values = frameValues(table, view, domainsOf(table, kind), width);
        const { texts, size } = await posterFrame(kind, values, posterLook("light", "ndpeek"), undefined);
        expect(size.width).toBe(width);
        expect(texts.map(({ text }) => text)).toContain("0.00");
        expect(texts.filter((text) => !inside(text, size.width, size.height))).toEqual([]);
        const lines = texts.flatMap(linesOf);
        const pairs = lines.flatMap((a, i) => lines.slice(i + 1).map((b) => [a, b] as const));
        expect(pairs.filter(([a, b]) => meet(a, b)).map(([a, b]) => `${width}: ${a.text} | ${b.text}`)).toEqual([]);
      }
    },
  );
});
