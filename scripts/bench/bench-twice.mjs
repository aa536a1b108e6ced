// Two runs of the benchmark, and how well their ratios agree: node scripts/bench/bench-twice.mjs [flags of ndpeek bench]
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";

const FILES = ["out/bench-1.json", "out/bench-2.json"];

function bench(...args) {
  const { status } = spawnSync(process.execPath, ["dist/cli.js", "bench", ...args], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

mkdirSync("out", { recursive: true });
for (const file of FILES) bench(...process.argv.slice(2), "--json", file);
bench("--compare", ...FILES);
