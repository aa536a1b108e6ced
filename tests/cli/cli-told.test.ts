// What is wrong is told before the work begins, with what it is and what to do.
import { closeSync, ftruncateSync, openSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { load } from "../../src/index.ts";
import { distinctStack, points, put, putRaw, putStack } from "../fixtures/attach-files.ts";
import { withHeader } from "../fixtures/npy-bytes.ts";
import { emptyFolder, runCli } from "../fixtures/run-cli.ts";

const floats = (values: readonly number[], shape: readonly number[]) => ({ data: Float64Array.from(values), shape });

/** Runs the command in the folder, and expects one line on stderr, exit code 2, and no file made. */
async function refusal(folder: string, line: string): Promise<string> {
  const before = readdirSync(folder);
  const { code, stdout, stderr } = await runCli(line.split(" "), folder);
  expect(stderr).toMatch(/^ndpeek: [^\n]*\n$/);
  expect({ code, stdout, files: readdirSync(folder) }, stderr).toEqual({ code: 2, stdout: "", files: before });
  return stderr.slice("ndpeek: ".length, -1);
}

function folderOfFiles(): string {
  const folder = emptyFolder();
  putStack(folder, "good.npy", distinctStack(2));
  putStack(folder, "flat.npy", { data: new Float64Array(6), shape: [2, 3] });
  putStack(folder, "narrow.npy", { data: new Float32Array(48), shape: [2, 2, 4, 3] });
  putRaw(folder, "pairs.npy", "|S1", [2, 2, 2], new Uint8Array(8));
  put(folder, "packed.npz", new Uint8Array(Buffer.from("PK\x03\x04 and so on", "latin1")));
  put(folder, "zipped.npy", new Uint8Array(gzipSync("anything")));
  put(folder, "table.csv", "a,b\n1,2\n");
  put(folder, "chart.json", points(2));
  put(folder, "picture.json", new Uint8Array(Buffer.from("\x89PNG\r\n\x1a\n", "latin1")));
  return folder;
}

describe("ndpeek measure", () => {
  it.each([
    ["good.npy --threshold Otsu", '--threshold: expected a number, got "Otsu" (did you mean "otsu"?)'],
    ["good.npy --threshold OTSU", '--threshold: expected a number, got "OTSU" (did you mean "otsu"?)'],
    ["good.npy --threshold auto", '--threshold: expected a number, got "auto" (or otsu)'],
    ["good.npy --threshold nan", '--threshold: expected a number, got "nan": no pixel is above NaN, and none below'],
    ["good.npy --threshold NaN", '--threshold: expected a number, got "NaN": no pixel is above NaN, and none below'],
    ["good.npy --threshold -inf", '--threshold: expected a number, got "-inf": it has to be finite'],
    ["good.npy --threshold 1 --gaussian 262145", '--gaussian: expected a number from 0 to 262144, got "262145"'],
    ["good.npy --threshold 1 --gaussian 1e300", '--gaussian: expected a number from 0 to 262144, got "1e300"'],
    ["good.npy --threshold 1 --uniform 1048577", '--uniform: expected an integer from 1 to 1048576, got "1048577"'],
    [
      "flat.npy --threshold 1",
      '"flat.npy": expected a stack of shape (n, h, w) or (n, d, h, w), got (2, 3): if that is one image, save a[None], a stack of one',
    ],
    [
      "narrow.npy --threshold 1",
      '"narrow.npy": expected a stack of shape (n, h, w) or (n, d, h, w), got (2, 2, 4, 3), whose last axis holds colors: ' +
        "save one color, a[..., 0], or, of volumes, a[..., None]",
    ],
    [
      "packed.npz --threshold 1",
      '"packed.npz": .npy: expected a file that begins with \\x93NUMPY, got a zip archive (an .npz?): ' +
        'save one array of it, np.save("a.npy", np.load("a.npz")["a"])',
    ],
    [
      "zipped.npy --threshold 1",
      '"zipped.npy": .npy: expected a file that begins with \\x93NUMPY, got a gzip file: unpack it with gunzip',
    ],
    ["table.csv --threshold 1", /^"table\.csv": .*, got a text, which begins with "a,b\\n1,2\\n": np\.save writes arrays/],
    ["pairs.npy --threshold 1", /^"pairs\.npy": .*, got "\|S1" \(texts: save numbers\)$/],
  ])("%s is refused", async (args, says) => {
    const told = await refusal(folderOfFiles(), `measure ${args} --out t.csv`);
    if (typeof says === "string") expect(told).toBe(says);
    else expect(told).toMatch(says);
  });

  it.each(["--gaussian 262144", "--uniform 1048576"])("takes %s, the largest", async (flags) => {
    const folder = folderOfFiles();
    const args = ["measure", "good.npy", "--threshold", "1", ...flags.split(" "), "--out", "-", "--format", "csv"];
    expect(await runCli(args, folder)).toMatchObject({ code: 0, stderr: "" });
  });

  it("refuses an image of more values than can be held, by its header", async () => {
    const folder = emptyFolder();
    const header = withHeader("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 65536, 65536), }", new Uint8Array(0));
    put(folder, "huge.npy", header);
    const file = openSync(join(folder, "huge.npy"), "r+");
    ftruncateSync(file, header.length + 2 ** 32);
    closeSync(file);
    expect(await refusal(folder, "measure huge.npy --threshold 1 --out t.csv")).toBe(
      '"huge.npy": expected images of at most 2147483647 values, got 4294967296',
    );
  });

  it("does not replace the stack that it reads, whatever it is called", async () => {
    const folder = folderOfFiles();
    symlinkSync("good.npy", join(folder, "link.npy"));
    const before = readFileSync(join(folder, "good.npy"));
    for (const out of ["good.npy", "./good.npy", "link.npy"]) {
      expect(await refusal(folder, `measure good.npy --threshold 1 --format csv --out ${out}`)).toBe(
        '--out: expected another file than the stack "good.npy", which would be lost',
      );
    }
    expect(readFileSync(join(folder, "good.npy"))).toEqual(before);
  });

  it("takes volumes that are 3 wide, and filters along their own axes alone", async () => {
    const folder = emptyFolder();
    const data = Float64Array.from({ length: 48 }, (_, i) => (i * 7) % 11);
    const measured = async (shape: readonly number[]) => {
      putStack(folder, "a.npy", { data, shape });
      const line = "measure a.npy --threshold 5 --gaussian 0.7 --out - --format csv";
      const { code, stdout, stderr } = await runCli(line.split(" "), folder);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      return stdout.trimEnd().split("\n").slice(1);
    };
    const nd = await load();
    const images = nd.gaussianFilter({ data, shape: [2, 2, 4, 3] }, 0.7, { axes: [1, 2, 3] });
    const [min, max] = [0, 24].map((at) => images.data.slice(at, at + 24)).map((one) => [Math.min(...one), Math.max(...one)]);
    const lines = await measured([2, 2, 4, 3, 1]);
    expect(lines.map((line) => line.split(",").slice(3).map(Number))).toEqual([min, max]);
    // An axis of 1 behind an image counts its channels, and has no weights to sum.
    expect(await measured([2, 4, 6, 1])).toEqual(await measured([2, 4, 6]));
  });
});

describe("ndpeek attach", () => {
  it.each([
    [
      "chart.json --stack good.npy packed.npz",
      /^"packed\.npz": expected a chart in JSON or a stack in \.npy, got a zip archive \(an \.npz\?\)/,
    ],
    ["chart.json --stack packed.npz", /^"packed\.npz": \.npy: expected a file .*, got a zip archive/],
    ["chart.json --stack chart.json", /^"chart\.json": \.npy: expected a file .*, got a JSON text \(a chart\?\)/],
    ["picture.json --stack good.npy", /^"picture\.json": expected a chart in JSON or a stack in \.npy, got a PNG image/],
    [
      "table.csv --stack good.npy",
      /^"table\.csv": expected a chart in JSON or a stack in \.npy, got a text, which begins with "a,b/,
    ],
    ["chart.json chart.json --stack good.npy", /^expected one chart .*, got 2 charts: "chart\.json", "chart\.json"$/],
    ["good.npy --stack good.npy", /^expected one chart \(a Vega-Lite spec in JSON\) and --stack, got 0 charts$/],
    ["chart.json --stack flat.npy", /got \(2, 3\): if that is one image, save a\[None\], a stack of one$/],
    [
      "chart.json --stack good.npy --threshold otsu",
      /^--threshold: .*, got "otsu": ndpeek measure --threshold otsu finds one for each image/,
    ],
  ])("%s is refused", async (args, says) => {
    expect(await refusal(folderOfFiles(), `attach ${args} --out t.html`)).toMatch(says);
  });

  it("knows a chart and a stack by their content, not by their names", async () => {
    const folder = folderOfFiles();
    writeFileSync(join(folder, "chart.txt"), readFileSync(join(folder, "chart.json")));
    writeFileSync(join(folder, "more.bin"), readFileSync(join(folder, "good.npy")));
    const line = "attach chart.txt --stack good.npy more.bin --out t.vl.json";
    expect(await runCli(line.split(" "), folder)).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("does not replace the stack that it reads", async () => {
    const told = await refusal(folderOfFiles(), "attach chart.json --stack good.npy --format html --out good.npy");
    expect(told).toBe('--out: expected another file than the stack "good.npy", which would be lost');
  });

  it.each([
    ["a bad --out", "--out no/such/t.html", /^--out: cannot write "no\/such\/t\.html": no such folder$/],
    ["a bad --key", "--key cell --out t.html", /^"chart\.json": .*cell/],
  ])("tells of %s before it looks through the stack", async (_, flags, says) => {
    const folder = emptyFolder();
    put(folder, "chart.json", points(2000));
    // 64 GB of holes, which take minutes to look through.
    const header = withHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (2000, 2000, 2000), }", new Uint8Array(0));
    put(folder, "long.npy", header);
    const file = openSync(join(folder, "long.npy"), "r+");
    ftruncateSync(file, header.length + 8 * 2000 ** 3);
    closeSync(file);
    expect(statSync(join(folder, "long.npy")).blocks).toBeLessThan(100);
    expect(await refusal(folder, `attach chart.json --stack long.npy ${flags}`)).toMatch(says);
  });
});

describe("colors on another scale than they are shown on", () => {
  const said = async (folder: string, name: string): Promise<string> => {
    put(folder, "chart.json", points(2));
    const line = `attach chart.json --stack ${name} --out t.vl.json`;
    const { code, stdout, stderr } = await runCli(line.split(" "), folder);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    return stderr;
  };
  const volumes = "volumes that are 3 or 4 wide are a[..., None]";

  it("are named once on stderr, with what to do", async () => {
    const folder = emptyFolder();
    const values = [...Array(24).keys()].map((i) => 10 + 8 * i);
    putStack(folder, "rgb255.npy", floats(values, [2, 2, 2, 3]));
    expect(await said(folder, "rgb255.npy")).toBe(
      'ndpeek: "rgb255.npy": colors of float64 are shown from 0 to 1 and clipped, but its values run from 10 to 194: ' +
        `divide by 255, or save uint8; ${volumes}\n`,
    );
    putRaw(folder, "i8.npy", "<i8", [2, 2, 2, 3], new Uint8Array(BigInt64Array.from(values, (x) => BigInt(4 * x)).buffer));
    expect(await said(folder, "i8.npy")).toBe(
      'ndpeek: "i8.npy": colors of int64 are shown from 0 to 255 and clipped, but its values run from 40 to 776: ' +
        `save uint8; ${volumes}\n`,
    );
    putStack(folder, "u2.npy", { data: Uint16Array.from(values), shape: [2, 2, 2, 3] });
    expect(await said(folder, "u2.npy")).toBe(
      'ndpeek: "u2.npy": colors of uint16 are shown from 0 to 65535, but its values run from 10 to 194, which is nearly black: ' +
        `save uint8; ${volumes}\n`,
    );
  });

  it("are not where rounding alone is beyond it, nor where the scale is right", async () => {
    const folder = emptyFolder();
    const shares = [...Array(24).keys()].map((i) => i / 23);
    putStack(folder, "a.npy", floats([...shares.slice(0, 23), 1 + 1e-7], [2, 2, 2, 3]));
    putStack(folder, "b.npy", { data: Uint8Array.from({ length: 24 }, (_, i) => i), shape: [2, 2, 2, 3] });
    putStack(folder, "c.npy", { data: Uint16Array.from({ length: 24 }, (_, i) => 2000 * i), shape: [2, 2, 2, 3] });
    for (const name of ["a.npy", "b.npy", "c.npy"]) expect(await said(folder, name)).toBe("");
  });
});
