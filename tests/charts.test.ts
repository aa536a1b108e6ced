import { parse, View } from "vega";
import { beforeAll, describe, expect, test } from "vitest";
import { type BlobSet, type ChartOptions, dropdownChart, generateBlobs, repeatChart } from "../src/index.ts";
import { compiled, marks, validate } from "./vega-marks.ts";

const ALTAIR_BYTES = 776_729;
const builders = { repeatChart, dropdownChart };
let set: BlobSet;
beforeAll(async () => {
  set = await generateBlobs();
});

describe.each(Object.entries(builders))("%s", (name, build) => {
  const variants: ChartOptions[] = [
    {},
    { images: "hover" },
    { images: "none" },
    { width: "container", title: 'Areas, "quoted" <b>' },
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
    for (const { description } of await marks(build(set))) {
      expect(description).toMatch(/^Row \d+, group [abc], Image [12] \((circle|square)\), area 0\.\d{4}$/);
    }
  });

  test("refuses what it does not know", () => {
    expect(() => build(set, { width: 0 })).toThrow(/^width: expected a finite number >= 1, got 0$/);
    expect(() => build(set, { width: "wide" as never })).toThrow(TypeError);
    expect(() => build(set, { images: "hoover" as never })).toThrow(/did you mean "hover"/);
    expect(() => build(set, { imagse: "none" } as never)).toThrow(/options: unknown option "imagse" \(did you mean "images"\?\)/);
    expect(() => build(set, { title: 7 as never })).toThrow(/^title: expected a string, got 7$/);
  });

  test(`draws the rows of a set of ${name === "repeatChart" ? "all-zero" : "equal"} areas`, async () => {
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
