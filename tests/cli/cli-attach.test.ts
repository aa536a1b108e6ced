import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { load, type NdArray } from "../../src/index.ts";
import { PackedReader } from "../../src/io/packed-stack.ts";
import {
  channelOf,
  distinctStack,
  greysOf,
  imageOf,
  pictureRows,
  pixelsOf,
  points,
  put,
  putRaw,
  putStack,
  SCHEMA,
} from "../fixtures/attach-files.ts";
import { npyBytes } from "../fixtures/npy-bytes.ts";
import { emptyFolder, runCli } from "../fixtures/run-cli.ts";

const FINE = { code: 0, stdout: "", stderr: "" };

/** Attaches into a file and reads it. */
async function attached(
  chart: string,
  stacks: readonly string[],
  flags: readonly string[] = [],
  ending = "vl.json",
): Promise<string> {
  const out = join(emptyFolder(), `out.${ending}`);
  expect(await runCli(["attach", chart, "--stack", ...stacks, ...flags, "--out", out])).toEqual(FINE);
  return readFileSync(out, "utf8");
}

const attachedSpec = async (
  chart: string,
  stacks: readonly string[],
  flags: readonly string[] = [],
): Promise<Record<string, unknown>> => JSON.parse(await attached(chart, stacks, flags));

const imagesIn = (spec: object): string[] => pictureRows(spec).map(({ image }) => image);

/** The JSON that an offline page is drawn from. */
const pageChart = (html: string) =>
  JSON.parse(/<script type="application\/json" id="ndpeek-chart">(.*?)<\/script>/s.exec(html)![1]!);

const floats = (values: readonly number[], shape: readonly number[]): NdArray => ({ data: Float32Array.from(values), shape });

describe("ndpeek attach, pictures in the spec", () => {
  it("are the pixels of a stack of bytes, row by row, and all else of the chart is as it was", async () => {
    const folder = emptyFolder();
    const stack = distinctStack(6);
    const given = points(6, { title: "Cells", encoding: { x: { field: "x", type: "quantitative" }, tooltip: { field: "g" } } });
    const chart = put(folder, "chart.json", given);
    const spec = await attachedSpec(chart, [putStack(folder, "cells.npy", stack)]);
    const images = imagesIn(spec);
    expect(images.map((image) => greysOf(pixelsOf(image)))).toEqual(images.map((_, row) => imageOf(stack, row)));
    expect(images).toHaveLength(6);
    expect(pixelsOf(images[0]!)).toMatchObject({ width: 4, height: 3 });
    const { data, encoding, mark, ...rest } = spec as Record<
      string,
      { values: Record<string, unknown>[]; tooltip: unknown; x: unknown }
    >;
    const { data: old, encoding: _, mark: __, ...others } = given as Record<string, { values: Record<string, unknown>[] }>;
    expect(rest).toEqual(others);
    expect(data!.values.map(({ image: _image, ...row }) => row)).toEqual(old!.values);
    expect(encoding!.x).toEqual({ field: "x", type: "quantitative" });
    expect(encoding!.tooltip).toEqual([
      { field: "g", type: "nominal" },
      { field: "image", type: "nominal" },
    ]);
    expect(mark).toMatchObject({ type: "circle", size: 200, opacity: 1 });
  });

  it("have matplotlib's levels of values: between --vmin and --vmax, else between the stack's least and greatest", async () => {
    const folder = emptyFolder();
    const chart = put(folder, "chart.json", points(2));
    const stack = putStack(folder, "s.npy", floats([0, 1.5, 100.5, 255.5, 64, 256, -0, 128], [2, 2, 2]));
    const levels = async (...flags: string[]) =>
      imagesIn(await attachedSpec(chart, [stack], flags)).map((image) => greysOf(pixelsOf(image)));
    expect(await levels()).toEqual([
      [0, 1, 100, 255],
      [64, 255, 0, 128],
    ]);
    expect(await levels("--vmin", "0", "--vmax", "128")).toEqual([
      [0, 3, 201, 255],
      [128, 255, 0, 255],
    ]);
    expect(await levels("--vmin", "128")).toEqual([
      [0, 0, 0, 255],
      [0, 255, 0, 0],
    ]);
    expect(await levels("--vmin=-256")).toEqual([
      [128, 128, 178, 255],
      [160, 255, 128, 192],
    ]);
    expect(await levels("--range", "image")).toEqual([
      [0, 1, 100, 255],
      [64, 255, 0, 128],
    ]);
  });

  it("each have a range of their own with --range image, by percentiles if asked for", async () => {
    const folder = emptyFolder();
    const chart = put(folder, "chart.json", points(2));
    const stack = putStack(folder, "s.npy", floats([0, 1, 2, 4, 0, 100, 200, 400], [2, 2, 2]));
    for (const flags of [
      ["--range", "image"],
      ["--range", "image", "--percentile", "0,100"],
    ]) {
      const images = imagesIn(await attachedSpec(chart, [stack], flags));
      expect(images.map((image) => greysOf(pixelsOf(image)))).toEqual([
        [0, 64, 128, 255],
        [0, 64, 128, 255],
      ]);
    }
  });

  it("have the first, middle and last byte of matplotlib's viridis with --cmap viridis", async () => {
    const folder = emptyFolder();
    const chart = put(folder, "chart.json", points(1));
    const stack = putStack(folder, "s.npy", floats([0, 128, 256, 256], [1, 2, 2]));
    const [image] = imagesIn(await attachedSpec(chart, [stack], ["--cmap", "viridis"]));
    const { data } = pixelsOf(image!);
    expect([...data]).toEqual([...[68, 1, 84, 255], ...[32, 144, 140, 255], ...[253, 231, 36, 255], ...[253, 231, 36, 255]]);
  });

  it("are enlarged by whole pixels with --image-width", async () => {
    const folder = emptyFolder();
    const stack = distinctStack(1, 2, 3);
    const [image] = imagesIn(
      await attachedSpec(put(folder, "chart.json", points(1)), [putStack(folder, "s.npy", stack)], ["--image-width", "6"]),
    );
    const pixels = pixelsOf(image!);
    expect(pixels).toMatchObject({ width: 6, height: 4 });
    const given = imageOf(stack, 0);
    expect(greysOf(pixels)).toEqual(Array.from({ length: 24 }, (_, i) => given[((i / 12) | 0) * 3 + (((i % 6) / 2) | 0)]));
  });

  it("of several stacks stand side by side, 10 white pixels between them, under the labels", async () => {
    const folder = emptyFolder();
    const chart = put(folder, "chart.json", points(3));
    const [left, right] = [distinctStack(3, 4, 5), distinctStack(3, 2, 3)];
    right.data.forEach((value, i) => {
      right.data[i] = 255 - value;
    });
    const stacks = [putStack(folder, "left.npy", left), putStack(folder, "right.npy", right)];
    const expected = (row: number) =>
      Array.from({ length: 4 * 18 }, (_, i) => {
        const [x, y] = [i % 18, (i / 18) | 0];
        if (x < 5) return imageOf(left, row)[5 * y + x];
        return x >= 15 && y < 2 ? imageOf(right, row)[3 * y + x - 15] : 255;
      });
    const plain = imagesIn(await attachedSpec(chart, stacks, ["--labels", ","])).map(pixelsOf);
    expect(plain.map(({ width, height }) => [width, height])).toEqual([
      [18, 4],
      [18, 4],
      [18, 4],
    ]);
    expect(plain.map(greysOf)).toEqual([0, 1, 2].map(expected));
    const named = imagesIn(await attachedSpec(chart, stacks)).map(pixelsOf);
    for (const [row, pixels] of named.entries()) {
      expect(greysOf(pixels).slice(-4 * 18)).toEqual(expected(row));
    }
    const wide = putStack(folder, "wide.npy", distinctStack(3, 4, 60));
    const top = (label: string) =>
      attachedSpec(chart, [wide], ["--labels", label]).then((spec) => greysOf(pixelsOf(imagesIn(spec)[0]!)).slice(0, -240));
    const caption = await top("red");
    expect(new Set(caption)).toEqual(new Set([0, 255]));
    expect(await top("blue")).not.toEqual(caption);
  });

  it("are a row's by the number in its --key column, none for other numbers", async () => {
    const folder = emptyFolder();
    const stack = distinctStack(5);
    const values = [4, 0, 2, 2, 9, -1, null, "3"].map((cell, x) => ({ cell, x }));
    const chart = put(folder, "chart.json", points(0, { data: { values } }));
    const spec = await attachedSpec(chart, [putStack(folder, "s.npy", stack)], ["--key", "cell"]);
    expect((spec as { data: object }).data).toEqual({ values });
    const rows = pictureRows(spec);
    const numbers = rows.map(({ row }) => Number(Object.values(row).find((value) => typeof value === "number")));
    expect(numbers).toEqual([0, 2, 3, 4]);
    expect(rows.map(({ image }) => greysOf(pixelsOf(image)))).toEqual(numbers.map((row) => imageOf(stack, row)));
  });

  it("are left out for --images hover, where the rows have numbers", async () => {
    const folder = emptyFolder();
    const stack = putStack(folder, "s.npy", distinctStack(3));
    const spec = await attachedSpec(put(folder, "chart.json", points(3)), [stack], ["--images", "hover"]);
    expect(imagesIn(spec)).toEqual([]);
    const { values } = (spec as { data: { values: Record<string, unknown>[] } }).data;
    expect(values.map(({ ndpeek_row }) => ndpeek_row)).toEqual([0, 1, 2]);
    expect(JSON.stringify(spec)).toContain("ndpeek:rows/");
  });

  it("go to standard output too", async () => {
    const folder = emptyFolder();
    const stack = putStack(folder, "s.npy", distinctStack(2));
    const chart = put(folder, "chart.json", points(2));
    const flags = ["--out", "-", "--format", "vl.json"];
    const { code, stdout, stderr } = await runCli(["attach", chart, "--stack", stack, ...flags]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(await attached(chart, [stack]));
  });
});

describe("ndpeek attach, stacks of all kinds", () => {
  const bytesOf = (numbers: NdArray["data"] | BigInt64Array) => new Uint8Array(numbers.buffer as ArrayBuffer);

  async function pictured(stack: string, rows: number) {
    return imagesIn(await attachedSpec(put(emptyFolder(), "chart.json", points(rows)), [stack])).map(pixelsOf);
  }

  it("shows truths as black and white", async () => {
    const stack = putRaw(emptyFolder(), "mask.npy", "|b1", [2, 2, 2], Uint8Array.of(0, 1, 1, 0, 1, 1, 1, 1));
    expect((await pictured(stack, 2)).map(greysOf)).toEqual([
      [0, 255, 255, 0],
      [255, 255, 255, 255],
    ]);
  });

  it.each([["<i8"], ["<i4"], ["<u2"]])("shows RGB in %s as the colours that it says", async (descr) => {
    const colours = [255, 0, 7, 300, -5, 128];
    const data =
      descr === "<i8"
        ? bytesOf(BigInt64Array.from(colours, BigInt))
        : descr === "<i4"
          ? bytesOf(Int32Array.from(colours))
          : bytesOf(Uint16Array.from([65535, 0, 7 * 257, 65535, 0, 128 * 257]));
    const stack = putRaw(emptyFolder(), "rgb.npy", descr, [1, 1, 2, 3], data);
    // What is clipped is said; of 16 bits without a sign nothing is.
    const says = descr === "<u2" ? /^$/ : /^ndpeek: .*colors of int\d\d are shown from 0 to 255 and clipped, .* -5 to 300/;
    for (const flags of [[], ["--range", "stack"], ["--range", "image"]]) {
      const folder = emptyFolder();
      const files = [put(folder, "chart.json", points(1)), "--stack", stack, "--out", join(folder, "t.vl.json")];
      const { code, stderr } = await runCli(["attach", ...files, ...flags]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(says) });
      const [image] = imagesIn(JSON.parse(readFileSync(join(folder, "t.vl.json"), "utf8"))).map(pixelsOf);
      expect([...image!.data]).toEqual([255, 0, 7, 255, 255, 0, 128, 255]);
    }
  });

  it("keeps the alpha of RGBA", async () => {
    const colours = Uint8Array.of(1, 2, 3, 4, 250, 251, 252, 253);
    const [image] = await pictured(putRaw(emptyFolder(), "rgba.npy", "|u1", [1, 1, 2, 4], colours), 1);
    expect([...image!.data]).toEqual([...colours]);
  });

  it("shows a volume's greatest values along its depth", async () => {
    const stack = putStack(emptyFolder(), "v.npy", {
      data: Uint8Array.of(...[1, 20, 3, 4, 5, 60], ...[9, 2, 30, 1, 50, 6]),
      shape: [1, 2, 1, 6],
    });
    expect((await pictured(stack, 1)).map(greysOf)).toEqual([[9, 20, 30, 4, 50, 60]]);
  });

  it("reads Fortran order and big-endian numbers as NumPy means them, in embed and in hover", async () => {
    const shape = [5, 3, 4];
    const inC = Float32Array.from({ length: 60 }, (_, i) => i);
    const inFortran = new Float32Array(60);
    for (let n = 0; n < 5; n++)
      for (let y = 0; y < 3; y++) for (let x = 0; x < 4; x++) inFortran[n + 5 * (y + 3 * x)] = 12 * n + 4 * y + x;
    const big = new DataView(new ArrayBuffer(240));
    inC.forEach((value, i) => {
      big.setFloat32(4 * i, value);
    });
    const folder = emptyFolder();
    const chart = put(folder, "chart.json", points(5));
    const plain = putRaw(folder, "c.npy", "<f4", shape, bytesOf(inC));
    const others = [
      putRaw(folder, "f.npy", "<f4", shape, bytesOf(inFortran), true),
      putRaw(folder, "b.npy", ">f4", shape, new Uint8Array(big.buffer)),
    ];
    const spec = await attached(chart, [plain]);
    expect(imagesIn(JSON.parse(spec)).map((image) => greysOf(pixelsOf(image))[11])).toEqual(
      [0, 1, 2, 3, 4].map((n) => Math.min(255, Math.floor(((12 * n + 11) / 59) * 256))),
    );
    const page = await attached(chart, [plain], ["--images", "hover"], "html");
    for (const other of others) {
      expect(await attached(chart, [other])).toBe(spec);
      expect(await attached(chart, [other], ["--images", "hover"], "html")).toBe(page);
    }
  });

  it("shows what is no number in a colour of its own, also where nothing else is there", async () => {
    const { NaN: nan } = Number;
    const stack = putStack(emptyFolder(), "nan.npy", floats([nan, nan, nan, nan], [2, 1, 2]));
    for (const image of await pictured(stack, 2)) expect([...image.data]).toEqual([255, 0, 255, 255, 255, 0, 255, 255]);
    const some = putStack(emptyFolder(), "some.npy", floats([0, nan, Number.POSITIVE_INFINITY, 256], [1, 1, 4]));
    const [image] = await pictured(some, 1);
    expect(channelOf(image!, 0)).toEqual([0, 255, 255, 255]);
    expect(channelOf(image!, 1)).toEqual([0, 0, 255, 255]);
  });
});

describe("ndpeek attach, an offline page", () => {
  it("with embedded images holds the spec of the .vl.json, under the chart's title", async () => {
    const folder = emptyFolder();
    const chart = put(folder, "my.vl.json", points(4, { title: { text: ["Cells </script>", "& more"] } }));
    const stack = putStack(folder, "s.npy", distinctStack(4));
    const html = await attached(chart, [stack], [], "html");
    expect(pageChart(html)).toEqual({
      spec: JSON.parse(await attached(chart, [stack])),
      title: "Cells </script> & more",
      images: "embed",
    });
    expect(html).toContain("<title>Cells &lt;/script&gt; &amp; more</title>");
    const plain = await attached(put(folder, "plain.vl.json", points(4)), [stack], [], "html");
    expect(plain).toContain("<title>plain</title>");
  });

  it("for hover holds each stack packed, bit for bit, and its range", async () => {
    const folder = emptyFolder();
    const nd = await load();
    const stack: NdArray<Float64Array> = { data: nd.defaultRng(7).normal(0, 1, 5 * 100 * 90), shape: [5, 100, 90] };
    const other = distinctStack(5);
    const chart = put(folder, "chart.json", points(5));
    const stacks = [putStack(folder, "a.npy", stack), putStack(folder, "b.npy", other)];
    const html = await attached(chart, stacks, ["--images", "hover", "--cmap", "magma", "--gamma", "0.5"], "html");
    const page = pageChart(html);
    expect(page).toMatchObject({ images: "hover", names: ["a", "b"], pixels: { cmap: "magma", gamma: 0.5 } });
    const { data } = stack;
    expect(page.stacks.map(({ range }: { range?: unknown }) => range)).toEqual([
      [data.reduce((a, b) => Math.min(a, b)), data.reduce((a, b) => Math.max(a, b))],
      undefined,
    ]);
    for (const [i, expected] of [stack, other].entries()) {
      const text = new RegExp(`id="ndpeek-stack-${i}">([^<]*)</script>`).exec(html)![1]!;
      const reader = new PackedReader(page.stacks[i], text);
      for (let row = 0; row < 5; row++) expect([...(await reader.image(row)).data]).toEqual(imageOf(expected, row));
    }
  });

  it("for hover holds 64-bit integers and halves as what they are", async () => {
    const folder = emptyFolder();
    const chart = put(folder, "chart.json", points(2));
    const wide: NdArray = { data: Float64Array.of(1, -2, 2 ** 53, 4), shape: [2, 1, 2], dtype: "int64" };
    const bits = Uint16Array.of(0x3266, 0x34cd, 0x3666, 0);
    const halves = putRaw(folder, "b.npy", "<f2", [2, 1, 2], new Uint8Array(bits.buffer));
    const html = await attached(chart, [putStack(folder, "a.npy", wide), halves], ["--images", "hover"], "html");
    const page = pageChart(html);
    const images = [0, 1].map((i) => {
      const text = new RegExp(`id="ndpeek-stack-${i}">([^<]*)</script>`).exec(html)![1]!;
      return new PackedReader(page.stacks[i], text).image(1);
    });
    expect(await Promise.all(images)).toEqual([
      { data: Float64Array.of(2 ** 53, 4), shape: [1, 2], dtype: "int64" },
      { data: Float32Array.of(0.39990234375, 0), shape: [1, 2], dtype: "float16" },
    ]);
  });

  it("is no larger than 1.4 times the deflated stack, or 4/3 of its PNGs and 5 percent, beside the page and the chart", async () => {
    const folder = emptyFolder();
    const nd = await load();
    const stack: NdArray = { data: Float32Array.from(nd.defaultRng(2026).normal(0, 1, 300 * 96 * 96)), shape: [300, 96, 96] };
    const path = putStack(folder, "s.npy", stack);
    const chart = put(folder, "chart.json", points(300));
    const page = statSync("dist/offline.html").size;
    const hover = await attached(chart, [path], ["--images", "hover"], "html");
    const deflated = deflateSync(stack.data).length;
    const embed = await attached(chart, [path], [], "html");
    const images = imagesIn(pageChart(embed).spec);
    const pngs = images.reduce((sum, image) => sum + Buffer.from(image.slice(image.indexOf(",")), "base64").length, 0);
    const sizes = { deflated, hover: hover.length - page, pngs, embed: embed.length - page, chart: statSync(chart).size };
    expect(images).toHaveLength(300);
    expect(sizes.hover).toBeLessThanOrEqual(1.4 * deflated);
    expect(sizes.embed).toBeLessThanOrEqual((4 / 3) * 1.05 * pngs + sizes.chart);
  });
});

describe("ndpeek attach, data by a relative path", () => {
  const rows = [
    { n: 1, word: "a" },
    { n: 2.5, word: 'ü, "b"' },
  ];
  const quoted = (text: string, delimiter: string) =>
    text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
  const delimited = (delimiter: string) =>
    ["n,word".replace(",", delimiter), ...rows.map(({ n, word }) => `${n}${delimiter}${quoted(word, delimiter)}`)].join("\n");

  const chartOf = (data: object) => ({
    $schema: SCHEMA,
    data,
    mark: "point",
    encoding: { x: { field: "n", type: "quantitative" } },
  });

  it.each([
    ["JSON", "rows.json", JSON.stringify(rows), undefined],
    ["JSON in a subfolder", "a/b/rows.json", JSON.stringify(rows), undefined],
    ["JSON with a byte order mark", "bom.json", `\uFEFF${JSON.stringify(rows)}`, undefined],
    ["JSON's property", "deep.json", JSON.stringify({ all: { rows } }), { property: "all.rows" }],
    ["CSV", "rows.csv", delimited(","), undefined],
    ["CSV with a byte order mark", "bom.csv", `\uFEFF${delimited(",")}`, undefined],
    ["TSV", "rows.tsv", delimited("\t"), undefined],
    ["semicolons", "rows.txt", delimited(";"), { type: "dsv", delimiter: ";" }],
    ["CSV of another name", "100%.dat", delimited(","), { type: "csv" }],
    ["a name with a space", "my%20rows.csv", delimited(","), undefined],
  ])("puts %s inside", async (_, url, text, format) => {
    const folder = emptyFolder();
    put(folder, url === "100%.dat" ? url : decodeURI(url), text);
    const stack = putStack(folder, "s.npy", distinctStack(2));
    const chart = put(folder, "chart.json", chartOf({ url, ...(format && { format }) }));
    const spec = await attachedSpec(chart, [stack]);
    const { data } = spec as { data: { values: Record<string, unknown>[] } };
    expect(data.values.map(({ n, word }) => ({ n: Number(n), word }))).toEqual(rows);
    expect(data.values.map(({ image }) => greysOf(pixelsOf(image as string))[0])).toEqual([0, 1]);
    expect(JSON.stringify(spec)).not.toContain('"url"');
  });

  it("puts a topology inside, and its features' pictures among their properties", async () => {
    const folder = emptyFolder();
    const geometries = [0, 1].map((i) => ({ type: "Point", coordinates: [i, i], properties: { name: `p${i}` } }));
    put(folder, "maps/world.json", { type: "Topology", arcs: [], objects: { land: { type: "GeometryCollection", geometries } } });
    const data = { url: "maps/world.json", format: { type: "topojson", feature: "land" } };
    const chart = put(folder, "chart.json", { $schema: SCHEMA, data, mark: "geoshape" });
    const spec = (await attachedSpec(chart, [putStack(folder, "s.npy", distinctStack(2))])) as unknown as {
      data: { format: object; values: { objects: { land: { geometries: { properties: { name: string; image: string } }[] } } } };
    };
    expect(spec.data.format).toEqual(data.format);
    const properties = spec.data.values.objects.land.geometries.map((one) => one.properties);
    expect(properties.map(({ name }) => name)).toEqual(["p0", "p1"]);
    expect(properties.map(({ image }) => greysOf(pixelsOf(image))[0])).toEqual([0, 1]);
  });

  it("puts the data of lookups inside, and of views within", async () => {
    const folder = emptyFolder();
    put(folder, "more/names.csv", "n,name\n1,one\n2,two\n");
    put(folder, "rows.json", rows);
    const view = {
      ...chartOf({ url: "rows.json" }),
      transform: [{ lookup: "n", from: { data: { url: "more/names.csv" }, key: "n", fields: ["name"] } }],
    };
    const chart = put(folder, "chart.json", { $schema: SCHEMA, hconcat: [view, { vconcat: [{ layer: [view] }] }] });
    const text = await attached(chart, [putStack(folder, "s.npy", distinctStack(2))]);
    expect(text).not.toContain('"url"');
    expect(text.split("n,name\\n1,one").length - 1).toBe(2);
    expect(imagesIn(JSON.parse(text)).length).toBe(4);
  });
});

describe("ndpeek attach, addresses", () => {
  it("are refused in one line, wherever they stand: nothing is fetched, nothing written, an old file kept", async () => {
    const asked: string[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url!);
      response.end("[]");
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;

    const folder = emptyFolder();
    const inner = join(folder, "charts");
    mkdirSync(inner);
    const secret = put(folder, "secret.json", [{ x: 1 }, { x: 2 }]);
    symlinkSync(secret, join(inner, "link.json"));
    symlinkSync(folder, join(inner, "up"));
    symlinkSync(join(inner, "nowhere"), join(inner, "dangling.json"));
    mkdirSync(join(inner, "folder.json"));
    execFileSync("mkfifo", [join(inner, "pipe.json")]);
    put(folder, "charts-2/rows.json", [{ x: 1 }, { x: 2 }]);
    const stack = putStack(inner, "s.npy", distinctStack(2));
    const out = put(inner, "out.html", "old");
    const before = readdirSync(inner);
    const fetched = /nothing is fetched; save the data beside the chart/;
    const beyond = /expected a file in the chart's folder or below it/;
    const urls: [string, RegExp][] = [
      [`http://127.0.0.1:${port}/a.json`, fetched],
      [`HTTPS://localhost:${port}/a.json`, fetched],
      [`//127.0.0.1:${port}/a.json`, fetched],
      [`file://${secret}`, fetched],
      ["data:application/json,[]", fetched],
      [secret, /expected a path relative to the chart/],
      ["../secret.json", beyond],
      ["x/../../secret.json", beyond],
      ["%2e%2e/secret.json", beyond],
      ["../charts-2/rows.json", beyond],
      ["link.json", beyond],
      ["up/secret.json", beyond],
      ["dangling.json", /cannot be read: no such file/],
      ["missing.json", /cannot be read: no such file/],
      ["folder.json", /cannot be read: it is a folder/],
      ["pipe.json", /cannot be read: it is no file/],
    ];
    const values = [{ x: 1 }, { x: 2 }];
    const base = { $schema: SCHEMA, data: { values }, mark: "point" };
    const places: ((data: object) => object)[] = [
      (data) => ({ ...base, data }),
      (data) => ({ ...base, transform: [{ lookup: "x", from: { data, key: "x", fields: ["y"] } }] }),
      (data) => ({ hconcat: [base, { layer: [{ ...base, data }] }] }),
    ];
    for (const [i, [url, says]] of urls.entries()) {
      const chart = put(folder, "charts/chart.json", places[i % 3]!({ url }));
      const { code, stdout, stderr } = await runCli(["attach", chart, "--stack", stack, "--out", out]);
      expect(stderr, url).toMatch(says);
      expect(stderr).toMatch(/^ndpeek: [^\n]*\n$/);
      expect(stderr).toContain(JSON.stringify(url));
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    }
    expect(readdirSync(inner)).toEqual([...before, "chart.json"].sort());
    expect(readFileSync(out, "utf8")).toBe("old");
    expect(asked).toEqual([]);
  });
});

describe("ndpeek attach, bad input", () => {
  it("is told in one line that names it, exit 2, and nothing is written", { timeout: 180_000 }, async () => {
    const folder = emptyFolder();
    const chart = put(folder, "chart.json", points(3));
    const stack = putStack(folder, "three.npy", distinctStack(3));
    const four = putStack(folder, "four.npy", distinctStack(4));
    const bytes = npyBytes({ data: new Float32Array(3 * 4 * 4), shape: [3, 4, 4] });
    const cut = put(folder, "cut.npy", bytes.subarray(0, bytes.length - 20));
    const text = put(folder, "text.npy", "no array");
    const flat = putStack(folder, "flat.npy", { data: new Float32Array(6), shape: [3, 2] });
    const hollow = putStack(folder, "hollow.npy", { data: new Float32Array(0), shape: [3, 0, 2] });
    const broken = put(folder, "broken.json", '{"mark": ');
    const list = put(folder, "list.json", [1, 2]);
    const vega = put(folder, "vega.json", {
      $schema: "https://vega.github.io/schema/vega/v6.json",
      marks: [],
      data: [{ name: "a", url: "http://127.0.0.1:9/a" }],
    });
    const none = put(folder, "none.json", { $schema: SCHEMA, title: "nothing" });
    const bare = put(folder, "bare.json", { $schema: SCHEMA, mark: "point" });
    const smooth = put(folder, "smooth.json", points(3, { transform: [{ density: "x" }] }));
    const bars = put(folder, "bars.json", points(3, { mark: "bar", encoding: { x: { field: "g" }, y: { aggregate: "count" } } }));
    const csv = put(folder, "csv.json", points(3, { data: { values: "[1, 2", format: { type: "json" } } }));
    const before = readdirSync(folder);
    const out = ["--out", join(folder, "out.html")];
    const good = [chart, "--stack", stack, ...out];
    for (const [args, says] of [
      [["--stack", stack, ...out], /expected one chart .* got 0 charts/],
      [[chart, chart, "--stack", stack, ...out], /got 2 charts/],
      [[chart, ...out], /--stack: expected a \.npy file/],
      [[chart, "--stack", ...out], /--stack: expected a value/],
      [[chart, "--stack", stack], /--out: expected a file \(\.html, \.vl\.json\)/],
      [[chart, "--stack", stack, "--out", "-"], /--format: expected one of html, vl\.json beside --out -/],
      [[chart, "--stack", stack, "--out", join(folder, "a.csv")], /--out: expected a file ending in \.html, \.vl\.json/],
      [[chart, "--stack", stack, "--out", folder, "--format", "html"], /--out: cannot write .*: it is a folder/],
      [[chart, "--stack", stack, "--out", join(folder, "no/a.html")], /--out: cannot write .*no\/a\.html": no such folder/],
      [[...good, "--format", "csv"], /--format: expected one of html, vl\.json, got "csv"/],
      [[...good, "--key", ""], /--key: expected a column's name, got ""/],
      [[...good, "--key", "cell"], /chart\.json": spec: no data for the images: its data have no column "cell"/],
      [[...good, "--key", "g"], /no value of its column "g" is the number of an image \(0 to 2\)/],
      [[...good, "--images", "none"], /--images: expected one of embed, hover, got "none"/],
      [[...good, "--vmin", "low"], /--vmin: expected a number, got "low"/],
      [[...good, "--vmax", "0x10"], /--vmax: expected a number, got "0x10"/],
      [[...good, "--vmin", "5", "--vmax", "5"], /--vmax: expected a number > vmin \(5\), got 5/],
      [[...good, "--percentile", "1,99"], /--percentile: expected --range image beside it/],
      [[...good, "--range", "image", "--percentile", "1"], /--percentile: expected two percentiles/],
      [[...good, "--range", "image", "--percentile", ",99"], /--percentile\[0\]: expected/],
      [[...good, "--range", "image", "--percentile", "99,1"], /--percentile: expected low < high/],
      [[...good, "--range", "row"], /--range: expected one of stack, image, got "row"/],
      [[...good, "--gamma", "0"], /--gamma: expected a number > 0, got 0/],
      [[...good, "--gamma", "-1"], /--gamma: expected a number >= 0, got "-1"/],
      [[...good, "--cmap", "jet"], /--cmap: expected one of gray, viridis, magma, cividis, got "jet"/],
      [[...good, "--image-width", "0"], /--image-width: expected an integer from 1 to 4096, got "0"/],
      [[...good, "--labels", "a,b"], /--labels: expected 1, one for each stack, got 2/],
      [[...good, "--many", "all"], /--many: expected one of first, error, got "all"/],
      [[...good, "--first", "101"], /--first: expected an integer from 1 to 100, got "101"/],
      [[...good, "--colour", "red"], /unknown flag --colour/],
      [[...good, "--out", "b.html"], /--out: given more than once/],
      [
        [chart, "--stack", four, ...out],
        /chart\.json": spec: no data for the images: its data have 3 rows, and there are 4 images/,
      ],
      [
        [chart, "--stack", stack, four, ...out],
        /expected stacks of one length, got 3 images in ".*three\.npy" and 4 in ".*four\.npy"/,
      ],
      [[chart, "--stack", cut, ...out], /cut\.npy": \.npy: expected 192 bytes for shape \(3, 4, 4\), got 172/],
      [[chart, "--stack", text, ...out], /text\.npy": \.npy: expected a file that begins with \\x93NUMPY/],
      [[chart, "--stack", flat, ...out], /flat\.npy": expected a stack of shape .* got \(3, 2\)/],
      [[chart, "--stack", hollow, ...out], /hollow\.npy": expected images of at least one pixel, got shape \(3, 0, 2\)/],
      [[chart, "--stack", join(folder, "missing.npy"), ...out], /cannot read .*missing\.npy": no such file/],
      [[join(folder, "missing.json"), "--stack", stack, ...out], /cannot read .*missing\.json": no such file/],
      [[folder, "--stack", stack, ...out], /cannot read .*: it is a folder/],
      [[broken, "--stack", stack, ...out], /broken\.json": expected JSON: /],
      [[list, "--stack", stack, ...out], /list\.json": spec: expected a Vega-Lite spec/],
      [[vega, "--stack", stack, ...out], /vega\.json": spec: expected a Vega-Lite spec, got one of Vega/],
      [[none, "--stack", stack, ...out], /none\.json": spec: expected a Vega-Lite spec, a view with "mark"/],
      [[bare, "--stack", stack, ...out], /bare\.json": spec: it has no data/],
      [[smooth, "--stack", stack, ...out], /smooth\.json": spec: no mark can have images: a density estimate stands for no row/],
      [
        [bars, "--stack", stack, "--many", "error", ...out],
        /bars\.json": spec: a mark stands for many rows, and many is "error"/,
      ],
      [[csv, "--stack", stack, ...out], /csv\.json": spec: expected data in JSON, got "\[1, 2"/],
    ] as const) {
      const { code, stdout, stderr } = await runCli(["attach", ...args]);
      expect(stderr).toMatch(says);
      expect(stderr).toMatch(/^ndpeek: [^\n]*\n$/);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    }
    expect(readdirSync(folder)).toEqual(before);
  });

  it("leaves the old file where it is, whatever fails", async () => {
    const folder = emptyFolder();
    const chart = put(folder, "chart.json", points(3));
    for (const ending of ["html", "vl.json"]) {
      const out = join(folder, `out.${ending}`);
      writeFileSync(out, "old");
      for (const images of ["embed", "hover"]) {
        const stack = putStack(folder, "four.npy", distinctStack(4));
        expect((await runCli(["attach", chart, "--stack", stack, "--images", images, "--out", out])).code).toBe(2);
        expect(readFileSync(out, "utf8")).toBe("old");
      }
    }
    expect(existsSync(join(folder, "out.html"))).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["chart.json", "four.npy", "out.html", "out.vl.json"]);
  });

  it("of no row and no image is a chart without points", async () => {
    const folder = emptyFolder();
    const stack = putStack(folder, "none.npy", { data: new Uint8Array(0), shape: [0, 4, 4] });
    const chart = put(folder, "chart.json", points(0));
    for (const images of ["embed", "hover"]) {
      const html = await attached(chart, [stack], ["--images", images], "html");
      expect(pageChart(html).spec.data.values).toEqual([]);
    }
  });
});
