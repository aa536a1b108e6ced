// Makes all of dist/: the library, the tooltip, the command, the static page, the offline page and the types.
import { execFileSync } from "node:child_process";
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { buildFrames } from "./frames.mjs";
import { buildKernels, buildLimits } from "./kernels.mjs";
import { licences } from "./licences.mjs";
import { offlinePage } from "./offline-page.mjs";
import { buildVegaCore } from "./vega-core.mjs";
import { buildWorkers } from "./worker.mjs";

const { version, dependencies } = JSON.parse(await readFile("package.json", "utf8"));
const external = Object.keys(dependencies);
const shared = { bundle: true, format: "esm", target: "es2022", metafile: true, logLevel: "warning", legalComments: "none" };
const browser = { ...shared, platform: "browser", minify: true };

await rm("dist", { recursive: true, force: true });
await mkdir("dist/web", { recursive: true });
await buildKernels();
await buildLimits();
await buildWorkers();
const core = await buildVegaCore(await buildFrames());
await copyFile("build/kernels.wasm", "dist/kernels.wasm");

await build({ ...shared, entryPoints: ["src/index.ts"], outfile: "dist/index.js", platform: "neutral", external });

// Whole in itself: a page may load it as it is.
const tooltip = await build({
  ...shared,
  entryPoints: ["web/tooltip.ts", "web/tooltip.css"],
  outdir: "dist",
  platform: "browser",
});

await build({
  ...shared,
  entryPoints: ["cli/main.ts"],
  outfile: "dist/cli.js",
  platform: "node",
  external,
  banner: { js: "#!/usr/bin/env node" },
  define: { NDPEEK_VERSION: JSON.stringify(version) },
});
await chmod("dist/cli.js", 0o755);
await copyFile("bench/node/native.py", "dist/native.py");

// The shell alone is loaded at first; it asks for the rest.
const page = await build({
  ...browser,
  entryPoints: ["web/page.ts", "web/page.css"],
  outdir: "dist/web",
  splitting: true,
  chunkNames: "[name]-[hash]",
});
await copyFile("web/index.html", "dist/web/index.html");

const offline = await build({ ...browser, entryPoints: ["web/offline.ts", "web/offline.css"], outdir: "dist", write: false });
const text = (ending) => offline.outputFiles.find(({ path }) => path.endsWith(ending)).text.trim();
const template = await readFile("web/offline.html", "utf8");
await writeFile("dist/offline.html", offlinePage({ template, script: text(".js"), style: text(".css") }));
// The page makes pages of its charts from it.
await copyFile("dist/offline.html", "dist/web/offline.html");

await writeFile("dist/THIRD-PARTY-LICENCES.txt", await licences([core, tooltip, page, offline].map(({ metafile }) => metafile)));

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
