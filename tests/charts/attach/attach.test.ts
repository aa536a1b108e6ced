import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { attachImages, type ImageSource, type NdArray } from "../../../src/index.ts";
import { type ChartClass, chartClasses, ROWS, rows } from "../../fixtures/chart-classes.ts";
import { thrown } from "../../fixtures/refusal.ts";
import { type SceneMark, sceneOf } from "../../fixtures/scene.ts";
import { compiled, validate } from "../../fixtures/vega-marks.ts";

const [HEIGHT, WIDTH] = [3, 4];

/** Images that differ: all pixels of the image of row i are i. */
const stackOf = (length: number): NdArray<Uint8Array> => ({
  data: Uint8Array.from({ length: length * HEIGHT * WIDTH }, (_, at) => Math.floor(at / (HEIGHT * WIDTH))),
  shape: [length, HEIGHT, WIDTH],
});

/** The row whose image the PNG is. */
function rowOf(uri: string): number {
  expect(uri).toMatch(/^data:image\/png;base64,[A-Za-z0-9+/]+=*$/);
  const { width, height, data } = PNG.sync.read(Buffer.from(uri.slice(uri.indexOf(",") + 1), "base64"));
  expect([width, height]).toEqual([WIDTH, HEIGHT]);
  const pixels = new Set(data.filter((_, i) => i % 4 === 0));
  expect(pixels.size).toBe(1);
  return [...pixels][0]!;
}

/** The rows whose images a tooltip's `image` shows, embedded or by reference. */
function shownRows(image: string): number[] {
  if (image === "") return [];
  if (image.startsWith("ndpeek:rows/")) return image.slice("ndpeek:rows/".length).split("/")[0]!.split(",").map(Number);
  if (image.startsWith("data:image/png")) return [rowOf(image)];
  expect(image).toMatch(
    /^data:image\/svg\+xml,%3Csvg xmlns='http:\/\/www\.w3\.org\/2000\/svg' width='\d+' height='\d+' viewBox='0 0 \d+ \d+'%3E(%3Cimage x='\d+' y='\d+' width='4' height='3' href='data:image\/png;base64,[^']+'\/%3E)+%3C\/svg%3E$/,
  );
  return [...image.matchAll(/href='([^']+)'/g)].map(([, uri]) => rowOf(uri!));
}

const fieldsOf = (tooltip: unknown): Record<string, unknown> => {
  const { image: _, ...fields } = tooltip as Record<string, unknown>;
  return fields;
};

const isShown = ({ tooltip }: SceneMark): boolean => typeof tooltip === "object" && tooltip !== null && "image" in tooltip;

const imageOf = ({ tooltip }: SceneMark): string => (tooltip as { image: string }).image;

/** The rows that a mark stands for, by its own datum. */
function rowsBehind({ datum }: SceneMark): number[] | undefined {
  const of = (value: Readonly<Record<string, unknown>>): number | undefined => {
    const { id, properties } = value as { id?: unknown; properties?: { id: number } };
    const own = id ?? properties?.id;
    return own === undefined ? undefined : Number(own);
  };
  const own = of((datum.datum as Readonly<Record<string, unknown>>) ?? datum);
  return own === undefined ? undefined : [own];
}

const accepted = chartClasses.filter(({ refused }) => !refused);
const titled = (classes: readonly ChartClass[]): [string, ChartClass][] => classes.map((one) => [one.name, one]);
const attach = ({ spec, images = ROWS }: ChartClass, how: "embed" | "hover"): object =>
  attachImages(spec, stackOf(images), { images: how }).spec;

describe("attachImages", () => {
  for (const how of ["embed", "hover"] as const) {
    it.each(titled(accepted))(`leaves what %s shows as it was, and adds images (${how})`, async (_, one) => {
      const given = JSON.stringify(one.spec);
      const spec = attach(one, how);
      expect(JSON.stringify(one.spec)).toBe(given);
      const [before, after] = [compiled(one.spec), compiled(spec)];
      expect(after.warnings.filter((warning) => !before.warnings.includes(warning))).toEqual([]);
      if (validate(one.spec)) expect(validate(spec), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
      const [was, is] = [await sceneOf(before.vega), await sceneOf(after.vega)];
      // The tutorial's charts shake their points anew in each drawing.
      if (!given.includes("random()")) expect(is.items).toEqual(was.items);
      expect(is.warnings).toEqual(was.warnings);
      const shown = is.marks.filter(isShown);
      expect(shown.length).toBeGreaterThan(0);
      for (const mark of shown) {
        const found = shownRows(imageOf(mark));
        if (one.marks === "gaps" && found.length === 0) continue;
        expect(found.length).toBeGreaterThan(0);
        const behind = rowsBehind(mark);
        if (one.marks === undefined && behind && one.name !== "the outliers of a boxplot") expect(found).toEqual(behind);
      }
      const images = new Set(shown.flatMap((mark) => shownRows(imageOf(mark))));
      const some = ["filters, formulas, windows and folds", "the outliers of a boxplot"].includes(one.name);
      if (one.marks === undefined && !some) expect(images.size).toBe(one.images ?? ROWS);
      for (const mark of is.marks) expect(String(mark.description)).not.toMatch(/data:image|ndpeek:/);
    });
  }

  it.each(titled(chartClasses.filter(({ refused }) => refused)))("refuses %s, with the reason", (_, one) => {
    expect(thrown(() => attach(one, "embed"))).toEqual({ kind: "TypeError", message: expect.stringMatching(one.refused!) });
  });

  it("keeps the fields of every tooltip, in the words of Vega-Lite's compiler", { tags: "long" }, async () => {
    for (const one of accepted) {
      const was = (await sceneOf(compiled(one.spec).vega)).marks;
      const is = (await sceneOf(compiled(attach(one, "hover")).vega)).marks;
      for (const [i, { tooltip, description }] of was.entries()) {
        // Theirs say the image that is replaced.
        if (one.name.startsWith("Altair's")) continue;
        const now = is[i]!;
        if (typeof tooltip === "string") expect(Object.values(fieldsOf(now.tooltip)), one.name).toContain(tooltip);
        else if (typeof tooltip === "object" && tooltip !== null && one.name !== "tooltip of the data") {
          expect(fieldsOf(now.tooltip), one.name).toEqual(fieldsOf(tooltip));
        }
        const saysImage = one.name === "an image column that the tooltip shows" || JSON.stringify(one.spec).includes('"repeat"');
        if (description !== undefined && !saysImage) expect(now.description, one.name).toBe(description);
      }
    }
  });

  it("shows the first images of the rows that a mark stands for, as many as asked, and how many there are", async () => {
    const spec = chartClasses.find(({ name }) => name === "means in bars")!.spec;
    const idsOf = ({ datum }: SceneMark): number[] => rows.filter(({ g }) => g === datum.g).map(({ id }) => id);
    for (const first of [1, 3, 9]) {
      const marks = (await sceneOf(compiled(attachImages(spec, stackOf(ROWS), { images: "hover", first }).spec).vega)).marks;
      for (const mark of marks) {
        const all = idsOf(mark);
        expect(imageOf(mark)).toBe(`ndpeek:rows/${all.slice(0, first).join(",")}/${all.length}`);
      }
      const embedded = (await sceneOf(compiled(attachImages(spec, stackOf(ROWS), { first }).spec).vega)).marks;
      for (const mark of embedded) expect(shownRows(imageOf(mark))).toEqual(idsOf(mark).slice(0, first));
    }
  });

  it('refuses marks that stand for many rows where many is "error", whether an encoding or a transform makes them', () => {
    for (const name of ["means in bars", "a transform that aggregates"]) {
      const { spec } = chartClasses.find((one) => one.name === name)!;
      expect(thrown(() => attachImages(spec, stackOf(ROWS), { many: "error" }))).toEqual({
        kind: "TypeError",
        message: 'spec: a mark stands for many rows, and many is "error"',
      });
    }
  });

  it("matches by key: images come by the column's number, and a row without one has none", async () => {
    const keys = [4, "2", 7, null, 99, -1, 1.5];
    const spec = {
      data: { values: keys.map((k, i) => ({ k, i })) },
      mark: "point",
      encoding: { x: { field: "i", type: "quantitative" } },
    };
    const { spec: made } = attachImages(spec, stackOf(8), { key: "k" });
    const { marks } = await sceneOf(compiled(made).vega);
    expect(marks.map((mark) => shownRows(imageOf(mark)))).toEqual([[4], [2], [7], [], [], [], []]);
    expect((made as { datasets: Record<string, unknown[]> }).datasets["ndpeek-images"]).toHaveLength(3);
    const { marks: hovered } = await sceneOf(compiled(attachImages(spec, stackOf(8), { key: "k", images: "hover" }).spec).vega);
    expect(hovered.map(imageOf)).toEqual(["ndpeek:rows/4", "ndpeek:rows/2", "ndpeek:rows/7", "", "", "", ""]);
  });

  it("takes a key of any name", async () => {
    for (const key of ["a.b", "a[0]", "size [mm]", "cell's", 'c"d', "a\\b", "constructor", "k\u2028"]) {
      const spec = { data: { values: [{ [key]: 1 }, { [key]: 0 }] }, mark: "point", encoding: {} };
      for (const images of ["embed", "hover"] as const) {
        const { marks, warnings } = await sceneOf(compiled(attachImages(spec, stackOf(2), { key, images }).spec).vega);
        expect([key, warnings, ...marks.map((mark) => shownRows(imageOf(mark)))]).toEqual([key, [], [1], [0]]);
      }
    }
  });

  it("leaves rows without an image out of a contact sheet", async () => {
    const values = [1, "02", "", null, true, 99, 0].map((k) => ({ k }));
    const spec = { data: { values }, mark: "bar", encoding: { y: { aggregate: "count" } } };
    for (const images of ["embed", "hover"] as const) {
      const { marks } = await sceneOf(compiled(attachImages(spec, stackOf(3), { key: "k", images }).spec).vega);
      expect(marks.map((mark) => shownRows(imageOf(mark)))).toEqual([[1, 2, 0]]);
    }
  });

  it("shows no columns of its own in a tooltip of the data", async () => {
    for (const images of ["embed", "hover"] as const) {
      for (const encoding of [{ x: { field: "a" } }, { x: { field: "g" }, y: { aggregate: "count" } }]) {
        const spec = { data: { values: rows }, mark: { type: "point", tooltip: { content: "data" } }, encoding };
        const was = (await sceneOf(compiled(spec).vega)).marks;
        const is = (await sceneOf(compiled(attachImages(spec, stackOf(ROWS), { images }).spec).vega)).marks;
        for (const [i, { tooltip }] of is.entries()) {
          expect(JSON.parse(JSON.stringify(fieldsOf(tooltip)))).toEqual(JSON.parse(JSON.stringify(was[i]!.tooltip)));
        }
      }
    }
  });

  it("compiles conditions on Vega-Lite 4's selections as they were", () => {
    const tooltip = { condition: { selection: "s", field: "g", type: "nominal" }, value: "no" };
    const spec = { data: { values: rows }, selection: { s: { type: "single" } }, mark: "point", encoding: { tooltip } };
    const made = attachImages(spec, stackOf(ROWS)).spec as { encoding: { tooltip: { condition: object } } };
    expect(made.encoding.tooltip.condition).toMatchObject({ selection: "s" });
  });

  it("refuses specs that are too deep, and those that hold themselves", () => {
    let deep: object = chartClasses[0]!.spec;
    for (let i = 0; i < 20_000; i++) deep = { hconcat: [deep] };
    const ring: { hconcat: object[] } = { hconcat: [] };
    ring.hconcat.push(ring);
    for (const spec of [deep, ring]) {
      const refused = { kind: "TypeError", message: "spec: expected at most 500 levels, one within the other" };
      expect(thrown(() => attachImages(spec, stackOf(ROWS)))).toEqual(refused);
    }
  });

  it("takes a key within an object", async () => {
    const spec = {
      data: { values: [{ m: { cell: 1 } }, { m: { cell: 0 } }] },
      mark: "point",
      encoding: { x: { field: "m.cell", type: "quantitative" } },
    };
    for (const images of ["embed", "hover"] as const) {
      const { marks } = await sceneOf(compiled(attachImages(spec, stackOf(2), { key: "m.cell", images }).spec).vega);
      expect(marks.map((mark) => shownRows(imageOf(mark)))).toEqual([[1], [0]]);
    }
  });

  it("numbers the rows of data that come later by their name", async () => {
    const spec = { data: { name: "later" }, mark: "point", encoding: { x: { field: "a", type: "quantitative" } } };
    for (const images of ["embed", "hover"] as const) {
      const made = attachImages(spec, stackOf(ROWS), { images }).spec as { datasets?: object };
      const filled = { ...made, datasets: { ...made.datasets, later: rows } };
      const { marks } = await sceneOf(compiled(filled).vega);
      expect(marks.map((mark) => shownRows(imageOf(mark)))).toEqual(rows.map(({ id }) => [id]));
    }
  });

  it("gives images to the data of the right length, and leaves the others", async () => {
    const points = { mark: "point", encoding: { x: { field: "a", type: "quantitative" } } };
    const spec = {
      hconcat: [
        { data: { values: rows }, ...points },
        { data: { values: rows.slice(5) }, ...points },
      ],
    };
    const { marks } = await sceneOf(compiled(attachImages(spec, stackOf(ROWS)).spec).vega);
    expect(marks.filter(isShown)).toHaveLength(ROWS);
    expect(thrown(() => attachImages(spec, stackOf(ROWS + 1)))).toEqual({
      kind: "TypeError",
      message:
        "spec: no data for the images: its data have 12 rows, and there are 13 images; its data have 7 rows, and there are 13 images",
    });
  });

  it("can be done twice: the new images take the place of the old ones", async () => {
    const { spec } = chartClasses[1]!;
    const reversed = { length: ROWS, image: (row: number) => ({ data: new Uint8Array(12).fill(ROWS - 1 - row), shape: [3, 4] }) };
    for (const images of ["embed", "hover"] as const) {
      const once = attachImages(spec, stackOf(ROWS), { images }).spec;
      const twice = attachImages(once, reversed).spec;
      const { marks } = await sceneOf(compiled(twice).vega);
      expect(marks.map((mark) => shownRows(imageOf(mark)))).toEqual(rows.map(({ id }) => [ROWS - 1 - id]));
      if (images === "embed") expect(JSON.stringify(twice).length).toBe(JSON.stringify(once).length);
    }
  });

  it("drops a chart's embed options, and fetches nothing that it names", () => {
    const spec = { ...chartClasses[0]!.spec, usermeta: { embedOptions: { ast: false }, note: 1 } };
    expect(attachImages(spec, stackOf(ROWS)).spec).toMatchObject({ usermeta: { note: 1 } });
    expect(JSON.stringify(attachImages(spec, stackOf(ROWS)).spec)).not.toContain("embedOptions");
  });

  it("takes columns called like members of every object", async () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    const values = JSON.parse(
      JSON.stringify(
        rows.map(({ id }) =>
          Object.fromEntries([
            ["id", id],
            ["constructor", id],
            ["toString", "x"],
          ]),
        ),
      ).replaceAll('"id"', '"__proto__":{"a":1},"id"'),
    );
    const spec = { data: { values }, mark: "point", encoding: { x: { field: "id", type: "quantitative" } } };
    const made = attachImages(spec, stackOf(ROWS)).spec as { data: { values: object[] } };
    expect(Object.keys(made.data.values[0]!)).toEqual(
      expect.arrayContaining(["__proto__", "id", "constructor", "toString", "image"]),
    );
    for (const key of names)
      expect(thrown(() => attachImages(chartClasses[0]!.spec, stackOf(ROWS), { key }))).toEqual({
        kind: "TypeError",
        message: expect.stringContaining(`have no column "${key}"`),
      });
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });

  it("provides the pictures of a hovered row: as one PNG, and apart with their labels", async () => {
    const { spec } = chartClasses[0]!;
    const { provider, pictures } = attachImages(spec, [stackOf(ROWS), stackOf(ROWS)], {
      images: "hover",
      labels: ["red", "green"],
    });
    const blob = await provider!(5);
    expect(blob.type).toBe("image/png");
    expect(PNG.sync.read(Buffer.from(await blob.arrayBuffer())).width).toBe(2 * WIDTH + 10);
    const apart = await pictures!(5);
    expect(apart.map(({ label, width, height }) => [label, width, height])).toEqual([
      ["red", 4, 3],
      ["green", 4, 3],
    ]);
    await expect(provider!(ROWS)).rejects.toThrow(RangeError);
  });

  it("waits for images that come as promises, on hover only", async () => {
    const source: ImageSource = {
      length: ROWS,
      image: async (row: number) => ({ data: new Uint8Array(12).fill(row), shape: [3, 4] }),
    };
    const { spec } = chartClasses[0]!;
    const { provider } = attachImages(spec, source, { images: "hover" });
    expect(rowOf(`data:image/png;base64,${Buffer.from(await (await provider!(7)).arrayBuffer()).toString("base64")}`)).toBe(7);
    expect(thrown(() => attachImages(spec, source))).toEqual({
      kind: "TypeError",
      message: expect.stringContaining('only images: "hover" can wait'),
    });
  });

  it("refuses what is no spec and no option, naming it", () => {
    const { spec } = chartClasses[0]!;
    const stack = stackOf(ROWS);
    expect(thrown(() => attachImages(7 as never, stack))).toEqual({
      kind: "TypeError",
      message: "spec: expected a Vega-Lite spec, got 7",
    });
    expect(thrown(() => attachImages({ marks: [] }, stack))).toEqual({
      kind: "TypeError",
      message: expect.stringContaining("got one of Vega"),
    });
    expect(thrown(() => attachImages({ data: {} }, stack))).toEqual({
      kind: "TypeError",
      message: expect.stringContaining('a view with "mark"'),
    });
    expect(thrown(() => attachImages(spec, stack, { image: "hover" } as never))).toEqual({
      kind: "TypeError",
      message: expect.stringContaining('did you mean "images"'),
    });
    expect(thrown(() => attachImages(spec, stack, { images: "inline" as never }))).toEqual({
      kind: "RangeError",
      message: expect.stringContaining("images: expected one of embed, hover"),
    });
    expect(thrown(() => attachImages(spec, stack, { first: 0 }))).toEqual({
      kind: "RangeError",
      message: "first: expected an integer from 1 to 100, got 0",
    });
    expect(thrown(() => attachImages(spec, stack, { key: "" }))).toEqual({
      kind: "TypeError",
      message: `key: expected a column's name, got ""`,
    });
    expect(thrown(() => attachImages(spec, 7 as never))).toEqual({
      kind: "TypeError",
      message: expect.stringContaining("source: expected"),
    });
    expect(thrown(() => attachImages(spec, stack, { labels: ["a", "b"] }))).toEqual({
      kind: "RangeError",
      message: expect.stringContaining("labels: expected 1"),
    });
  });
});
