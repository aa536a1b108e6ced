import { accessSync, chmodSync, constants, realpathSync, renameSync, rmSync, type Stats, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UsageError } from "./flags.ts";

const CHUNK = 1 << 16;

/** Where a command's result goes. Nothing of it is seen under the file's name before `commit`. */
export interface Output {
  write(text: string): Promise<void>;
  commit(): Promise<void>;
  /** Drops what was written and is not committed. */
  discard(): Promise<void>;
}

/** Gathers small texts into writes of 64 KiB and more. */
function gathered(sink: (text: string) => Promise<void>): { write: Output["write"]; flush(): Promise<void> } {
  let waiting = "";
  const flush = async (): Promise<void> => {
    const text = waiting;
    waiting = "";
    if (text) await sink(text);
  };
  return {
    flush,
    async write(text) {
      waiting += text;
      if (waiting.length >= CHUNK) await flush();
    },
  };
}

/** Standard output; a reader that goes away (`| head`) ends the program without a word. */
function standardOutput(): Output {
  const { stdout } = process;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
  });
  const { write, flush } = gathered(
    (text) => new Promise((resolve, reject) => stdout.write(text, (error) => (error ? reject(error) : resolve()))),
  );
  return { write, commit: flush, discard: async () => {} };
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** A device or a pipe is written to as it is: there is nothing to replace. */
async function deviceOutput(path: string): Promise<Output> {
  const file = await open(path, "w");
  const { write, flush } = gathered((text) => file.writeFile(text));
  const close = () => file.close();
  return { write, commit: () => flush().then(close), discard: close };
}

async function fileOutput(path: string, old: Stats | undefined): Promise<Output> {
  const target = old ? realpathSync(path) : path;
  if (old) accessSync(target, constants.W_OK);
  const temporary = join(dirname(target), `.ndpeek-${process.pid}.tmp`);
  const file: FileHandle = await open(temporary, "wx");
  const remove = () => rmSync(temporary, { force: true });
  process.once("exit", remove);
  if (old) chmodSync(temporary, old.mode & 0o777);
  const { write, flush } = gathered((text) => file.writeFile(text));
  return {
    write,
    async commit() {
      await flush();
      await file.close();
      renameSync(temporary, target);
      process.off("exit", remove);
    },
    async discard() {
      await file.close().catch(() => {});
      remove();
      process.off("exit", remove);
    },
  };
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a folder",
  ENOENT: "no such folder",
  ENOTDIR: "part of the path is not a folder",
  ENOSPC: "no space left",
  EROFS: "read-only file system",
};

/** The reason of a failed file operation in a few words. */
function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && REASONS[code]) ?? message;
}

/**
 * Opens `target`, a file or `-` for standard output, before the work starts. A file is written beside its place under another name and
 * takes its name when it is complete; on an error or a signal it is removed. Throws a UsageError where the file cannot be written.
 */
export async function openOutput(target: string): Promise<Output> {
  if (target === "-") return standardOutput();
  try {
    const old = statOf(target);
    if (old?.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    return old && !old.isFile() ? await deviceOutput(target) : await fileOutput(target, old);
  } catch (error) {
    throw new UsageError(`--out: cannot write ${JSON.stringify(target)}: ${reason(error)}`);
  }
}
