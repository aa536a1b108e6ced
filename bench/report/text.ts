// A result as text for a terminal.
import type { Absent } from "../entry.ts";
import type { BenchResult, CaseResult, Environment, PeerResult } from "../result.ts";
import { FEW_ROUNDS } from "../summary.ts";
import { COLUMNS, headsOf, linesOf } from "./case-table.ts";
import { isNoisy } from "./words.ts";

const LEFT = new Set<string>(["name", "result"]);

/** Columns as wide as their texts, two spaces apart. */
export function columnText(rows: readonly (readonly string[])[], left: (column: number) => boolean): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (left(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
}

/** One case: a line an entry, its time beside its error. */
export function caseText(result: CaseResult): string {
  const lines = linesOf(result);
  const cells = lines.map((line) =>
    COLUMNS.map((column) => (column === "ratio" && line.noisy ? `! ${line.ratio}` : line[column])),
  );
  const table = columnText([headsOf(result), ...cells], (column) => LEFT.has(COLUMNS[column]!));
  const refused = result.refused.map(({ name, reason }) => `  not timed: ${name}: ${reason}`);
  return [
    `${result.case.title}  [${result.case.name}]${result.visits > 1 ? `, ${result.visits} visits` : ""}`,
    `  ${result.oracle}`,
    ...table.map((line) => `  ${line}`),
    ...refused,
  ].join("\n");
}

export const absentText = ({ name, reason, install }: Absent): string =>
  `Absent: ${name}: ${reason}${install === undefined ? "" : ` (${install})`}`;

export const rooflineText = ({ roofline }: Environment): string =>
  `In WebAssembly: ${roofline.clockGHz.toFixed(2)} GHz, ${roofline.additionsPerCycle.toFixed(2)} vector additions a cycle ` +
  `(${roofline.gigaflops.toFixed(1)} Gflop/s in doubles), ${roofline.cyclesPerDivision.toFixed(2)} cycles a vector division, copies of ` +
  roofline.copy
    .map(
      ({ bytes, perSecond }) =>
        `${bytes >= 1 << 20 ? `${bytes >> 20} MiB` : `${bytes >> 10} KiB`} ${(perSecond / 1e9).toFixed(1)}`,
    )
    .join(", ") +
  " GB/s";

export const moduleText = ({ module }: Environment): string =>
  `${module.bytes.toLocaleString("en-US")} bytes of WebAssembly, ${module.gzip.toLocaleString("en-US")} by gzip`;

/** The machine, who takes part, and who does not. */
export function headText(environment: Environment, peers: readonly PeerResult[], absent: readonly Absent[]): string {
  const { date, ndpeek, cpu, cores, platform, engine, flags, nativeSimd, load } = environment;
  return [
    `ndpeek ${ndpeek}, ${date}, ${cpu}, ${cores} cores, ${platform}${load ? `; load average ${load.join(", ")}` : ""}`,
    `${engine}${flags.length > 0 ? ` with ${flags.join(" ")}` : ""}`,
    ...peers.filter(({ id, version }) => id !== "ndpeek" && version !== "").map(({ name, version }) => `${name}: ${version}`),
    ...(nativeSimd ? [`NumPy uses ${nativeSimd.join(" ")}`] : []),
    rooflineText(environment),
    `Kernels: ${moduleText(environment)}`,
    ...(load && load[0]! > cores / 2 ? ["The machine is busy: these figures are not for quoting."] : []),
    ...absent.map(absentText),
  ].join("\n");
}

export function footText({ seconds, environment, cases }: BenchResult, sink?: number): string {
  const entries = cases.flatMap(({ entries }) => entries);
  const noisy = entries.filter((entry) => entry.mode !== "limit" && isNoisy(entry)).length;
  const after = environment.loadAfter ? ` Load average after the run: ${environment.loadAfter.join(", ")}.` : "";
  return (
    `${cases.length} cases in ${Math.round(seconds)} s. × baseline: by the fastest rounds of both; where those of the first and of the second half ` +
    `give ratios more than 10 % apart, or rounds are fewer than ${FEW_ROUNDS}, it is noisy (!): ${noisy} of ${entries.length}.${after}${sink === undefined ? "" : ` Sink: ${sink}`}`
  );
}
