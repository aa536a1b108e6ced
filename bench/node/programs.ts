// Whole programs, each a process of its own that is timed from its start to its end, and says at its end what it had in memory.
import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ProgramCase } from "../cases.ts";
import { difference } from "../difference.ts";
import type { Entry } from "../entry.ts";
import { selfTimed } from "../measure.ts";
import { SCRIPT } from "./native.ts";

/** Of longer tables Python would take minutes and gigabytes. */
const MOST_PYTHON_ROWS = 5_000;
const GROUPS = "abc";

interface Program {
  readonly peer: string;
  readonly detail?: string;
  readonly command: string;
  /** With the file that it is to write. Descriptor 3 is for the bytes that it had in memory. */
  readonly args: (file: string) => readonly string[];
}

interface Ended {
  readonly seconds: number;
  readonly bytes: number;
}

function runProgram({ command, args }: Program, file: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args(file), { stdio: ["ignore", "ignore", "pipe", "pipe"] });
    const end = () => child.kill("SIGKILL");
    process.once("exit", end);
    let said = "";
    let complaint = "";
    child.stdio[3]!.on("data", (text) => (said += text));
    child.stderr!.on("data", (text) => (complaint += text));
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("exit", end);
      const seconds = (performance.now() - start) / 1000;
      if (code === 0) resolve({ seconds, bytes: Number(said) });
      else reject(new Error(`${command} ended with ${code}: ${complaint.trim().split("\n").at(-1)}`));
    });
  });
}

/** The table's numbers in a file of JSON lines: areas of the first image, of the second, groups. */
async function readTable(file: string, rows: number): Promise<Float64Array> {
  const table = new Float64Array(3 * rows).fill(Number.NaN);
  let row = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { image1_area, image2_area, group, image } = JSON.parse(line);
    if (!/^data:image\/png;base64,/.test(image)) break;
    for (const [column, value] of [image1_area, image2_area, GROUPS.indexOf(group)].entries()) table[column * rows + row] = value;
    row++;
  }
  return table;
}

function programEntry(program: Program, { items }: ProgramCase, folder: string): Entry {
  const file = join(folder, "rows.ndjson");
  let memory = 0;
  const run = async (): Promise<number> => {
    const { seconds, bytes } = await runProgram(program, file);
    memory = Math.max(memory, bytes);
    return seconds;
  };
  return {
    ...{ peer: program.peer, mode: "whole", bits: "every", isCold: true, memory: () => memory },
    ...(program.detail !== undefined && { detail: program.detail }),
    round: selfTimed(run),
    async check({ expected, scale }) {
      await run();
      return difference(await readTable(file, items), expected, scale);
    },
    free: () => rm(file, { force: true }),
  };
}

/**
 * Has a Node say at its end what it had in memory. Linux hands the maximum of resourceUsage() on from whoever starts a program: /proc has the
 * program's own.
 */
const TELL = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeSync } from "node:fs";
  const own = () => Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  process.once("exit", () => {
    let kilobytes = process.resourceUsage().maxRSS;
    try { kilobytes = own(); } catch {}
    writeSync(3, String(1024 * kilobytes));
  });`)}`;

function ownProgram(rows: number, workers: number): Program {
  const options = ["--rows", String(rows), "--images", "embed", "--workers", String(workers)];
  return {
    peer: "ndpeek",
    ...(workers > 0 && { detail: `${workers} workers` }),
    command: process.execPath,
    args: (file) => ["--import", TELL, process.argv[1]!, "blobs", ...options, "--out", file],
  };
}

/** `ndpeek blobs` in one thread, as Python is, and as it runs where nothing is said; its files go into `folder`. */
export const ownPrograms = (one: ProgramCase, folder: string): Entry[] =>
  [0, availableParallelism()].map((workers) => programEntry(ownProgram(one.items, workers), one, folder));

/** The tutorial's functions in a program of Python. */
export function pythonProgram(python: string, one: ProgramCase, folder: string): Entry[] {
  if (one.items > MOST_PYTHON_ROWS) return [];
  const args = (file: string) => ["-W", "ignore", SCRIPT, "program", String(one.items), file];
  return [programEntry({ peer: "NumPy, SciPy and Pillow", command: python, args }, one, folder)];
}
