// A result of ndpeek bench --json → the README's table of speeds: node scripts/bench/speed-table.mjs
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

/** What the table is made of; tests hold the README against it. */
const RESULT = "bench/results/node.json";

const contents = 'export * from "./bench/report/readme-table.ts"; export { parseResult } from "./bench/result.ts";';
const outfile = "build/readme-table.mjs";
await build({ stdin: { contents, resolveDir: ".", loader: "ts" }, outfile, bundle: true, format: "esm", platform: "node" });
const { parseResult, readmeTable, withTable } = await import(new URL(`../../${outfile}`, import.meta.url));

const result = parseResult(RESULT, await readFile(RESULT, "utf8"));
if (!result.complete) throw new Error(`${RESULT}: expected a whole run`);
await writeFile("README.md", withTable(await readFile("README.md", "utf8"), readmeTable(result, RESULT)));
