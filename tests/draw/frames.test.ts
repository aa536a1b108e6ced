/** @module-tag long */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jitterOf, type Places, placePoints, pointCount } from "../../src/charts/places.ts";
import type { ChartLook } from "../../src/draw/chart-theme.ts";
import { type FrameView, frameView } from "../../src/draw/frame-view.ts";
import { CHART_KINDS, type PeekChartKind } from "../../src/draw/peek-table.ts";
import { type BlobOptions, type BlobSet, generateBlobs } from "../../src/index.ts";
import { domainsOf, type Metric, metricIndex, tableOf, valuesOf } from "../fixtures/frame-values.ts";
import { portableView } from "../fixtures/portable-view.ts";
import { type Shape, shapes, symbols } from "../fixtures/scene-shapes.ts";

const LIGHT: ChartLook = {
  text: "#1d2126",
  textSoft: "#575f69",
  line: "#c9c7c1",
  grid: "#eae8e3",
  surface: "#ffffff",
  categories: ["#2f6db0", "#c86400", "#c9404a", "#1f8a84", "#3f8f3f", "#a07a00"],
  font: "Arial, sans-serif",
};
const DARK: ChartLook = {
  text: "#eceae6",
  textSoft: "#a9b0b8",
  line: "#464c54",
  grid: "#2b3037",
  surface: "#1d2126",
  categories: ["#78b0ee", "#ffab57"],
  font: "Georgia",
};

const SETS: Readonly<Record<string, BlobOptions>> = {
  "the tutorial": {},
  "one group, much above the threshold": { rows: 40, width: 24, groups: ["only one"], threshold: 0.05 },
  "two groups of volumes": { rows: 20, width: 8, dims: 3, groups: ["control", "treated"] },
  "six groups of nasty names": {
    rows: 90,
    width: 16,
    threshold: 0.7,
    groups: [
      "constructor",
      "__proto__",
      'a "quoted" \\ name\nof two lines',
      "</script>",
      "",
      "a name that is too long for any axis that there is",
    ],
  },
  "areas of zero": { rows: 5, width: 6, threshold: 9, groups: ["a", "b", "c", "d"] },
};

const sets = new Map<string, BlobSet>();
beforeAll(async () => {
  for (const [name, options] of Object.entries(SETS)) sets.set(name, await generateBlobs(options));
});
afterAll(() => {
  for (const set of sets.values()) set.close();
});

const rootOf = (view: unknown) => (view as { scenegraph(): { root: never } }).scenegraph().root;

/** In any order: a histogram's bars come as their rows do in the one and from left to right in the other. */
const inOrder = (list: readonly Shape[]): string[] => list.map((shape) => JSON.stringify(shape)).sort();

/** A frame's title is cut where the chart ends; a portable one does not know where that is. */
function unlimited(shape: Shape): Shape {
  const { limit: _, ...rest } = shape;
  return String(shape.is).startsWith("/frame/title") ? rest : shape;
}

async function opened(kind: PeekChartKind, set: BlobSet, metric: Metric, width: number, look = LIGHT): Promise<FrameView> {
  const frame = frameView(kind, valuesOf(kind, set, metric, width), look);
  await frame.view.runAsync();
  return frame;
}

describe.each(CHART_KINDS)("the frame of %s", (kind) => {
  test.each(Object.keys(SETS))("of %s is drawn as the portable chart by Vega-Lite and Vega, without the points", async (name) => {
    const set = sets.get(name)!;
    for (const metric of ["image1", "image2"] as const) {
      // A portable chart counts its legend's columns by the width that it is given, a frame by its plot's: here both find as many.
      for (const width of [330, 840]) {
        const frame = await opened(kind, set, metric, width);
        const view = await portableView(kind, set, metric, width, frame.panels()[0]!.width, LIGHT);
        expect(inOrder(shapes(rootOf(frame.view)).map(unlimited))).toEqual(inOrder(shapes(rootOf(view))));
        expect(frame.view.origin()).toEqual(view.origin());
        expect(frame.view.description()).toBe(view.description());
        view.finalize();
      }
    }
  });

  test.each(Object.keys(SETS))("of %s has its points where the portable chart has them", async (name) => {
    const set = sets.get(name)!;
    const table = tableOf(set);
    for (const metric of ["image1", "image2"] as const) {
      const frame = await opened(kind, set, metric, 640);
      const plot = frame.panels().at(-1)!;
      const view = await portableView(kind, set, metric, 640, plot.width, LIGHT);
      const points = symbols(rootOf(view));
      const lists = table.metrics.map(({ areas }) => areas);
      const rows = { length: set.length, groups: table.groups.length, hues: table.hues, areas: lists };
      const jitters =
        kind === "dropdown" ? lists.map(() => jitterOf(table.hues, ...lists)) : lists.map((areas) => jitterOf(table.hues, areas));
      const count = pointCount({ kind }, rows);
      const places: Places = { x: new Float64Array(count), y: new Float64Array(count) };
      placePoints(rows, { kind, metric: metricIndex(metric), domains: domainsOf(table, kind), jitters }, places);
      expect(points).toHaveLength(count);
      const seen = new Set<number>();
      for (const { x, y, datum } of points) {
        const at = Number(datum.row) + (datum.column === "image2_area" ? set.length : 0);
        seen.add(at);
        expect(Math.abs(places.x[at]! * plot.width - x)).toBeLessThan(0.01);
        expect(Math.abs(places.y[at]! * plot.height - y)).toBeLessThan(0.01);
      }
      expect(seen.size).toBe(count);
      view.finalize();
    }
  });

  test("has its marks: a plot's box, grids, axes with ticks, labels and titles, and what else belongs to it", async () => {
    const frame = await opened(kind, sets.get("the tutorial")!, "image1", 600);
    const count = (what: string): number => shapes(rootOf(frame.view)).filter(({ is }) => String(is).includes(what)).length;
    expect(frame.panels()).toHaveLength(kind === "histogram" ? 2 : 1);
    expect(count("axis-grid")).toBeGreaterThan(4);
    expect(count("axis-label")).toBeGreaterThan(5);
    expect(count("axis-tick")).toBeGreaterThan(4);
    expect(count("axis-title")).toBe({ repeat: 1, histogram: 3 }[kind as string] ?? 2);
    expect(count("title-text")).toBe(1);
    expect(count("legend-symbol")).toBe(kind === "scatter" ? 3 : 0);
    expect(count("legend-label")).toBe(kind === "scatter" ? 3 : 0);
    expect(count("mark rect") > 20).toBe(kind === "histogram");
  });

  test("that is told other values is drawn as one that had them from the start", async () => {
    const [first, second] = [sets.get("the tutorial")!, sets.get("six groups of nasty names")!];
    const frame = await opened(kind, first, "image1", 640);
    const plot = frame.panels()[0]!.width;
    const steps: [BlobSet, Metric, number][] = [
      [first, "image2", 640],
      [second, "image2", 400],
      [second, "image1", 400],
      // As wide as the first plot was, which Vega must not take for no change.
      [first, "image1", plot],
      [first, "image1", frame.panels()[0]!.width],
    ];
    for (const [set, metric, width] of steps) {
      frame.update(valuesOf(kind, set, metric, width));
      const fresh = await opened(kind, set, metric, width);
      expect(frame.panels()).toEqual(fresh.panels());
      expect(inOrder(shapes(rootOf(frame.view)))).toEqual(inOrder(shapes(rootOf(fresh.view))));
    }
  });

  test("keeps its plot in its place while a domain changes", async () => {
    const set = sets.get("the tutorial")!;
    const frame = await opened(kind, set, "image1", 640);
    const panels = frame.panels();
    const { areas } = valuesOf(kind, set, "image1", 640);
    for (const end of [1, 0.5, 0.06, 0.005, 0.35]) {
      frame.update({ areas: areas.map(({ title }) => ({ title, domain: [0, end] })), most: 1000 * end });
      expect(frame.panels()).toEqual(panels);
      const labels = shapes(rootOf(frame.view)).filter(({ is, opacity }) => String(is).includes("axis-label") && opacity !== 0);
      const highest = Math.max(...labels.map(({ text }) => Number(text)).filter(Number.isFinite));
      expect(highest / end).toBeGreaterThan(0.7);
      if (kind !== "histogram") expect(highest).toBeLessThanOrEqual(end);
    }
  });

  test("takes another look without another view, and is then drawn as one that had it from the start", async () => {
    const set = sets.get("two groups of volumes")!;
    const frame = await opened(kind, set, "image2", 500);
    frame.recolor(DARK);
    const fresh = await opened(kind, set, "image2", 500, DARK);
    expect(inOrder(shapes(rootOf(frame.view)))).toEqual(inOrder(shapes(rootOf(fresh.view))));
    expect(await frame.view.toSVG()).not.toContain(LIGHT.textSoft);
  });

  test("keeps to its width", async () => {
    for (const width of [320, 500]) {
      const frame = await opened(kind, sets.get("six groups of nasty names")!, "image1", width);
      expect(await frame.view.toSVG()).toContain(`width="${width}"`);
    }
  });
});

test("the bars of a histogram's frame say their group, span and rows", async () => {
  const set = sets.get("the tutorial")!;
  const { bars } = valuesOf("histogram", set, "image2", 600);
  const frame = await opened("histogram", set, "image2", 600);
  const said = shapes(rootOf(frame.view)).flatMap(({ tooltip }) => (tooltip ? [tooltip] : []));
  expect(said).toEqual(
    bars!.map(({ area, until, group, rows }) => ({
      Group: group,
      Area: `${area.toFixed(4)} to ${until.toFixed(4)}`,
      Rows: String(rows),
    })),
  );
});

test("a chart without groups has no names on their axis, and no legend", async () => {
  const none = { labels: [""], groupTitle: "", legend: [], metricLabels: [] };
  for (const kind of ["strip", "scatter", "histogram", "dropdown"] as const) {
    const values = { ...valuesOf(kind, sets.get("one group, much above the threshold")!, "image1", 500), ...none };
    const frame = frameView(kind, values, LIGHT);
    await frame.view.runAsync();
    const texts = shapes(rootOf(frame.view)).flatMap(({ text }) => (text ? [text] : []));
    expect(texts.filter((text) => text === "Group" || text === "only one")).toEqual([]);
    expect(texts.length).toBeGreaterThan(4);
  }
});
