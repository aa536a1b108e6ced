// Makes all of dist/: the library, the tooltip, the command, the static page, the offline page and the types.
import { execFileSync } from "node:child_process";
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { buildElementStyles } from "./element-styles.mjs";
import { buildFrames } from "./frames.mjs";
import { buildKernels } from "./kernels.mjs";
import { licences } from "./licences.mjs";
import { offlinePage } from "./offline-page.mjs";
import { buildThemes } from "./themes.mjs";
import { buildVegaCore } from "./vega-core.mjs";
import { buildWorkers } from "./worker.mjs";

const ARIMO = "node_modules/@expo-google-fonts/arimo";
/** The letters of pictures that the command makes. */
const FONTS = [
  ["400Regular/Arimo_400Regular.ttf", "arimo-400.ttf"],
  ["700Bold/Arimo_700Bold.ttf", "arimo-700.ttf"],
  ["LICENSE_FONT", "LICENCE"],
];

const { version, dependencies } = JSON.parse(await readFile("package.json", "utf8"));
const external = Object.keys(dependencies);
const shared = { bundle: true, format: "esm", target: "es2022", metafile: true, logLevel: "warning", legalComments: "none" };
const browser = { ...shared, platform: "browser", minify: true };

await rm("dist", { recursive: true, force: true });
await mkdir("dist/web", { recursive: true });
await buildKernels();
await buildWorkers();
await buildElementStyles();
await buildThemes();
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
await mkdir("dist/cli/fonts");
for (const [from, to] of FONTS) await copyFile(`${ARIMO}/${from}`, `dist/cli/fonts/${to}`);
await chmod("dist/cli.js", 0o755);

// Shells alone are loaded at first; they ask for the rest. The page and the element share nothing but what draws charts of others, which is large: where
// they did, each would come in many small files.
const asked = {
  name: "asked",
  setup({ onResolve }) {
    onResolve(
      { filter: /^\.\.\/chart\.ts$/ },
      ({ kind }) => kind === "dynamic-import" && { path: "./brought-chart.js", external: true },
    );
  },
};
const split = (entryPoints) =>
  build({
    ...browser,
    entryPoints,
    outdir: "dist/web",
    entryNames: "[name]",
    chunkNames: "[name]-[hash]",
    splitting: true,
    plugins: [asked],
  });
const brought = await build({ ...browser, entryPoints: ["web/chart.ts"], outfile: "dist/web/brought-chart.js" });
const page = await split(["web/page.ts", "web/page.css"]);
const viewer = await split(["web/element/ndpeek-viewer.ts", "web/embed.ts", "web/embed.css"]);
await copyFile("web/index.html", "dist/web/index.html");
await copyFile("web/embed.html", "dist/web/embed.html");
// For pages from files, where a browser loads no modules; it leaves no names behind.
const standalone = await build({
  ...browser,
  format: "iife",
  entryPoints: ["web/element/ndpeek-viewer.ts"],
  outfile: "dist/web/ndpeek-viewer.standalone.js",
});

const offline = await build({ ...browser, entryPoints: ["web/offline.ts", "web/offline.css"], outdir: "dist", write: false });
const text = (ending) => offline.outputFiles.find(({ path }) => path.endsWith(ending)).text.trim();
const template = await readFile("web/offline.html", "utf8");
await writeFile("dist/offline.html", offlinePage({ template, script: text(".js"), style: text(".css") }));
// The page makes pages of its charts from it.
await copyFile("dist/offline.html", "dist/web/offline.html");

await writeFile(
  "dist/THIRD-PARTY-LICENCES.txt",
  await licences([core, command, tooltip, brought, page, viewer, standalone, offline].map(({ metafile }) => metafile)),
);

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
