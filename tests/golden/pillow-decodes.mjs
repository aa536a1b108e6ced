// Holds 10,000 PNGs of ours, fast and small in turn, against the pixels that Pillow reads from them. Needs a build and Python with Pillow:
//   npm run build && node tests/golden/pillow-decodes.mjs
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { encodePng } from "../../dist/index.js";

const IMAGES = 10_000;

const folder = await mkdtemp(join(tmpdir(), "ndpeek-pillow-"));
const bundle = join(folder, "png-images.mjs");
await build({
  entryPoints: [fileURLToPath(new URL("../fixtures/png-images.ts", import.meta.url))],
  outfile: bundle,
  bundle: true,
  format: "esm",
});
const { testImage } = await import(pathToFileURL(bundle).href);
await rm(folder, { recursive: true });

const script = fileURLToPath(new URL("pillow_decodes.py", import.meta.url));
const python = spawn(process.env.PYTHON ?? "/usr/bin/python3", [script], { stdio: ["pipe", "inherit", "inherit"] });
python.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
for (let number = 0; number < IMAGES; number++) {
  const { width, height, data } = testImage(number);
  const png = encodePng({ data, shape: [height, width] }, { level: number % 2 === 0 ? 1 : 9 });
  const head = new Uint8Array(Uint32Array.of(width, height, png.length).buffer);
  for (const part of [head, png, data]) {
    if (!python.stdin.write(part)) await new Promise((resolve) => python.stdin.once("drain", resolve));
  }
}
python.stdin.end();
