// The declarations of the package's doors: tsc → build/types/, file by file → rollup → one file a door, and in types/ what doors
// share. What no door shows is left out.
import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

const EMITTED = "build/types";

const DOORS = {
  index: `${EMITTED}/src/index.d.ts`,
  tooltip: `${EMITTED}/web/tooltip/index.d.ts`,
  viewer: `${EMITTED}/web/element/ndpeek-viewer.d.ts`,
};

/**
 * Programs for Node alone compile without the DOM's types. An empty interface merges with the real one where there is one, and
 * is a name for it where there is none (@types/react does the same).
 */
const GLOBALS = `declare global {
    interface AbortSignal {}
    interface Blob {}
    interface URL {}
    namespace WebAssembly {
        interface Module {}
    }
}
`;

function fail(warning) {
  throw new Error(`declarations: ${warning.message}`);
}

/** Writes them into the folder `out`. */
export async function buildTypes(out) {
  await rm(EMITTED, { recursive: true, force: true });
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
  const bundle = await rollup({ input: DOORS, plugins: [dts()], onwarn: fail });
  await bundle.write({
    dir: out,
    format: "es",
    entryFileNames: "[name].d.ts",
    chunkFileNames: "types/[name].ts",
    hoistTransitiveImports: false,
    banner: ({ name }) => (name === "index" ? GLOBALS : ""),
  });
  await bundle.close();
}
