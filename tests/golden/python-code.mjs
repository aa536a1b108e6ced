// Reads a list of { options, about } as JSON and writes the list of their codes, for python_code.py.
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const { outputFiles } = await build({
  stdin: {
    contents: 'export { pythonCode } from "../../src/python-code/python-code.ts"; export { seedOf } from "./read.ts";',
    resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    loader: "ts",
  },
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
});
const { pythonCode, seedOf } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
const cases = JSON.parse(await text(process.stdin));
const codes = cases.map(({ options: { seed, ...rest }, about }) => pythonCode({ ...rest, seed: seedOf(seed) }, about));
process.stdout.write(JSON.stringify(codes));
