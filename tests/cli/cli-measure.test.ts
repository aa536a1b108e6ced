import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { load, type NdArray, type Ndpeek } from "../../src/index.ts";
import { npyBytes, withHeader } from "../fixtures/npy-bytes.ts";
import { emptyFolder, runCli } from "../fixtures/run-cli.ts";

let nd: Ndpeek;
beforeAll(async () => {
  nd = await load();
});

function stackOf(images: number, height: number, width: number): NdArray<Float64Array> {
  return { data: nd.defaultRng(images).random(images * height * width), shape: [images, height, width] };
}

const save = (folder: string, name: string, array: NdArray): string => {
  const path = join(folder, name);
  writeFileSync(path, npyBytes(array));
  return path;
};

const rowsOf = (text: string): Record<string, number>[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("ndpeek measure", () => {
  it("tells area, threshold and extremes of each filtered image, as the library has them", async () => {
    const folder = emptyFolder();
    const stack = stackOf(40, 30, 20);
    const path = save(folder, "cells.npy", stack);
    const out = join(folder, "areas.ndjson");
    const flags = ["--threshold", "otsu", "--gaussian", "1.5", "--uniform", "4", "--out", out];
    expect(await runCli(["measure", path, ...flags])).toEqual({ code: 0, stdout: "", stderr: "" });
    const filtered = nd.uniformFilter(nd.gaussianFilter(stack, 1.5, { axes: [1, 2] }), 4, { axes: [1, 2] });
    const thresholds = nd.otsuEach(filtered);
    const areas = nd.areaAboveEach(filtered, thresholds);
    const [min, max] = nd.minMaxEach(filtered);
    expect(rowsOf(readFileSync(out, "utf8"))).toEqual(
      Array.from(areas, (area, row) => ({
        row,
        cells_area: area,
        cells_threshold: thresholds[row],
        cells_min: min[row],
        cells_max: max[row],
      })),
    );
  });

  it("does not depend on how many images are read at once", async () => {
    const folder = emptyFolder();
    // 5 images of 2^20 pixels: four at once, then one.
    const stack = { data: Float32Array.from({ length: 5 << 20 }, (_, i) => (i * 2654435761) % 1000), shape: [5, 1024, 1024] };
    const path = save(folder, "large.npy", stack);
    const { code, stdout } = await runCli(["measure", path, "--threshold", "500", "--out", "-", "--format", "csv"]);
    expect(code).toBe(0);
    const [head, ...lines] = stdout.trimEnd().split("\n");
    expect(head).toBe("row,large_area,large_threshold,large_min,large_max");
    const areas = nd.areaAboveEach(stack, 500);
    expect(lines.map((line) => Number(line.split(",")[1]))).toEqual([...areas]);
  });

  it("sets stacks side by side, each under its file's name, and a name once", async () => {
    const folder = emptyFolder();
    const red = save(folder, "red.npy", stackOf(3, 8, 8));
    mkdirSync(join(folder, "b"));
    const other = save(folder, "b/red.npy", stackOf(3, 5, 5));
    const volumes = save(folder, 'a,"b".npy', { data: new Uint8Array(3 * 2 * 4 * 5).fill(9), shape: [3, 2, 4, 5] });
    const { stdout } = await runCli(["measure", red, other, volumes, "--threshold", "-1", "--out", "-", "--format", "csv"]);
    const [head, first] = stdout.split("\n");
    const names = 3;
    expect(head).toContain("row,red_area,red_threshold,red_min,red_max,red_2_area,");
    expect(head).toContain('"a,""b""_area"');
    expect(first!.split(",")).toHaveLength(1 + 4 * names);
  });

  it("of an empty stack is a header", async () => {
    const path = save(emptyFolder(), "none.npy", { data: new Float64Array(0), shape: [0, 4, 4] });
    const { code, stdout } = await runCli(["measure", path, "--threshold", "0.5", "--out", "-", "--format", "csv"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "row,none_area,none_threshold,none_min,none_max\n" });
  });

  it.each(["ndjson", "csv"])("tells NaN from infinities, in %s", async (format) => {
    const { NaN: nan, POSITIVE_INFINITY: high, NEGATIVE_INFINITY: low } = Number;
    const path = save(emptyFolder(), "s.npy", { data: Float64Array.of(nan, nan, 1, high, low, 1), shape: [3, 1, 2] });
    const { code, stdout } = await runCli(["measure", path, "--threshold", "0", "--out", "-", "--format", format]);
    expect(code).toBe(0);
    const values = (line: string): unknown[] => (format === "csv" ? line.split(",") : Object.values(JSON.parse(line)));
    const rows = stdout
      .trimEnd()
      .split("\n")
      .slice(format === "csv" ? 1 : 0)
      .map(values);
    expect(rows.map((row) => row.slice(3).map(Number))).toEqual([
      [nan, nan],
      [1, high],
      [low, 1],
    ]);
  });

  it("refuses what it cannot measure in one line, and leaves no file", async () => {
    const folder = emptyFolder();
    const good = save(folder, "good.npy", stackOf(2, 4, 4));
    const flat = save(folder, "flat.npy", { data: new Float64Array(6), shape: [2, 3] });
    const colour = save(folder, "colour.npy", { data: new Uint8Array(2 * 2 * 2 * 3), shape: [2, 2, 2, 3] });
    const hollow = save(folder, "hollow.npy", { data: new Uint8Array(0), shape: [2, 0, 3] });
    const longer = save(folder, "longer.npy", stackOf(3, 4, 4));
    const text = join(folder, "text.npy");
    writeFileSync(text, "no array");
    const before = readdirSync(folder);
    const out = ["--out", join(folder, "t.csv")];
    for (const [args, says] of [
      [[...out, "--threshold", "1"], /expected a \.npy file/],
      [[good, ...out], /--threshold: expected a number or otsu/],
      [[good, ...out, "--threshold", "auto"], /--threshold: expected a number, got "auto"/],
      [[good, ...out, "--threshold", "1", "--gaussian", "-1"], /--gaussian: expected a number >= 0, got "-1"/],
      [[good, ...out, "--threshold", "1", "--uniform", "0"], /--uniform: expected an integer from 1 /],
      [[good, "--threshold", "1", "--out", join(folder, "t.html")], /--out: expected a file ending in \.csv, \.ndjson/],
      [[flat, ...out, "--threshold", "1"], /flat\.npy": expected a stack of shape \(n, h, w\) or \(n, d, h, w\), got \(2, 3\)/],
      [[colour, ...out, "--threshold", "1"], /colour\.npy": expected a stack of shape .*, got \(2, 2, 2, 3\)/],
      [[hollow, ...out, "--threshold", "1"], /hollow\.npy": expected images of at least one pixel, got shape \(2, 0, 3\)/],
      [[good, longer, ...out, "--threshold", "1"], /expected stacks of one length, got 2 images in .*good.* and 3 in .*longer/],
      [[text, ...out, "--threshold", "1"], /text\.npy": \.npy: expected a file that begins with \\x93NUMPY/],
      [[join(folder, "missing.npy"), ...out, "--threshold", "1"], /cannot read .*missing\.npy": no such file/],
      [[folder, ...out, "--threshold", "1"], /cannot read .*: it is a folder/],
    ] as const) {
      const { code, stdout, stderr } = await runCli(["measure", ...args]);
      expect(stderr).toMatch(says);
      expect(stderr).toMatch(/^ndpeek: [^\n]*\n$/);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    }
    expect(readdirSync(folder)).toEqual(before);
  });

  it("names the images that it failed over, and keeps the old file", async () => {
    const folder = emptyFolder();
    const path = save(folder, "wide.npy", { data: Float64Array.of(0, 1, 0, 1, -1e308, 1e308, 0, 0), shape: [2, 2, 2] });
    const out = join(folder, "t.csv");
    writeFileSync(out, "old");
    const { code, stderr } = await runCli(["measure", path, "--threshold", "otsu", "--out", out]);
    expect(stderr).toMatch(/^ndpeek: .*wide\.npy", images 0 to 1: .*expected a finite range/);
    expect(code).toBe(1);
    expect(readFileSync(out, "utf8")).toBe("old");
  });
});

describe("ndpeek measure of 64-bit integers and halves", () => {
  const measured = async (path: string, flags: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await runCli(["measure", path, ...flags, "--out", "-", "--format", "csv"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return stdout;
  };

  it("measures int64 and uint64 in every digit as it measures int32", async () => {
    const values = nd.defaultRng(4).integers(0, 1000, 3 * 20 * 30);
    const shape = [3, 20, 30];
    const arrays = [
      ["int32", { data: Int32Array.from(values), shape }],
      ["int64", { data: values, shape, dtype: "int64" }],
      ["uint64", { data: values, shape, dtype: "uint64" }],
    ] as const;
    for (const flags of [
      ["--threshold", "otsu"],
      ["--threshold", "otsu", "--gaussian", "1.5"],
      ["--threshold", "499.5", "--gaussian", "2", "--uniform", "4"],
    ]) {
      const [narrow, ...wide] = await Promise.all(
        arrays.map(([, array]) => measured(save(emptyFolder(), "cells.npy", array), flags)),
      );
      expect(wide).toEqual([narrow, narrow]);
    }
  });

  it("compares float16 with a threshold in float16, as NumPy does", async () => {
    // 0.2, 0.3 and 0.4 as halves; in doubles the second is above 0.3.
    const bits = Uint16Array.of(0x3266, 0x34cd, 0x3666);
    const path = join(emptyFolder(), "half.npy");
    const header = "{'descr': '<f2', 'fortran_order': False, 'shape': (1, 1, 3), }";
    writeFileSync(path, withHeader(header, new Uint8Array(bits.buffer)));
    const [, row] = (await measured(path, ["--threshold", "0.3"])).split("\n");
    expect(row).toBe(`0,${1 / 3},0.3,0.199951171875,0.39990234375`);
  });

  it("says in one line which file has a value that doubles do not hold", async () => {
    const path = join(emptyFolder(), "ids.npy");
    const ids = BigInt64Array.of(1n, 2n, 2n ** 53n + 1n, 4n);
    writeFileSync(path, withHeader("{'descr': '<i8', 'fortran_order': False, 'shape': (2, 1, 2), }", new Uint8Array(ids.buffer)));
    const { code, stdout, stderr } = await runCli(["measure", path, "--threshold", "1", "--out", "-", "--format", "csv"]);
    expect(stderr).toMatch(
      /^ndpeek: .*ids\.npy", images 0 to 1: \.npy: expected 64-bit integers .*, got 9007199254740993 at flat index 2\n$/,
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });
});
