// A result as a file: nothing of it is seen under the file's name before it is complete.
import { chmodSync, chownSync, closeSync, constants, openSync, renameSync, type Stats, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname } from "node:path";
import { reason } from "../flags/reason.ts";
import { fileSink, gathered, type Output } from "./sinks.ts";
import { type TemporaryFile, temporaryFile } from "./temporary-file.ts";
import { writeOver } from "./write-over.ts";

/** Why a file cannot take another's name, although it may be written to: it is a mount, or a sticky folder's. */
const UNNAMEABLE = ["EBUSY", "EXDEV", "EACCES", "EPERM"];
const FORBIDDEN = ["EACCES", "EPERM", "EROFS"];

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "";

interface Draft {
  readonly file: TemporaryFile;
  /** Whether it can take the target's name; if not, its content is written over the target's. */
  readonly isSuccessor: boolean;
}

/** Gives the draft the old file's owner and permissions; false if the owner cannot be kept. */
function inherit(path: string, { uid, gid, mode }: Stats): boolean {
  const made = statSync(path);
  if (made.uid !== uid || made.gid !== gid) {
    try {
      chownSync(path, uid, gid);
    } catch {
      return false;
    }
  }
  chmodSync(path, mode & 0o7777);
  return true;
}

function draftBeside(target: string, old: Stats | undefined): Draft {
  const file = temporaryFile(dirname(target), basename(target), 0o666);
  try {
    // Other names of the old file have to go on meaning the same file.
    return { file, isSuccessor: !old || (old.nlink === 1 && inherit(file.path, old)) };
  } catch (error) {
    file.remove();
    throw error;
  }
}

/** Where the folder lets no file in, the old one can still be written over: its successor is gathered elsewhere. */
function draftFor(target: string, old: Stats | undefined): Draft {
  try {
    return draftBeside(target, old);
  } catch (error) {
    if (!FORBIDDEN.includes(codeOf(error))) throw error;
    const folder = JSON.stringify(dirname(target));
    if (!old) throw new Error(`no file can be made in the folder ${folder}: ${reason(error)}`);
    return { file: temporaryFile(tmpdir(), target, 0o600), isSuccessor: false };
  }
}

function replace(target: string, old: Stats | undefined, { file, isSuccessor }: Draft): void {
  if (isSuccessor) {
    try {
      renameSync(file.path, target);
      file.release();
      return;
    } catch (error) {
      if (!old || !UNNAMEABLE.includes(codeOf(error))) throw error;
    }
  }
  writeOver(file.path, target);
  file.remove();
}

/** Opens the file `target`, whose links are resolved; `old` is what stands there. Throws where it cannot be written. */
export async function replacedFile(target: string, old: Stats | undefined): Promise<Output> {
  if (old) closeSync(openSync(target, constants.O_WRONLY));
  const draft = draftFor(target, old);
  const sink = fileSink(await open(draft.file.path, "r+"));
  const { write, close } = gathered(sink);
  const place = dirname(draft.file.path);
  const fail = (error: unknown): never => {
    if (place === dirname(target)) throw error;
    throw new Error(`${reason(error)} in ${JSON.stringify(place)}, where it is gathered`);
  };
  return {
    write: (content) => write(content).catch(fail),
    async commit() {
      await close().catch(fail);
      replace(target, old, draft);
    },
    async discard() {
      await sink.close().catch(() => {});
      draft.file.remove();
    },
  };
}
