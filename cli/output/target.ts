// What a path means as a place for a result: links are followed, and descriptors that this process has are told apart.
import { fstatSync, lstatSync, readdirSync, readlinkSync, realpathSync, type Stats, statSync, writeSync } from "node:fs";
import { basename, dirname, isAbsolute, join, sep } from "node:path";

export type Target =
  /** A descriptor that this process was given: what is written goes where it stands. */
  | { readonly is: "descriptor"; readonly fd: number; readonly stats: Stats }
  /** A device, a named pipe, or the open file of another process: what is written goes there, at its end. */
  | { readonly is: "place"; readonly path: string; readonly stats: Stats }
  /** A file, or a name that is free. */
  | { readonly is: "file"; readonly path: string; readonly old: Stats | undefined };

/** More links than any system follows. */
const MOST_LINKS = 40;
const DESCRIPTORS = /^\/proc\/(\d+)(?:\/task\/\d+)?\/fd$/;

const folderError = (): Error => Object.assign(new Error(), { code: "EISDIR" });

/** Whether bytes can be written to the descriptor, tried with none. */
function isWritable(fd: number): boolean {
  try {
    writeSync(fd, "");
    return true;
  } catch {
    return false;
  }
}

function statsOf(fd: number): Stats | undefined {
  try {
    return fstatSync(fd);
  } catch {
    return undefined;
  }
}

/** The descriptors of this process; none where the system does not list them. */
function ownDescriptors(): number[] {
  try {
    return readdirSync("/proc/self/fd").map(Number);
  } catch {
    return [];
  }
}

/** Whether the pipe is one by which Node's own threads talk: this process holds the end that is read, too. */
const isOwnPipe = (fd: number, { dev, ino }: Stats): boolean =>
  ownDescriptors().some((other) => {
    const stats = other === fd ? undefined : statsOf(other);
    return stats?.ino === ino && stats.dev === dev && !isWritable(other);
  });

function descriptor(fd: number): Target {
  const stats = statsOf(fd);
  const isPlace = stats?.isFile() || stats?.isFIFO() || stats?.isSocket() || stats?.isCharacterDevice();
  if (!stats || !isPlace || (fd > 2 && stats.isFIFO() && isOwnPipe(fd, stats))) throw new Error(`descriptor ${fd} is not open`);
  if (!isWritable(fd)) throw new Error(`descriptor ${fd} is not open for writing`);
  return { is: "descriptor", fd, stats };
}

/** The target behind a link of a folder of descriptors, as /dev/fd or /proc/self/fd. */
function openFile(folder: string, name: string): Target | undefined {
  const owner = DESCRIPTORS.exec(folder)?.[1];
  if (!/^\d+$/.test(name) || (owner === undefined && folder !== "/dev/fd")) return undefined;
  if (owner === undefined || Number(owner) === process.pid) return descriptor(Number(name));
  const path = join(folder, name);
  return { is: "place", path, stats: statSync(path) };
}

/** What a path means. Throws where it can hold no result. */
export function targetOf(path: string): Target {
  let at = path;
  for (let links = 0; links <= MOST_LINKS; links++) {
    if (at.endsWith(sep)) throw folderError();
    const folder = realpathSync(dirname(at));
    const open = openFile(folder, basename(at));
    if (open) return open;
    const file = join(folder, basename(at));
    if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return fileOrPlace(file);
    const next = readlinkSync(file);
    at = isAbsolute(next) ? next : `${folder}${sep}${next}`;
  }
  // The system has its own words for too many.
  return fileOrPlace(path);
}

function fileOrPlace(path: string): Target {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) throw folderError();
  return !stats || stats.isFile() ? { is: "file", path, old: stats } : { is: "place", path, stats };
}
