import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { describe, expect, test } from "vitest";
import type { SceneItem, SceneMark } from "../../src/draw/scene.ts";
import { tooltipContent } from "../../src/draw/tooltip-content.ts";
import { spoken } from "../../src/draw/tooltip-text.ts";
import { attachImages, dropdownChart, generateBlobs, repeatChart, scatterChart, stripChart } from "../../src/index.ts";

/** The chart with every label of its tooltips and metrics renamed, as its author may have done. */
function renamed(chart: object): object {
  const names: Readonly<Record<string, string>> = {
    Group: "Gruppe",
    Metric: "Row",
    Area: "Fläche",
    Row: "Zeile",
    "Image 1 (circle)": "Image 2",
    "Image 2 (square)": "Quadrat",
  };
  return JSON.parse(
    JSON.stringify(chart, (_, value) => {
      if (typeof value !== "string") return value;
      const calculated = value.replaceAll("Image 1 (circle)", "Image 2").replaceAll("Image 2 (square)", "Quadrat");
      return names[value] ?? calculated;
    }),
  ) as object;
}

/** The tooltips of a chart's points by Vega: what a handler is given of each. */
async function itemsOf(chart: object): Promise<SceneItem[]> {
  const view = new View(parse(compile(chart as TopLevelSpec).spec), { renderer: "none" });
  await view.runAsync();
  const found: SceneItem[] = [];
  const visit = (mark: SceneMark): void => {
    for (const item of mark.items) {
      if (mark.marktype === "symbol" && mark.role === "mark") found.push(item);
      for (const inner of item.items ?? []) visit(inner);
    }
  };
  visit((view.scenegraph() as unknown as { root: SceneMark }).root);
  view.finalize();
  return found;
}

const contentsOf = async (chart: object) => (await itemsOf(chart)).map(({ tooltip, datum }) => tooltipContent(tooltip, datum));

describe("a portable chart whose labels are renamed", () => {
  test.each([
    ["image1", "Image 2"],
    ["image2", "Quadrat"],
  ] as const)("still tells the row and which image is embedded: %s", async (metric, label) => {
    const set = await generateBlobs({ rows: 20, width: 16 });
    const contents = await contentsOf(renamed(stripChart(set, { metric })));
    expect(contents).toHaveLength(20);
    for (const [row, content] of contents.entries()) {
      expect(content).toMatchObject({ row, which: metric, image: set.dataUri(row, { which: metric }) });
      expect(spoken(content)).toMatch(new RegExp(`^Zeile ${row}, Gruppe [abc], Row ${label}, Fläche `));
    }
    set.close();
  });

  test("tells the row of each point of both images, and none of them alone", async () => {
    const set = await generateBlobs({ rows: 6, width: 16 });
    for (const chart of [repeatChart(set), scatterChart(set)]) {
      for (const { row, image, which } of await contentsOf(renamed(chart))) {
        expect({ image, which }).toEqual({ image: set.dataUri(row!), which: undefined });
      }
    }
    set.close();
  });

  test("of one metric at a time tells the image of the chosen one, and of two equal areas neither", async () => {
    const set = await generateBlobs({ rows: 3, width: 16 });
    const [first, second, third] = await contentsOf(renamed(dropdownChart(set)));
    expect([first, second, third].map((content) => [content!.row, content!.which])).toEqual([
      [0, "image1"],
      [1, "image1"],
      [2, "image1"],
    ]);
    const datum = { row: 4, area: 0, image1_area: 0, image2_area: 0 };
    expect(tooltipContent({ image: set.dataUri(0, { which: "image1" }) }, datum)).toMatchObject({ row: 4, which: undefined });
    set.close();
  });
});

describe("a chart that others have made", () => {
  const values = [0, 1, 2].map((n) => ({ n, note: `ndpeek:rows/${(n + 1) % 3}` }));
  const chart = {
    data: { values },
    mark: "circle",
    encoding: { x: { field: "n", type: "quantitative" }, tooltip: [{ field: "note", title: "Row" }] },
  };
  const stack = { data: new Uint8Array(3 * 4), shape: [3, 2, 2] };

  test("tells the row by the tooltip's field image, and by no other text", async () => {
    const { spec } = attachImages(chart, stack, { images: "hover" });
    for (const [row, content] of (await contentsOf(spec)).entries()) {
      expect(content).toMatchObject({ row, image: `ndpeek:rows/${row}`, fields: [["Row", values[row]!.note]] });
    }
    for (const { row } of await contentsOf(chart)) expect(row).toBeUndefined();
  });

  test("names no row where a mark stands for many, or where its column of rows has no row", () => {
    expect(tooltipContent({ image: "ndpeek:rows/3,4/143" }, { row: 3 }).row).toBeUndefined();
    expect(tooltipContent({ image: "ndpeek:rows/3/143" }).row).toBeUndefined();
    for (const row of ["B", -1, 0.5, Number.NaN, null]) expect(tooltipContent({ Row: row }, { row }).row).toBeUndefined();
    expect(tooltipContent({}, { datum: { row: 7 } }).row).toBe(7);
    expect(tooltipContent("Row 7").row).toBeUndefined();
  });
});
