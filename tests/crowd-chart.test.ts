import { beforeAll, describe, expect, test } from "vitest";
import type { ChartKind } from "../src/charts/blob-chart.ts";
import { crowdChart, crowdTooltip, MOST_POINTS } from "../src/charts/crowd-chart.ts";
import { type BlobSet, generateBlobs } from "../src/index.ts";
import { compiled, type Mark, marks, validate } from "./vega-marks.ts";

const KINDS: readonly ChartKind[] = ["repeat", "dropdown"];
const FIELDS = { "Image 1 (circle)": "image1_area", "Image 2 (square)": "image2_area" } as const;
type Metric = keyof typeof FIELDS;

let all: BlobSet;
let sampled: BlobSet;
beforeAll(async () => {
  all = await generateBlobs({ rows: 3000, width: 8 });
  sampled = await generateBlobs({ rows: MOST_POINTS + 1, width: 4 });
});

const said = ({ tooltip }: Mark) => crowdTooltip(tooltip as never) as Record<string, string | number>;
const pointsOf = (drawn: readonly Mark[]) => drawn.filter((mark) => "Row" in said(mark));
const shadesOf = (drawn: readonly Mark[]) => drawn.filter((mark) => "Rows" in said(mark));
const rowsIn = (shade: Mark): number => Number(String(said(shade).Rows).replaceAll(",", ""));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function expectPoint(point: Mark, set: BlobSet, image: string): void {
  const { Row, Metric } = said(point);
  const row = Row as number;
  expect(said(point)).toEqual({
    image: `ndpeek:${image}/${row}`,
    Group: set.columns.group[row],
    Metric,
    Area: set.columns[FIELDS[Metric as Metric]][row]!.toFixed(4),
    Row: row,
  });
}

describe.each(KINDS)("the %s chart of many rows", (kind) => {
  test("compiles with vega-lite 6 without a warning, validates against its schema and is plain JSON", () => {
    for (const set of [all, sampled]) {
      const spec = crowdChart(kind, set);
      expect(compiled(spec).warnings).toEqual([]);
      expect(validate(spec), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
      expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    }
  });

  test("keeps hostile group names inside their literals", async () => {
    const groups = ["a'b", 'c"d\\', "</script>", "\u2028", "datum.row", "__proto__", "toString", ""];
    const odd = await generateBlobs({ rows: 1200, width: 4, groups });
    const spec = crowdChart(kind, odd);
    expect(compiled(spec).warnings).toEqual([]);
    const drawn = await marks(spec);
    expect(new Set(drawn.map((mark) => said(mark).Group))).toEqual(new Set(odd.columns.group));
    expect(drawn.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });

  test("draws areas that are all zero", async () => {
    const flat = await generateBlobs({ rows: 1100, width: 4, threshold: 9 });
    const drawn = await marks(crowdChart(kind, flat));
    expect(drawn.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });

  test("counts in its shades every row of its group and metric, between the areas that they say", async () => {
    for (const set of [all, sampled]) {
      const shades = shadesOf(await marks(crowdChart(kind, set)));
      for (const metric of new Set(shades.map((shade) => said(shade).Metric as Metric))) {
        for (const group of set.options.groups) {
          const own = shades.filter((shade) => said(shade).Metric === metric && said(shade).Group === group);
          const areas = Array.from(set.columns[FIELDS[metric]]).filter((_, row) => set.columns.group[row] === group);
          expect(sum(own.map(rowsIn))).toBe(areas.length);
          for (const shade of own) {
            const { area, until } = shade.tooltip as unknown as { area: number; until: number };
            const within = areas.filter((value) => value > area - 1e-12 && value < until + 1e-12);
            expect(rowsIn(shade)).toBeLessThanOrEqual(within.length);
          }
        }
      }
    }
  });

  test("lays each point within its own shade", async () => {
    const drawn = await marks(crowdChart(kind, all));
    const shades = shadesOf(drawn);
    for (const { x, y, tooltip } of pointsOf(drawn).slice(0, 1000)) {
      const under = shades.filter(
        (shade) => x >= shade.x && x <= shade.x + shade.width! && y >= shade.y - 1e-9 && y <= shade.y + shade.height! + 1e-9,
      );
      expect(under.map((shade) => shade.tooltip.group)).toContain(tooltip.group);
    }
  });
});

describe("the repeat chart of many rows", () => {
  test("has a point for each row and metric, with the row's image, group and area", async () => {
    const points = pointsOf(await marks(crowdChart("repeat", all)));
    expect(points).toHaveLength(2 * all.length);
    expect(new Set(points.map((point) => `${said(point).Metric} ${said(point).Row}`)).size).toBe(2 * all.length);
    for (const point of points) expectPoint(point, all, "both");
  });

  test("has a sample of 2,000 rows where there are more than 10,000, and says so", async () => {
    const spec = crowdChart("repeat", sampled);
    const points = pointsOf(await marks(spec));
    const rows = [...new Set(points.map((point) => said(point).Row as number))].sort((a, b) => a - b);
    expect(points).toHaveLength(4000);
    expect(rows).toHaveLength(2000);
    expect(rows.at(-1)).toBeGreaterThan(0.999 * sampled.length);
    for (const point of points) expectPoint(point, sampled, "both");
    const note = ["2,000 of 10,001 rows as points;", "the wider a column, the more rows"];
    expect(spec).toMatchObject({ title: { subtitle: note }, description: expect.stringContaining(note.join(" ")) });
    expect(crowdChart("repeat", all)).toMatchObject({
      title: { subtitle: ["All 3,000 rows as points;", "the wider a column, the more rows"] },
    });
  });
});

describe("the dropdown chart of many rows", () => {
  test.each(Object.entries(FIELDS))("shows %s alone when its menu says so", async (metric, field) => {
    const drawn = await marks(crowdChart("dropdown", all), field);
    const points = pointsOf(drawn);
    expect(points).toHaveLength(all.length);
    expect(new Set(drawn.map((mark) => said(mark).Metric))).toEqual(new Set([metric]));
    for (const point of points) expectPoint(point, all, field.slice(0, 6));
  });
});
