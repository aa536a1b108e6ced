import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bin, exports as entries } from "../../package.json";
import { openChromium } from "../browser/fixtures/chromium.ts";
import tutorial from "../golden/tutorial.json" with { type: "json" };

const PROGRAM = `
import { load } from "ndpeek";
const nd = await load();
const data = Float64Array.from({ length: 24 * 24 }, (_, i) => Math.fround((i * 2654435761) % 1000) / 7);
const { data: out } = nd.gaussianFilter({ data, shape: [24, 24] }, [2.5, 1]);
console.log(Array.from(new BigUint64Array(out.buffer, out.byteOffset, out.length), (bits) => bits.toString(16)).join());
`;

const CONSUMER = `
import { attachImages, type BlobSet, generateBlobs, load, type NdArray, type Ndpeek, repeatChart } from "ndpeek";
import { type Tooltip, type TooltipPicture, tooltipHandler, type WatchableView } from "ndpeek/tooltip";
const nd: Ndpeek = await load();
const image: NdArray<Float32Array> = nd.gaussianFilter({ data: new Float32Array(16), shape: [4, 4] }, 1, { mode: "constant" });
const set: BlobSet = await generateBlobs({ rows: 3, seed: [1, 2n], stream: "spawn" });
const chart: object = repeatChart(set, { images: "hover" });
const attached: { spec: object } = attachImages(chart, { data: new Float32Array(12), shape: [3, 2, 2] }, { cmap: "magma" });
const draws: Float64Array = nd.defaultRng(1).random(3);
// @ts-expect-error: no such option
generateBlobs({ row: 3 });
const tooltip: Tooltip = tooltipHandler({
  pictures: (row, which): TooltipPicture[] => [{ uri: set.dataUri(row, which && { which }), width: 202, height: 107, label: "Both" }],
});
declare const view: WatchableView;
const unwatch: () => void = tooltip.watch(view);
// @ts-expect-error: no such option
tooltipHandler({ picture: () => [] });
export { chart, draws, image, unwatch };
`;

const COMPILE = [
  "--noEmit",
  "--strict",
  "--target",
  "es2022",
  "--module",
  "esnext",
  "--moduleResolution",
  "bundler",
  "--lib",
  "es2022,dom",
];

// A dependency of as-pect brings an npm of its own, years old, into node_modules/.bin.
const PATH = process.env
  .PATH!.split(delimiter)
  .filter((entry) => !entry.includes("node_modules"))
  .join(delimiter);

function run(cwd: string, command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 26,
    env: { ...process.env, PATH },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}

const inEmptyFolder = (command: string, args: readonly string[]): string => run(folder, command, args);

let folder = "";
let packed: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ndpeek-pack-"));
  const report = run(".", "npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]);
  const [{ filename, files }] = JSON.parse(report) as [{ filename: string; files: { path: string }[] }];
  packed = files.map(({ path }) => path);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  inEmptyFolder("npm", ["install", "--no-audit", "--no-fund", join(folder, filename)]);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the packed package", () => {
  it("holds what package.json points at, the licence, the readme, beside dist/ nothing else, and no source maps", () => {
    const pointedAt = [bin, ...Object.values(entries)].flatMap((entry) =>
      typeof entry === "string" ? entry : Object.values(entry),
    );
    for (const path of pointedAt) expect(packed).toContain(path.replace("./", ""));
    const beside = packed.filter((path) => !path.startsWith("dist/"));
    expect(beside.sort()).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
    expect(existsSync("dist/index.js.map")).toBe(true);
    expect(packed.filter((path) => path.endsWith(".map"))).toEqual([]);
    expect(readFileSync("dist/index.js", "utf8")).not.toContain("sourceMappingURL");
  });

  it("runs its command, whose rows are the tutorial's", () => {
    const command = join(folder, "node_modules", ".bin", "ndpeek");
    inEmptyFolder(command, ["blobs", "--rows", "200", "--out", "t.csv"]);
    const rows = tutorial.slice(1).map(({ group, image1_area, image2_area }) => `${group},${image1_area},${image2_area}`);
    expect(readFileSync(join(folder, "t.csv"), "utf8").trimEnd().split("\n").slice(1)).toEqual(rows);
    expect(inEmptyFolder(command, ["blobs", "--rows", "1", "--format", "html", "--out", "-"])).toMatch(/^<!doctype html>/);
  });

  it("times its kernels where no other is installed, and says how they would be", () => {
    const command = join(folder, "node_modules", ".bin", "ndpeek");
    const text = inEmptyFolder(command, [
      "bench",
      "--kernels",
      "area-96",
      "--rounds",
      "1",
      "--peers",
      "plain,glur,sharp",
      "--html",
      "b.html",
    ]);
    expect(text).toMatch(/^Absent: sharp: not installed \(npm install --no-save sharp@[\d.]+\)$/m);
    expect(text).toMatch(/^All of npm's at once: npm install --no-save glur@[\d.]+ sharp@[\d.]+$/m);
    expect(text).toMatch(/^ {2}ndpeek .*every bit$/m);
    expect(readFileSync(join(folder, "b.html"), "utf8")).toMatch(/^<!doctype html>/);
  });

  it("filters in a page, bundled by esbuild, to the bits that Node gives", async () => {
    writeFileSync(join(folder, "program.js"), PROGRAM);
    const inNode = inEmptyFolder(process.execPath, ["program.js"]).trim();
    expect(inNode.split(",")).toHaveLength(576);
    const bundle = await build({
      entryPoints: [join(folder, "program.js")],
      bundle: true,
      format: "esm",
      target: "es2022",
      write: false,
    });
    const browser = await openChromium();
    try {
      const page = await browser.newPage();
      const message = page.waitForEvent("console");
      await page.addScriptTag({ type: "module", content: bundle.outputFiles[0]!.text });
      expect((await message).text()).toBe(inNode);
    } finally {
      await browser.close();
    }
  });

  it("has types that a strict program compiles against", () => {
    writeFileSync(join(folder, "consumer.ts"), CONSUMER);
    inEmptyFolder(process.execPath, [resolve("node_modules/typescript/bin/tsc"), ...COMPILE, "consumer.ts"]);
  });
});
