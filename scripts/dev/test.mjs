import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./programs.mjs";
import { setUp } from "./setup.mjs";

const VITEST_REPORT = "build/vitest.json";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
mkdirSync("build", { recursive: true });

const tool = (path, ...args) => run(process.execPath, [join("node_modules", path), ...args], { quiet: true });

/** A step that is no test: it counts where it fails. */
function step(name, { ok }) {
  console.log(`${ok ? "ok" : "FAILED"}: ${name}`);
  return { passed: 0, failed: ok ? 0 : 1 };
}

function kernelTests() {
  const { ok, output } = tool("@as-pect/cli/bin/asp.js", "--summary");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as-pect colours its summary.
  const [, passed = "0", total = "0"] = /\[Tests\]:\s*(\d+)\s*\/\s*(\d+)/.exec(output.replace(/\x1b\[\d*m/g, "")) ?? [];
  const failed = Math.max(total - passed, ok ? 0 : 1);
  console.log(`${ok ? "ok" : "FAILED"}: as-pect, ${passed} of ${total} tests`);
  return { passed: Number(passed), failed };
}

function hostTests() {
  rmSync(VITEST_REPORT, { force: true });
  const vitest = join("node_modules", "vitest", "vitest.mjs");
  const { ok } = run(process.execPath, [
    vitest,
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${VITEST_REPORT}`,
  ]);
  const report = existsSync(VITEST_REPORT) ? JSON.parse(readFileSync(VITEST_REPORT, "utf8")) : {};
  const { numPassedTests: passed = 0, numFailedTests = 0, testResults = [] } = report;
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  ).length;
  return { passed, failed: Math.max(numFailedTests + unloaded, ok ? 0 : 1) };
}

const { programs, notes } = setUp();
for (const note of notes) console.log(note);
if (!programs.CHROMIUM) {
  console.log("0 passed, 1 failed");
  process.exit(1);
}
for (const [variable, path] of Object.entries(programs)) {
  if (path) process.env[variable] = path;
}

const build = step("build", run(process.execPath, ["scripts/build/build.mjs"], { quiet: true }));
const results = [
  build,
  step("biome check", tool("@biomejs/biome/bin/biome", "check")),
  step("tsc --noEmit", tool("typescript/bin/tsc", "--noEmit")),
  ...(build.failed ? [] : [kernelTests(), hostTests()]),
];
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") > 0 || sum("passed") === 0 ? 1 : 0;
