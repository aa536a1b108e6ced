// node scripts/dev/vega-lite-examples.mjs FOLDER: attaches images to the specs of vega-lite's examples/specs in FOLDER, with vega-datasets' data beside
// them in FOLDER/data (and FOLDER/normalized/data), and writes tests/golden/vega-lite-examples.json.
import { spawnSync } from "node:child_process";
import { build } from "esbuild";

await build({
  entryPoints: ["tests/fixtures/vega-lite-examples.ts"],
  outfile: "build/examples.mjs",
  bundle: true,
  platform: "node",
  format: "esm",
  target: "es2022",
  packages: "external",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, ["build/examples.mjs", ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = status ?? 1;
