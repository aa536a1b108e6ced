// Files in which results are gathered until they are complete. A run that is killed leaves its file behind; the next run to the
// same target removes it.
import { createHash, randomBytes } from "node:crypto";
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

export interface TemporaryFile {
  readonly path: string;
  remove(): void;
  /** The file has another name now: nothing is left to remove. */
  release(): void;
}

/** Those of this process: its number may have been that of a killed one, too. */
const mine = new Set<string>();

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}

/** Tells apart where numbers of processes are comparable: machines of one name, and containers on one machine. */
const host = (): string[] => [
  hostname(),
  textOf(() => readFileSync("/etc/machine-id", "utf8")),
  textOf(() => readlinkSync("/proc/self/ns/pid")),
];

/** The beginning of the names of all files for one target that are written on this host. */
function stemFor(target: string): string {
  const key = createHash("sha256")
    .update(JSON.stringify([target, ...host()]))
    .digest("hex")
    .slice(0, 12);
  return `.ndpeek-${hostname()
    .replace(/[^\w.-]/g, "_")
    .slice(0, 64)}-${key}-`;
}

function isGone(id: number): boolean {
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

/** Removes what killed runs to the same target have left. A folder whose files cannot be listed keeps them. */
function removeLeftovers(folder: string, stem: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const [, id] = /^(\d+)-[\da-f]+\.tmp$/.exec(name.startsWith(stem) ? name.slice(stem.length) : "") ?? [];
      const path = join(folder, name);
      if (id === undefined || mine.has(path)) continue;
      if (Number(id) === process.pid || isGone(Number(id))) rmSync(path, { force: true });
    }
  } catch {
    // They are in nobody's way.
  }
}

/** Makes a file in the folder for what goes to `target`: a name in that folder, or a whole path. */
export function temporaryFile(folder: string, target: string, mode: number): TemporaryFile {
  const stem = stemFor(target);
  removeLeftovers(folder, stem);
  const path = join(folder, `${stem}${process.pid}-${randomBytes(4).toString("hex")}.tmp`);
  const release = (): void => {
    mine.delete(path);
    process.off("exit", remove);
  };
  const remove = (): void => {
    rmSync(path, { force: true });
    release();
  };
  // Made and noted for removal in one go: a signal finds both done or neither.
  closeSync(openSync(path, "wx", mode));
  mine.add(path);
  process.once("exit", remove);
  return { path, remove, release };
}
