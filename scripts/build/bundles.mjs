// The bundles of dist/. The build makes all of them, `npm run dev` keeps those of the pages up to date.
import { readFileSync } from "node:fs";
import { beside } from "./beside.mjs";

const { version, dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const external = Object.keys(dependencies);
const define = { NDPEEK_VERSION: JSON.stringify(version) };
const shared = {
  bundle: true,
  format: "esm",
  target: "es2022",
  metafile: true,
  logLevel: "warning",
  legalComments: "none",
  // Maps lie beside the bundles for whoever debugs a checkout. The bundles do not name them, because the package leaves them
  // out: a name would cost bytes, and have debuggers and bundlers complain of a file that is not there.
  sourcemap: "external",
};
const browser = { ...shared, platform: "browser", minify: true };

/** Charts that this project did not make are drawn by all of Vega, which is large: pages load it as a file of its own. */
const EXTERNAL_CHART = "web/vega-chart/chart.ts";
const EXTERNAL_CHART_FILE = "brought-chart.js";

/** Shells alone are loaded at first, and ask for the rest. */
const split = (out, entryPoints) => ({
  ...browser,
  entryPoints,
  outdir: `${out}/web`,
  entryNames: "[name]",
  chunkNames: "[name]-[hash]",
  splitting: true,
  plugins: [beside(EXTERNAL_CHART, EXTERNAL_CHART_FILE)],
});

/** The library and the command: esbuild's options, by name, for a folder `out`. */
export const packageBundles = (out) => ({
  library: { ...shared, entryPoints: ["src/index.ts"], outfile: `${out}/index.js`, platform: "neutral", external },
  // Complete by itself, because a page may load it as it is.
  tooltip: {
    ...shared,
    entryPoints: [
      { in: "web/tooltip/index.ts", out: "tooltip" },
      { in: "web/tooltip/tooltip.css", out: "tooltip" },
    ],
    outdir: out,
    platform: "browser",
  },
  // In pieces: a command that draws brings Vega, and others need not wait for it.
  command: {
    ...shared,
    entryPoints: { cli: "cli/main.ts" },
    outdir: out,
    chunkNames: "cli/[name]-[hash]",
    splitting: true,
    platform: "node",
    external,
    banner: { js: "#!/usr/bin/env node" },
    define,
  },
});

/**
 * The pages and the element, likewise; what is made in a moment comes first. The page and the element share nothing but what draws external charts: where they did,
 * each would come in many small files.
 */
export const pageBundles = (out) => ({
  page: split(out, ["web/page/page.ts", "web/page/page.css"]),
  element: split(out, ["web/element/ndpeek-viewer.ts", "web/element/embed.ts", "web/element/embed.css"]),
  // The benchmark's page and its worker have nothing in common with the viewer. scripts/bench/bench-peers.mjs puts other
  // libraries beside them.
  benchmark: {
    ...browser,
    entryPoints: {
      bench: "web/bench/page.ts",
      "bench-style": "web/bench/bench.css",
      "bench-worker": "web/bench/worker.ts",
    },
    outdir: `${out}/web`,
    splitting: true,
    chunkNames: "bench-[name]-[hash]",
    plugins: [beside(EXTERNAL_CHART, EXTERNAL_CHART_FILE)],
    define,
  },
  "external chart": { ...browser, entryPoints: [EXTERNAL_CHART], outfile: `${out}/web/${EXTERNAL_CHART_FILE}` },
  // For pages from files, where a browser loads no modules; it leaves no names behind.
  "standalone element": {
    ...browser,
    format: "iife",
    entryPoints: ["web/element/ndpeek-viewer.ts"],
    outfile: `${out}/web/ndpeek-viewer.standalone.js`,
  },
});

/** Pages that are one file each: their scripts and styles, `web/PATH.*`, and the files that they are written to. */
export const singleFilePages = (out) => [
  // The page makes pages of its charts from its copy.
  { path: "offline/offline", to: [`${out}/offline.html`, `${out}/web/offline.html`] },
  { path: "bench/report", to: [`${out}/bench-report.html`] },
];

/** The script and the style of such a page, which are not written to files of their own. */
export const singleFileBundle = (path) => ({
  ...browser,
  entryPoints: [`web/${path}.ts`, `web/${path}.css`],
  outdir: "out",
  write: false,
  sourcemap: false,
});
