import { randomUUID } from "node:crypto";
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, sep } from "node:path";
import { UsageError } from "../flags/flags.ts";
import { reason } from "../flags/reason.ts";
import { type Content, deviceSink, fileSink, gathered, pipeSink, type Sink, stdoutSink } from "./sinks.ts";

/** Where a command's result goes. Nothing of it is seen under the file's name before `commit`. */
export interface Output {
  write(content: Content): Promise<void>;
  commit(): Promise<void>;
  /** Drops what was written and is not committed. */
  discard(): Promise<void>;
}

/** What is written where it is, with nothing to replace: standard output, a device or a pipe. */
const inPlace = (sink: Sink): Output => {
  const { write, close } = gathered(sink);
  return { write, commit: close, discard: () => sink.close().catch(() => {}) };
};

/** The file that a path means: links are followed to their end, there or not. */
function endOf(path: string): string {
  if (path.endsWith(sep)) throw Object.assign(new Error(), { code: "EISDIR" });
  const file = join(realpathSync(dirname(path)), basename(path));
  if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return file;
  const target = readlinkSync(file);
  return endOf(isAbsolute(target) ? target : `${dirname(file)}${sep}${target}`);
}

async function fileOutput(path: string, old: Stats | undefined): Promise<Output> {
  const target = endOf(path);
  if (old) accessSync(target, constants.W_OK);
  const temporary = join(dirname(target), `.ndpeek-${randomUUID()}.tmp`);
  const remove = () => rmSync(temporary, { force: true });
  // Made and noted for removal in one go: a signal finds both done or neither.
  closeSync(openSync(temporary, "wx"));
  process.once("exit", remove);
  if (old) chmodSync(temporary, old.mode & 0o777);
  const sink = fileSink(await open(temporary, "r+"));
  const { write, close } = gathered(sink);
  return {
    write,
    async commit() {
      await close();
      renameSync(temporary, target);
      process.off("exit", remove);
    },
    async discard() {
      await sink.close().catch(() => {});
      remove();
      process.off("exit", remove);
    },
  };
}

async function openPath(path: string): Promise<Output> {
  const old = statSync(path, { throwIfNoEntry: false });
  if (old?.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
  if (!old || old.isFile()) return fileOutput(path, old);
  return inPlace(await (old.isFIFO() ? pipeSink(path) : deviceSink(path)));
}

/**
 * Opens `target`, which the flag `flag` named: a file or `-` for standard output, before the work starts. A file is written beside its place under another name and
 * takes its name when it is complete; on an error or a signal it is removed. A device or a pipe is written to as it is.
 * Throws a UsageError where the file cannot be written, an Error where writing fails later.
 */
export async function openOutput(target: string, flag = "out"): Promise<Output> {
  if (target === "-") return inPlace(stdoutSink());
  const says = (error: unknown): string => `--${flag}: cannot write ${JSON.stringify(target)}: ${reason(error)}`;
  const { write, commit, discard } = await openPath(target).catch((error: unknown) => {
    throw new UsageError(says(error));
  });
  const fail = (error: unknown): never => {
    throw new Error(says(error));
  };
  return { write: (content) => write(content).catch(fail), commit: () => commit().catch(fail), discard };
}

/** Opens `target`, has it written, and commits it, or drops it where that fails. */
export async function writeTo(target: string, write: (out: Output) => Promise<void>): Promise<void> {
  const out = await openOutput(target);
  try {
    await write(out);
    await out.commit();
  } catch (error) {
    await out.discard();
    throw error;
  }
}
