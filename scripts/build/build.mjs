// Makes all of dist/: the library, the tooltip, the command, the static page, the offline page and the types.
import { execFileSync } from "node:child_process";
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { buildArimo, copyArimo } from "./arimo.mjs";
import { beside } from "./beside.mjs";
import { buildElementStyles } from "./element-styles.mjs";
import { buildFrames } from "./frames.mjs";
import { buildKernels, buildLimits } from "./kernels.mjs";
import { licences } from "./licences.mjs";
import { offlinePage } from "./offline-page.mjs";
import { buildThemes } from "./themes.mjs";
import { buildVegaCore } from "./vega-core.mjs";
import { buildWorkers } from "./worker.mjs";

const { version, dependencies } = JSON.parse(await readFile("package.json", "utf8"));
const external = Object.keys(dependencies);
const shared = { bundle: true, format: "esm", target: "es2022", metafile: true, logLevel: "warning", legalComments: "none" };
const browser = { ...shared, platform: "browser", minify: true };
/** What draws charts that this project did not make, with all of Vega. */
const EXTERNAL_CHART = "web/vega-chart/chart.ts";

await rm("dist", { recursive: true, force: true });
await mkdir("dist/web", { recursive: true });
await mkdir("build/generated", { recursive: true });
await buildKernels();
await buildLimits();
await buildWorkers();
await buildElementStyles();
await buildThemes();
await buildArimo();
const core = await buildVegaCore(await buildFrames());
await copyFile("build/kernels.wasm", "dist/kernels.wasm");

await build({ ...shared, entryPoints: ["src/index.ts"], outfile: "dist/index.js", platform: "neutral", external });

// Whole in itself: a page may load it as it is.
const tooltip = await build({
  ...shared,
  entryPoints: [
    { in: "web/tooltip/index.ts", out: "tooltip" },
    { in: "web/tooltip/tooltip.css", out: "tooltip" },
  ],
  outdir: "dist",
  platform: "browser",
});

// In pieces: a command that draws brings Vega, and others need not wait for it.
const command = await build({
  ...shared,
  entryPoints: { cli: "cli/main.ts" },
  outdir: "dist",
  chunkNames: "cli/[name]-[hash]",
  splitting: true,
  platform: "node",
  external,
  banner: { js: "#!/usr/bin/env node" },
  define: { NDPEEK_VERSION: JSON.stringify(version) },
});
await copyArimo();
await chmod("dist/cli.js", 0o755);
await copyFile("bench/node/native.py", "dist/native.py");

// Shells alone are loaded at first; they ask for the rest. The page and the element share nothing but what draws charts of others, which is large: where
// they did, each would come in many small files.
const besideExternalChart = () => beside(EXTERNAL_CHART, "brought-chart.js");
const split = (entryPoints) =>
  build({
    ...browser,
    entryPoints,
    outdir: "dist/web",
    entryNames: "[name]",
    chunkNames: "[name]-[hash]",
    splitting: true,
    plugins: [besideExternalChart()],
  });
const brought = await build({ ...browser, entryPoints: [EXTERNAL_CHART], outfile: "dist/web/brought-chart.js" });
const page = await split(["web/page/page.ts", "web/page/page.css"]);
const viewer = await split(["web/element/ndpeek-viewer.ts", "web/element/embed.ts", "web/element/embed.css"]);
await copyFile("web/page/index.html", "dist/web/index.html");
await copyFile("web/element/embed.html", "dist/web/embed.html");
// For pages from files, where a browser loads no modules; it leaves no names behind.
const standalone = await build({
  ...browser,
  format: "iife",
  entryPoints: ["web/element/ndpeek-viewer.ts"],
  outfile: "dist/web/ndpeek-viewer.standalone.js",
});

// The benchmark's page and its worker; nothing of them is in the viewer. scripts/bench/bench-peers.mjs puts other libraries beside them.
const benchPage = await build({
  ...browser,
  entryPoints: {
    bench: "web/bench/page.ts",
    "bench-style": "web/bench/bench.css",
    "bench-worker": "web/bench/worker.ts",
  },
  outdir: "dist/web",
  splitting: true,
  chunkNames: "bench-[name]-[hash]",
  plugins: [besideExternalChart()],
  define: { NDPEEK_VERSION: JSON.stringify(version) },
});
await copyFile("web/bench/bench.html", "dist/web/bench.html");
await mkdir("dist/web/peers");
await writeFile("dist/web/peers/peers.json", "{}\n");

/** One file of a page's script, style and template, `web/PATH.*`. */
async function buildOffline(path, to) {
  const made = await build({ ...browser, entryPoints: [`web/${path}.ts`, `web/${path}.css`], outdir: "dist", write: false });
  const text = (ending) => made.outputFiles.find((file) => file.path.endsWith(ending)).text.trim();
  const template = await readFile(`web/${path}.html`, "utf8");
  await writeFile(to, offlinePage({ template, script: text(".js"), style: text(".css") }));
  return made;
}
const offline = await buildOffline("offline/offline", "dist/offline.html");
// The page makes pages of its charts from it.
await copyFile("dist/offline.html", "dist/web/offline.html");
const report = await buildOffline("bench/report", "dist/bench-report.html");

await writeFile(
  "dist/THIRD-PARTY-LICENCES.txt",
  await licences(
    [core, command, tooltip, brought, page, viewer, standalone, benchPage, offline, report].map(({ metafile }) => metafile),
  ),
);

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
