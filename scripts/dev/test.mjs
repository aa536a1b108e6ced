import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findProgram, install, run } from "./programs.mjs";
import { lacking } from "./sites.mjs";

const VITEST_REPORT = "build/vitest.json";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
mkdirSync("build", { recursive: true });

const tool = (path, ...args) => run(process.execPath, [join("node_modules", path), ...args], { quiet: true });

const findPrograms = () => ({
  // The first has no user interface, and opens a page in a quarter of the time.
  CHROMIUM: findProgram("CHROMIUM", ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]),
  FIREFOX: findProgram("FIREFOX", ["firefox-esr", "firefox"]),
  PNGCHECK: findProgram("PNGCHECK", ["pngcheck"]),
});

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

let programs = findPrograms();
const SPHINX = "sphinx-furo";
const missing = Object.entries({
  "chromium-headless-shell": programs.CHROMIUM,
  "firefox-esr": programs.FIREFOX,
  pngcheck: programs.PNGCHECK,
})
  .filter(([, path]) => !path)
  .map(([name]) => name)
  .concat(lacking(SPHINX));
if (missing.length > 0) {
  install(missing);
  programs = findPrograms();
}
if (!programs.CHROMIUM) {
  // An older Debian has the browser in one package.
  install(["chromium"]);
  programs = findPrograms();
}
if (!programs.CHROMIUM) {
  console.error("The tests need a Chromium: install it (Debian: apt-get install chromium), or name it in the variable CHROMIUM.");
  console.log("0 passed, 1 failed");
  process.exit(1);
}
process.env.CHROMIUM = programs.CHROMIUM;
if (programs.FIREFOX) process.env.FIREFOX = programs.FIREFOX;
else console.log("No Firefox (the variable FIREFOX can name one): its tests are left out.");
if (programs.PNGCHECK) process.env.PNGCHECK = programs.PNGCHECK;
else console.log("No pngcheck (the variable PNGCHECK can name one): its test is left out.");
const noSphinx = lacking(SPHINX);
if (noSphinx.length > 0) console.log(`No ${noSphinx.join(", no ")}: the test of examples/${SPHINX} is left out.`);

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
