import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BuildFailure, type BuildResult, build, context } from "esbuild";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { beside } from "../../../scripts/build/beside.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ndpeek-beside-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const options = (module: string) => ({
  entryPoints: [join(folder, "page.ts")],
  bundle: true,
  format: "esm" as const,
  write: false as const,
  logLevel: "silent" as const,
  plugins: [beside(join(folder, module), "chart-file.js")],
});

const textOf = ({ outputFiles }: BuildResult<{ write: false }>) => outputFiles[0]!.text;

const CHART = 'export const chart = "the whole chart";';

it("a module is imported as the file beside the bundle, from wherever and however its path is written", async () => {
  write({
    "page.ts": 'import { late } from "./parts/late.ts"; export { chart } from "./chart.ts"; export { late };',
    "parts/late.ts": 'export const late = () => import("../parts/../chart.ts");',
    "chart.ts": CHART,
  });
  const text = textOf(await build(options("chart.ts")));
  expect(text).not.toContain("the whole chart");
  expect(text).toContain('from "./chart-file.js"');
  expect(text).toContain('import("./chart-file.js")');
});

it("another module of the same name is bundled", async () => {
  write({
    "page.ts": 'export { chart } from "./chart.ts"; export { other } from "./parts/chart.ts";',
    "parts/chart.ts": 'export const other = "another chart";',
    "chart.ts": CHART,
  });
  const text = textOf(await build(options("chart.ts")));
  expect(text).toContain("another chart");
  expect(text).not.toContain("the whole chart");
});

it.each([
  ["is renamed", 'export { chart } from "./new-chart.ts";'],
  ["is no longer imported", "export const nothing = 0;"],
])("the build fails where the module %s", async (_, page) => {
  write({ "page.ts": page, "new-chart.ts": CHART });
  await expect(build(options("chart.ts"))).rejects.toThrow("expected an import of it to replace by chart-file.js, got none");
});

it("a build that fails for another reason names that reason alone", async () => {
  write({ "page.ts": "const x = ;" });
  const { errors } = await build(options("chart.ts")).catch((failure: BuildFailure) => failure);
  expect(errors.map(({ text }) => text)).toEqual(['Unexpected ";"']);
});

it("each rebuild counts anew", async () => {
  write({ "page.ts": 'export { chart } from "./chart.ts";', "chart.ts": CHART });
  const watched = await context(options("chart.ts"));
  onTestFinished(() => watched.dispose());
  expect(textOf(await watched.rebuild())).toContain("./chart-file.js");
  write({ "page.ts": "export const nothing = 0;" });
  await expect(watched.rebuild()).rejects.toThrow("got none");
  write({ "page.ts": 'export { chart } from "./chart.ts";' });
  expect(textOf(await watched.rebuild())).toContain("./chart-file.js");
});
