import { parse, View } from "vega";
import { beforeAll, describe, expect, test } from "vitest";
import { BINS, stackedBars } from "../../src/charts/bars.ts";
import { niceEnd } from "../../src/charts/nice-end.ts";
import {
  type BlobSet,
  type ChartOptions,
  dropdownChart,
  generateBlobs,
  histogramChart,
  repeatChart,
  scatterChart,
  stripChart,
} from "../../src/index.ts";
import { compiled, marks, validate } from "../fixtures/vega-marks.ts";

const ALTAIR_BYTES = 776_729;
const builders = { repeatChart, dropdownChart, stripChart, scatterChart, histogramChart };
let set: BlobSet;
beforeAll(async () => {
  set = await generateBlobs();
});

describe.each(Object.entries(builders))("%s", (_, build) => {
  const variants: ChartOptions[] = [
    {},
    { images: "hover" },
    { images: "none" },
    { ...(build !== histogramChart && { width: "container" }), title: 'Areas, "quoted" <b>' },
    { width: 333, labels: false },
  ];

  test.each(variants)("compiles with vega-lite 6 without a warning and validates against its schema: %o", (options) => {
    const spec = build(set, options);
    expect(compiled(spec).warnings).toEqual([]);
    expect(validate(spec), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  });

  test("keeps hostile group names inside their literals", async () => {
    const groups = [
      "a'b",
      'c"d\\',
      "</script>",
      "\u2028",
      "datum.row",
      "constructor",
      "__proto__",
      "toString",
      "hasOwnProperty",
      "",
    ];
    const odd = await generateBlobs({ rows: 60, width: 8, groups });
    const spec = build(odd, { images: "none" });
    expect(compiled(spec).warnings).toEqual([]);
    const drawn = await marks(spec);
    expect(new Set(drawn.map(({ tooltip }) => tooltip.Group))).toEqual(new Set(odd.columns.group));
    expect(drawn.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });

  test("describes each mark in words, without base64", async () => {
    const area = "0\\.\\d{4}";
    const metric = "Image [12] \\((circle|square)\\)";
    const point = build === scatterChart ? `${metric} area ${area}, ${metric} area ${area}` : `${metric}, area ${area}`;
    const bar = `Group [abc], area ${area} to ${area}, rows: \\d+`;
    for (const { description } of await marks(build(set))) {
      expect(description).toMatch(new RegExp(`^(Row \\d+, group [abc], ${point}|${bar})$`));
    }
  });

  test("refuses what it does not know", () => {
    expect(() => build(set, { width: 0 })).toThrow(/^width: expected a finite number >= 1, got 0$/);
    expect(() => build(set, { width: "wide" as never })).toThrow(TypeError);
    expect(() => build(set, { images: "hoover" as never })).toThrow(/did you mean "hover"/);
    expect(() => build(set, { imagse: "none" } as never)).toThrow(/options: unknown option "imagse" \(did you mean "images"\?\)/);
    expect(() => build(set, { title: 7 as never })).toThrow(/^title: expected a string, got 7$/);
  });

  test("draws the rows of a set of all-zero areas", async () => {
    const flat = await generateBlobs({ rows: 3, width: 4, threshold: 9 });
    const drawn = await marks(build(flat));
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn.every(({ y }) => Number.isFinite(y))).toBe(true);
  });
});

describe("repeatChart", () => {
  test("with its 200 images is no larger than Altair's", () => {
    expect(Buffer.byteLength(JSON.stringify(repeatChart(set)))).toBeLessThanOrEqual(ALTAIR_BYTES);
  });

  test("draws 400 marks, each with its row's image, group, area and row in the tooltip", async () => {
    const rows = set.rows({ images: "both" });
    const drawn = await marks(repeatChart(set));
    expect(drawn.length).toBe(400);
    for (const { tooltip } of drawn) {
      const row = rows[Number(tooltip.Row)]!;
      const area = tooltip.Metric === "Image 1 (circle)" ? row.image1_area : row.image2_area;
      expect(tooltip).toEqual({
        image: row.image,
        Group: row.group,
        Metric: tooltip.Metric,
        Area: area.toFixed(4),
        Row: String(row.row),
      });
    }
  });

  test("refers to images by row where a page makes them", async () => {
    const drawn = await marks(repeatChart(set.slice(0, 3), { images: "hover" }));
    expect(new Set(drawn.map(({ tooltip }) => tooltip.image))).toEqual(
      new Set(["ndpeek:both/0", "ndpeek:both/1", "ndpeek:both/2"]),
    );
  });

  test("keeps every group's points inside the group's column", async () => {
    const drawn = await marks(repeatChart(set));
    const reach = new Map<string, [number, number]>();
    for (const { x, tooltip } of drawn) {
      const column = `${tooltip.Metric} ${tooltip.Group}`;
      const [low, high] = reach.get(column) ?? [x, x];
      reach.set(column, [Math.min(low, x), Math.max(high, x)]);
    }
    const sorted = [...reach.values()].sort(([a], [b]) => a - b);
    expect(sorted.length).toBe(6);
    for (let i = 1; i < sorted.length; i++) expect(sorted[i]![0]).toBeGreaterThan(sorted[i - 1]![1]);
  });
});

describe("dropdownChart", () => {
  test("switches area, metric and image, and moves no point sideways", async () => {
    const spec = dropdownChart(set);
    const rows = set.rows({ images: "single" });
    const first = await marks(spec, "image1_area");
    const second = await marks(spec, "image2_area");
    expect(second.map(({ x }) => x)).toEqual(first.map(({ x }) => x));
    for (const [drawn, image, area] of [
      [first, "image1_base64", "image1_area"],
      [second, "image2_base64", "image2_area"],
    ] as const) {
      expect(drawn.length).toBe(200);
      for (const { tooltip } of drawn) {
        const row = rows[Number(tooltip.Row)]!;
        expect(tooltip.image).toBe(row[image]);
        expect(tooltip.Area).toBe(row[area].toFixed(4));
      }
    }
  });

  test("keeps the scale of the areas when the metric switches", async () => {
    const view = new View(parse(compiled(dropdownChart(set)).vega), { renderer: "none" });
    await view.runAsync();
    const domain = view.scale("y").domain();
    await view.signal("shown", "image2_area").runAsync();
    expect(view.scale("y").domain()).toEqual(domain);
    expect(domain[1]).toBeGreaterThanOrEqual(Math.max(...set.columns.image1_area, ...set.columns.image2_area));
    view.finalize();
  });
});

const endOfBoth = (): number => niceEnd(Math.max(...set.columns.image1_area, ...set.columns.image2_area));

describe.each(["image1", "image2"] as const)("of %s", (metric) => {
  const name = { image1: "Image 1 (circle)", image2: "Image 2 (square)" }[metric];

  test("stripChart draws each row once, at its area along x, within the strip of its group", async () => {
    const drawn = await marks(stripChart(set, { metric }));
    const areas = set.columns[`${metric}_area`];
    expect(drawn.length).toBe(set.length);
    const reach = new Map<string, [number, number]>();
    for (const { x, y, tooltip } of drawn) {
      const row = Number(tooltip.Row);
      expect(tooltip).toEqual({
        image: set.dataUri(row, { which: metric }),
        Group: set.columns.group[row],
        Metric: name,
        Area: areas[row]!.toFixed(4),
        Row: String(row),
      });
      expect(x).toBeCloseTo((400 * areas[row]!) / endOfBoth(), 8);
      const [low, high] = reach.get(tooltip.Group!) ?? [y, y];
      reach.set(tooltip.Group!, [Math.min(low, y), Math.max(high, y)]);
    }
    const strips = ["a", "b", "c"].map((group) => reach.get(group)!);
    for (const [i, [low]] of strips.entries()) if (i > 0) expect(low).toBeGreaterThan(strips[i - 1]![1]);
  });

  test("histogramChart draws the bars that stackedBars counts, over the points of stripChart", async () => {
    const drawn = await marks(histogramChart(set, { metric, width: 400, images: "hover" }));
    const strip = await marks(stripChart(set, { metric, width: 400, images: "hover" }));
    const isPoint = ({ tooltip }: { tooltip: Record<string, string> }) => "Row" in tooltip;
    expect(drawn.filter(isPoint)).toHaveLength(set.length);
    for (const [i, point] of drawn.filter(isPoint).entries()) {
      expect(point).toMatchObject({ x: strip[i]!.x, y: strip[i]!.y, tooltip: strip[i]!.tooltip });
    }
    expect(strip[7]!.tooltip.image).toBe(`ndpeek:${metric}/7`);

    const areas = set.columns[`${metric}_area`];
    const groups = ["a", "b", "c"];
    const hues = Uint32Array.from(set.columns.group, (group) => groups.indexOf(group));
    const end = endOfBoth();
    const { bars, most } = stackedBars(areas, hues, groups, end);
    expect(bars.reduce((sum, { rows }) => sum + rows, 0)).toBe(set.length);
    const boxes = drawn.filter((mark) => !isPoint(mark));
    expect(boxes).toHaveLength(bars.length);
    for (const { area, until, from, to, group, rows } of bars) {
      const span = `${area.toFixed(4)} to ${until.toFixed(4)}`;
      const box = boxes.find(({ tooltip }) => tooltip.Group === group && tooltip.Area === span)!;
      expect(box.tooltip).toEqual({ Group: group, Area: span, Rows: String(rows) });
      expect(box.x).toBeCloseTo((400 * area) / end, 8);
      expect(box.width).toBeCloseTo(400 / BINS, 8);
      expect(box.height! / (to - from)).toBeCloseTo(110 / most, 8);
      expect(box.y).toBeCloseTo(110 * (1 - to / most), 8);
    }
  });
});

test("scatterChart draws one area against the other, with a legend where there are groups to tell apart", async () => {
  const drawn = await marks(scatterChart(set));
  const rows = set.rows({ images: "both" });
  expect(drawn.length).toBe(set.length);
  for (const { x, y, tooltip } of drawn) {
    const { image, group, image1_area, image2_area, row } = rows[Number(tooltip.Row)]!;
    expect(tooltip).toEqual({
      image,
      Group: group,
      "Image 1 (circle)": image1_area.toFixed(4),
      "Image 2 (square)": image2_area.toFixed(4),
      Row: String(row),
    });
    expect(x).toBeCloseTo((400 * image1_area) / niceEnd(Math.max(...set.columns.image1_area)), 8);
    expect(y).toBeCloseTo(340 * (1 - image2_area / niceEnd(Math.max(...set.columns.image2_area))), 8);
  }
  expect(compiled(scatterChart(set, { images: "none" })).vega.legends).toHaveLength(1);
  const alone = await generateBlobs({ rows: 3, width: 8, groups: ["a"] });
  expect(compiled(scatterChart(alone)).vega.legends).toBeUndefined();
});

test("charts of one image refuse other images, charts of both an image, and a chart of two plots a container's width", () => {
  expect(() => stripChart(set, { metric: "image3" as never })).toThrow(/^metric: expected one of image1, image2, got "image3"/);
  expect(() => scatterChart(set, { metric: "image1" } as never)).toThrow(/unknown option "metric"/);
  expect(() => histogramChart(set, { width: "container" })).toThrow(RangeError);
  expect(() => histogramChart(set, { width: "container" })).toThrow(/^width: expected a number, .* got "container"$/);
});
