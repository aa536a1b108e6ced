// Which of the files on the line is the chart, and which are stacks: told by their first bytes, not by their names.
import { open, stat } from "node:fs/promises";
import { type FileKind, fileKind, KIND_BYTES } from "../../src/io/file-kind.ts";
import { UsageError } from "../flags/flags.ts";

export interface ChartAndStacks {
  readonly chart: string;
  readonly stacks: readonly string[];
}

/** What a file is; `undefined` for a pipe, which can be read once only, and for what cannot be read. */
async function kindOf(path: string): Promise<FileKind | undefined> {
  try {
    if (!(await stat(path)).isFile()) return undefined;
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(KIND_BYTES), 0, KIND_BYTES, 0);
      return fileKind(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

async function isStack(path: string): Promise<boolean> {
  const kind = await kindOf(path);
  if (kind?.is === "npy") return true;
  if (kind?.is === "json") return false;
  // Whoever reads it says what is wrong with it.
  if (kind === undefined || /\.npy$/i.test(path)) return /\.npy$/i.test(path);
  throw new UsageError(`${JSON.stringify(path)}: expected a chart in JSON or a stack in .npy, got ${kind.says}`);
}

/** Parts the command's arguments into the one chart and the stacks; `first` is the stack that the flag named. */
export async function chartAndStacks(first: string | undefined, others: readonly string[]): Promise<ChartAndStacks> {
  const stacks: string[] = [];
  const charts: string[] = [];
  for (const path of others) ((await isStack(path)) ? stacks : charts).push(path);
  const [chart] = charts;
  if (chart === undefined || charts.length > 1) {
    const names = charts.map((path) => JSON.stringify(path)).join(", ");
    const got = `${charts.length} charts${names && `: ${names}`}`;
    throw new UsageError(`expected one chart (a Vega-Lite spec in JSON) and --stack, got ${got}`);
  }
  if (first === undefined) throw new UsageError("--stack: expected a .npy file, or several");
  return { chart, stacks: [first, ...stacks] };
}
