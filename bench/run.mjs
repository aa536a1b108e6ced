// npm run bench: every case, every peer that this machine has, in one run.
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { CASES, chooseCases, inputOf } from "./cases.mjs";
import { environment, loadAverage } from "./environment.mjs";
import { loadPeers } from "./load-peers.mjs";
import { calibrate, interleave, median, sink } from "./measure.mjs";
import { floorOf } from "./peers/floor.mjs";
import { expectedOf, ndpeekEntries } from "./peers/ndpeek.mjs";
import { opencvJsEntries } from "./peers/opencv-js.mjs";
import { plainEntries } from "./peers/plain.mjs";
import { pngEntries } from "./peers/png.mjs";
import { head, table } from "./report.mjs";

const HELP = `npm run bench -- [--cases a,b] [--rounds N] [--json FILE]

Times ndpeek beside SciPy, NumPy, OpenCV and opencv-js, whichever this machine has (PYTHON names another interpreter).
Every output is checked before it is timed. All peers of a case take turns, round by round; a round is 20 ms or more.

  --cases a,b   these only, by name or its beginning: ${CASES.map(({ name }) => name).join(", ")}
  --rounds N    rounds of each peer, 15
  --json FILE   all figures, with the machine and the versions
  --help

Example: npm run bench -- --cases gaussian-512,box --json out/bench.json`;

const WARM = { roundSeconds: 0.02, warmSeconds: 0.3 };
/** NumPy's exp depends on its build; where even its plain code path differs, rounding is all that may. */
const USES_EXP = new Set(["gaussian", "normal", "rows", "table"]);
const ROUNDING = { f64: 1e-13, f32: 1e-6, u8: 0 };
/** A result further off, as a share of full scale, is another filter's. */
const ERROR_LIMIT = 0.05;

function usage(message) {
  console.error(message);
  process.exit(2);
}

function parse() {
  try {
    const { values } = parseArgs({
      options: {
        cases: { type: "string" },
        rounds: { type: "string", default: "15" },
        json: { type: "string" },
        help: { type: "boolean" },
      },
    });
    const rounds = Number(values.rounds);
    if (!(Number.isInteger(rounds) && rounds >= 1 && rounds <= 10_000)) {
      throw new RangeError(`rounds: expected an integer from 1 to 10000, got "${values.rounds}"`);
    }
    return { ...values, rounds, cases: chooseCases(values.cases?.split(",")) };
  } catch (error) {
    return usage(`bench: ${error.message}`);
  }
}

const bytes = ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength);
const sha256 = (array) => createHash("sha256").update(bytes(array)).digest("hex");
const largest = (array) => array.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Holds ndpeek's exact result against SciPy's, every bit, where there is a SciPy; what to say of it. */
async function verdict({ oracle, strict }, benchCase, input, expected) {
  if (benchCase.kind === "png") return "checked: every pixel, as fast-png or Pillow reads it";
  if (!oracle) return "no SciPy here: not checked against it";
  const digests = await oracle.digests(benchCase);
  if (input && digests.input !== sha256(input.data)) throw new Error(`${benchCase.name}: the input is not NumPy's`);
  if (digests.output === sha256(expected)) return "checked: every bit SciPy's";
  if (strict || !USES_EXP.has(benchCase.kind)) throw new Error(`${benchCase.name}: the result is not SciPy's`);
  return "this machine's exp has other last bits: SciPy's to within rounding";
}

async function checked(entry, expected, scale, rounding) {
  const { exact, error } = await entry.check(expected, scale);
  const allowed = { every: exact, rounding: error <= rounding }[entry.bits] ?? true;
  if (!allowed) throw new Error(`${entry.name}: the result is off by ${error} of full scale`);
  return { ...entry, exact, error, refused: !(error <= ERROR_LIMIT) };
}

async function runCase(peers, benchCase, rounds, folder) {
  const input = benchCase.width && inputOf(peers.library.nd, benchCase);
  const expected = await expectedOf(peers.library, benchCase, input);
  const oracle = await verdict(peers, benchCase, input, expected);
  const file = join(folder, "expected");
  await writeFile(file, bytes(expected));
  const entries = [
    ...(await ndpeekEntries(peers.library, benchCase, input)),
    ...pngEntries(peers.library.encodePng, benchCase, expected),
    ...((await peers.native?.entries(benchCase, file)) ?? []),
    ...(peers.cv ? opencvJsEntries(peers.cv, benchCase, input) : []),
    ...plainEntries(peers.library.nd, benchCase, input),
  ];
  const scale = largest(input ? input.data : expected);
  const all = [];
  for (const entry of entries) all.push(await checked(entry, expected, scale, ROUNDING[benchCase.dtype]));
  const floor = floorOf(peers, benchCase);
  const timed = [...all.filter(({ refused }) => !refused), ...(floor ? [{ ...floor, isFloor: true }] : [])];
  for (const entry of timed) entry.repeats = await calibrate(entry.round, WARM);
  const seconds = await interleave(timed, rounds);
  for (const { free } of entries) await free();

  const own = median(seconds.get("ndpeek"));
  const results = timed.map(({ name, apart = false, isFloor = false, exact, error, repeats, bytes: size }) => {
    const measured = seconds.get(name);
    const middle = median(measured);
    return {
      ...{ name, apart, isFloor, exact, error, repeats, ...(size && { bytes: size }) },
      ...{ median: middle, min: Math.min(...measured), ratio: middle / own, rounds: measured },
    };
  });
  const refused = all.filter((entry) => entry.refused).map(({ name, error }) => ({ name, error }));
  return { ...benchCase, oracle, results, refused };
}

const options = parse();
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
const folder = await mkdtemp(join(tmpdir(), "ndpeek-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));
let peers;
try {
  if (options.json) await mkdir(dirname(options.json), { recursive: true });
  peers = await loadPeers();
  const before = environment(peers);
  console.log(head(before, peers.absent));
  const cases = [];
  for (const benchCase of options.cases) {
    if (benchCase.precision === "single" && !peers.library.hasSingle) {
      console.log(`\n${benchCase.title}: not in this version`);
      continue;
    }
    const result = await runCase(peers, benchCase, options.rounds, folder);
    cases.push(result);
    console.log(`\n${table(result)}`);
  }
  const loadAfter = loadAverage();
  console.log(`\nLoad average after the run: ${loadAfter.join(", ")}. Sink: ${sink.value}`);
  if (options.json) {
    const report = {
      environment: { ...before, loadAfter },
      absent: peers.absent,
      roundsEach: options.rounds,
      cases,
      sink: sink.value,
    };
    await writeFile(options.json, `${JSON.stringify(report, null, 1)}\n`);
  }
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
} finally {
  peers?.native?.close();
  peers?.oracle?.close();
}
