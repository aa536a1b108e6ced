// The benchmark's own packages: installs them into bench/ where they are missing, and puts those that run in a browser beside its page.
// The page works without them; dist/web/peers/ is not part of what is published.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

/** What is left to a browser of each: an ES module whose default is what the page calls. */
const BROWSER = {
  "opencv-js": 'import cv from "@techstark/opencv-js"; export default cv;',
  "image-js": 'import { Image } from "image-js"; export default { Image };',
  jsfeat: 'import jsfeat from "jsfeat"; export default jsfeat;',
  glur: 'import { blurMono16 } from "glur"; export default { blurMono16 };',
  "d3-array": 'import { blur2 } from "d3-array"; export default { blur2 };',
};

const PEERS = "dist/web/peers";
const { dependencies } = JSON.parse(await readFile("bench/package.json", "utf8"));
const missing = Object.keys(dependencies).filter((name) => !existsSync(`bench/node_modules/${name}`));
if (missing.length > 0) {
  console.log(`Installing ${missing.join(", ")} into bench/ …`);
  const { status, stderr } = spawnSync("npm", ["ci", "--prefix", "bench", "--no-audit", "--no-fund"], { encoding: "utf8" });
  if (status !== 0)
    console.error(`npm ci --prefix bench failed; the benchmark goes on with what is there. ${stderr.trim().split("\n")[0]}`);
}

if (existsSync("dist/web/bench.html")) {
  await mkdir(PEERS, { recursive: true });
  const versions = {};
  for (const [id, contents] of Object.entries(BROWSER)) {
    const name = Object.keys(dependencies).find((name) => name.endsWith(id));
    if (!existsSync(`bench/node_modules/${name}`)) continue;
    await build({
      stdin: { contents, resolveDir: "bench", loader: "js" },
      outfile: `${PEERS}/${id}.js`,
      ...{ bundle: true, format: "esm", platform: "browser", target: "es2022", minify: true, legalComments: "inline" },
      ...{ logLevel: "error", external: ["fs", "path", "crypto", "node:*"], define: { global: "globalThis" } },
    });
    versions[id] = dependencies[name];
  }
  await writeFile(`${PEERS}/peers.json`, `${JSON.stringify(versions)}\n`);
}
