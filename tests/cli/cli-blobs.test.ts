import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type BlobRow, generateBlobs, repeatChart } from "../../src/index.ts";
import { seedWords } from "../../src/random/seed.ts";
import { emptyFolder, runCli } from "../fixtures/run-cli.ts";
import tutorial from "../golden/tutorial.json" with { type: "json" };

const golden = tutorial.slice(1) as BlobRow[];

async function printed(args: string): Promise<string> {
  const { code, stdout, stderr } = await runCli(["blobs", ...args.split(" "), "--out", "-"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

async function written(name: string, args: string): Promise<string> {
  const file = join(emptyFolder(), name);
  expect(await runCli(["blobs", ...args.split(" "), "--out", file])).toEqual({ code: 0, stdout: "", stderr: "" });
  return readFileSync(file, "utf8");
}

/** What the page's head and its heading say. */
const titlesIn = (html: string) => [/<title>(.*?)<\/title>/.exec(html)?.[1], /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1]];

function chartIn(html: string) {
  return JSON.parse(/<script type="application\/json" id="ndpeek-chart">(.*?)<\/script>/s.exec(html)![1]!);
}

describe("csv", () => {
  it("of the tutorial's 200 rows equals NumPy/SciPy's table in every digit", async () => {
    const lines = golden.map(({ group, image1_area, image2_area }) => `${group},${image1_area},${image2_area}\n`);
    expect(golden).toHaveLength(200);
    expect(await written("t.csv", "--rows 200 --seed altair")).toBe(["group,image1_area,image2_area\n", ...lines].join(""));
  });

  it("on standard output is the file's text", async () => {
    expect(await printed("--rows 40 --seed 7 --format csv")).toBe(await written("t.csv", "--rows 40 --seed 7"));
  });

  it("carries the repeat chart's image column where images are embedded", async () => {
    const set = await generateBlobs({ rows: 3, width: 16 });
    const lines = set.rows({ images: "both" }).map((row) => `${row.group},${row.image1_area},${row.image2_area},"${row.image}"`);
    const text = await written("t.csv", "--rows 3 --width 16 --images embed");
    expect(text.split("\n")).toEqual(["group,image1_area,image2_area,image", ...lines, ""]);
  });

  it("carries the dropdown chart's two image columns, without captions where --no-labels is given", async () => {
    const set = await generateBlobs({ rows: 2, width: 24 });
    const lines = set
      .rows({ images: "single", labels: false })
      .map((row) => `${row.group},${row.image1_area},${row.image2_area},"${row.image1_base64}","${row.image2_base64}"`);
    const text = await written("t.csv", "--rows 2 --width 24 --chart dropdown --images embed --no-labels");
    expect(text.split("\n")).toEqual(["group,image1_area,image2_area,image1_base64,image2_base64", ...lines, ""]);
  });

  it("quotes group names by RFC 4180", async () => {
    const text = await printed('--rows 1 --width 4 --format csv --groups a"b');
    expect(text.split("\n")[1]).toMatch(/^"a""b",/);
  });
});

describe("ndjson", () => {
  it("has the fields of rows(), a row a line", async () => {
    const set = await generateBlobs({ rows: 5, seed: [1, 2], width: 20 });
    const lines = (await written("t.ndjson", "--rows 5 --seed 1,2 --width 20")).split("\n");
    expect(lines.pop()).toBe("");
    expect(lines).toEqual(set.rows().map((row) => JSON.stringify(row)));
  });

  it("of a seed with digits, commas and a space is drawn from the text's code points", async () => {
    const set = await generateBlobs({ rows: 4, width: 8, seed: "1, 2" });
    const { stdout } = await runCli([
      "blobs",
      "--rows",
      "4",
      "--width",
      "8",
      "--seed",
      "1, 2",
      "--format",
      "ndjson",
      "--out",
      "-",
    ]);
    expect(stdout).toBe(
      set
        .rows()
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(""),
    );
  });

  it("has the images of rows() where they are embedded", async () => {
    const set = await generateBlobs({ rows: 20, width: 20 });
    const lines = (await printed("--rows 20 --width 20 --format ndjson --images embed")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(set.rows({ images: "both" }));
  });
});

describe("vl.json", () => {
  it("is repeatChart's spec, images embedded, in compact JSON", async () => {
    const set = await generateBlobs({ rows: 6, width: 20 });
    expect(await written("t.vl.json", "--rows 6 --width 20")).toBe(`${JSON.stringify(repeatChart(set))}\n`);
  });

  it("of the tutorial is no larger than Altair's 776,729 bytes", async () => {
    expect(Buffer.byteLength(await written("t.vl.json", "--rows 200"))).toBeLessThanOrEqual(776_729);
  });

  it.each(["hover", "none"])("holds no pixel with --images %s", async (images) => {
    expect(await printed(`--rows 4 --chart dropdown --format vl.json --images ${images}`)).not.toContain("base64,");
  });

  it("takes every option of the data set from its flag", async () => {
    const set = await generateBlobs({
      rows: 7,
      seed: 5,
      width: 12,
      dims: 3,
      threshold: 0.5,
      groups: ["x", "y"],
      circle: { sizes: [0.2] },
      square: { sizes: [0.6, 0.7], mean: -2 },
      stream: "spawn",
    });
    const flags =
      "--rows 7 --seed 5 --width 12 --dims 3 --threshold 0.5 --groups x,y --circle-sizes 0.2 --square-sizes 0.6,0.7 --square-mean -2 --stream spawn";
    expect(JSON.parse(await printed(`${flags} --workers 3 --format vl.json`))).toEqual(
      JSON.parse(JSON.stringify(repeatChart(set))),
    );
  });
});

describe("html", () => {
  it("holds the tutorial's rows with their images", async () => {
    const { spec, images, blobs } = chartIn(await written("t.html", "--rows 200"));
    expect({ images, blobs }).toEqual({ images: "embed", blobs: undefined });
    expect(spec.data.values.map(({ image: _, ...row }: BlobRow) => row)).toEqual(golden);
    for (const { image } of spec.data.values) expect(image).toMatch(/^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/);
  });

  it.each([
    ["repeat", "Comparison of blob areas"],
    ["dropdown", "Area of blobs"],
  ])("of the %s chart is called %s, as the chart is", async (chart, title) => {
    const html = await printed(`--rows 1 --width 4 --chart ${chart} --format html`);
    expect(titlesIn(html)).toEqual([title, title]);
    expect(JSON.stringify(chartIn(html).spec.title)).toContain(title);
  });

  it("for images on hover holds the options that make the same set again, the seed as its words", async () => {
    const { spec, images, labels, blobs } = chartIn(
      await printed("--rows 5 --width 10 --seed xy --images hover --no-labels --format html"),
    );
    expect({ images, labels }).toEqual({ images: "hover", labels: false });
    expect(blobs.seed).toEqual(seedWords("xy"));
    expect((await generateBlobs(blobs)).rows()).toEqual(spec.data.values);
    expect((await generateBlobs({ rows: 5, width: 10, seed: "xy" })).rows()).toEqual(spec.data.values);
  });
});
