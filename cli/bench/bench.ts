import type { BenchCase } from "../../bench/cases.ts";
import { changesOf } from "../../bench/changes.ts";
import { chooseCases, kernelsOf, WISHED_LISTS } from "../../bench/choice.ts";
import { type Effort, effortOf } from "../../bench/effort.ts";
import { sink } from "../../bench/measure.ts";
import { loadAverage } from "../../bench/node/environment.ts";
import { installCommand } from "../../bench/node/peers.ts";
import { openSession, PEER_IDS, readPeers } from "../../bench/node/session.ts";
import { changesText } from "../../bench/report/changes-text.ts";
import { caseText, footText, headText } from "../../bench/report/text.ts";
import { type BenchResult, type CaseResult, parseResult, resultJson } from "../../bench/result.ts";
import { emptyResult, runBench } from "../../bench/run.ts";
import { readText } from "../files/text-file.ts";
import { type Flag, type Given, readArguments, readInteger, UsageError } from "../flags/flags.ts";
import { flagList } from "../flags/help.ts";
import { type Output, openOutput } from "../output/output.ts";
import { ProgressBar } from "../output/progress.ts";
import { benchInBrowser } from "./bench-browser.ts";
import { reportHtml } from "./bench-report.ts";

declare const NDPEEK_VERSION: string;

const flags: readonly Flag[] = [
  {
    flag: "kernels",
    placeholder: kernelsOf("node").join(","),
    default: "all",
    doc: "which kernels, or cases by name or its beginning",
  },
  { flag: "peers", placeholder: "a,b|none", default: "all that are there", doc: `of ${PEER_IDS.join(", ")}` },
  { flag: "sizes", placeholder: "96,512", doc: "images of these widths only" },
  { flag: "sigmas", placeholder: "5,14.4", doc: "Gaussians of these only" },
  { flag: "dtypes", placeholder: "f64,f32,u8", doc: "images of these types only" },
  { flag: "full", doc: "the finer grid of sizes, sigmas and types too" },
  {
    flag: "rounds",
    placeholder: "N",
    default: "as there is time for, in up to four visits",
    doc: "rounds of each case",
  },
  { flag: "browser", doc: "run the page's benchmark in a Chromium of this machine (CHROMIUM names another): page cases beside" },
  { flag: "json", placeholder: "FILE", doc: "write all figures, with the machine and the versions" },
  { flag: "html", placeholder: "FILE", doc: "write a report with plots that opens offline" },
  { flag: "compare", doc: "do not run, but tell what has changed between two result files: BEFORE.json AFTER.json" },
];

/** The library's words for a wrong list, as a flag's. */
function readCases(given: Given): BenchCase[] {
  const wishes = Object.fromEntries(WISHED_LISTS.map((name) => [name, given.get(name)]));
  const host = given.has("browser") ? "browser" : "node";
  if (given.has("browser") && given.has("peers"))
    throw new UsageError("--peers: not with --browser, where all that are beside the page take part");
  try {
    if (given.has("peers")) readPeers(given.get("peers")!);
    return chooseCases({ ...wishes, full: given.has("full"), host });
  } catch (error) {
    throw new UsageError(`--${(error as Error).message}`);
  }
}

function readEffort(given: Given): Effort {
  return effortOf({ rounds: readInteger(given, "rounds", 1, 10_000), full: given.has("full") });
}

type Written = (result: BenchResult) => string | Promise<string>;
const WRITERS: Readonly<Record<"json" | "html", Written>> = { json: resultJson, html: reportHtml };

/** The files that are asked for, opened before the work begins. */
async function openFiles(given: Given): Promise<{ readonly out: Output; readonly write: Written }[]> {
  const files: { readonly out: Output; readonly write: Written }[] = [];
  if (given.has("json") && given.get("json") === given.get("html"))
    throw new UsageError("--html: expected another file than --json's");
  for (const [flag, write] of Object.entries(WRITERS)) {
    const target = given.get(flag);
    if (target === undefined) continue;
    if (target === "-" || target === "") throw new UsageError(`--${flag}: expected a file, got ${JSON.stringify(target)}`);
    files.push({ out: await openOutput(target, flag), write });
  }
  return files;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function measure(given: Given, args: readonly string[]): Promise<BenchResult> {
  const cases = readCases(given);
  const effort = readEffort(given);
  const command = ["ndpeek bench", ...args].join(" ");
  const session = await openSession(given.get("peers"), { ndpeek: NDPEEK_VERSION, command });
  const bar = new ProgressBar();
  try {
    const { environment, peers, absent } = session;
    say(headText(environment, emptyResult(session).peers, absent));
    const missing = absent.filter(({ install }) => install?.startsWith("npm"));
    if (missing.length > 1) say(`All of npm's at once: ${installCommand(missing.map(({ id }) => id))}`);
    const result = await runBench({
      ...{ ...session, peers, cases, effort },
      onProgress: ({ done, total }) => bar.update("cases", done, total),
      onCase(one) {
        bar.clear();
        say(`\n${caseText(one)}`);
      },
    });
    bar.clear();
    return { ...result, environment: { ...environment, loadAfter: loadAverage() } };
  } finally {
    bar.clear();
    await session.close();
  }
}

/** The same in a browser, by the page's own hands. */
async function measureInBrowser(given: Given, args: readonly string[]): Promise<BenchResult> {
  const names = [...WISHED_LISTS, "rounds"].filter((name) => given.has(name));
  const texts = Object.fromEntries(names.map((name) => [name, given.get(name)!]));
  const command = ["ndpeek bench", ...args].join(" ");
  const onCase = (one: CaseResult): void => say(`${caseText(one)}\n`);
  const result = await benchInBrowser({ texts: { ...texts, ...(given.has("full") && { full: "1" }) }, command, onCase });
  say(headText(result.environment, result.peers, result.absent));
  return result;
}

async function run(given: Given, args: readonly string[]): Promise<void> {
  // Before files are made: what is wrong with the rest.
  readCases(given);
  readEffort(given);
  const files = await openFiles(given);
  try {
    const result = await (given.has("browser") ? measureInBrowser : measure)(given, args);
    say(`\n${footText(result, given.has("browser") ? undefined : sink.value)}`);
    for (const { out, write } of files) {
      await out.write(await write(result));
      await out.commit();
    }
  } catch (error) {
    for (const { out } of files) await out.discard();
    throw error;
  }
}

async function readResult(path: string): Promise<BenchResult> {
  const text = await readText(path, path);
  try {
    return parseResult(path, text);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function tellChanges(given: Given, paths: readonly string[]): Promise<void> {
  if (given.size > 1 || paths.length !== 2)
    throw new UsageError("--compare: expected two result files, BEFORE.json AFTER.json, and no other flag");
  const [before, after] = [await readResult(paths[0]!), await readResult(paths[1]!)];
  say(changesText(changesOf(before, after)));
}

export const bench = {
  summary: "time the kernels beside SciPy, OpenCV and others",
  help: () => `Usage: ndpeek bench [flags]
       ndpeek bench --compare BEFORE.json AFTER.json

Times filters, measures, random streams, rows of the tutorial's table and PNGs, and beside them whichever peers are there: SciPy, NumPy, OpenCV and
Pillow of python3 (PYTHON names another), and packages of npm that are installed here. Every result is checked before it is timed. All take turns,
round by round: medians, 95 % intervals, and ratios by the fastest rounds. Peers that are not there are named with the command that installs them.

${flagList(flags)}
Examples:
  ndpeek bench --json bench.json --html bench.html
  ndpeek bench --kernels gaussian,box-2048 --peers scipy,opencv-js --rounds 30
  ndpeek bench --browser --kernels page
`,
  async run(args: readonly string[]): Promise<void> {
    const { given, others } = readArguments(args, flags);
    if (given.has("compare")) return tellChanges(given, others);
    if (others.length > 0) throw new UsageError(`unexpected argument ${JSON.stringify(others[0])}`);
    return run(given, args);
  },
};
