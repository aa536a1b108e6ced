// The peers of npm that are installed for the benchmark, and for each that is not, how it would be.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as zlib from "node:zlib";
import type { Ndpeek } from "../../src/index.ts";
import type { Absent, Peer } from "../entry.ts";
import { plainPeer } from "../peers/plain.ts";
import { type FastPng, fastPngPeer, type NodeParts, type PngJs, pngJsPeer, zlibPeer } from "../peers/png-encoders.ts";
import { type OpenPeer, SCRIPT_OPENERS } from "../peers/script-openers.ts";
import { type Sharp, sharpPeer, type Vips, vipsPeer } from "../peers/vips.ts";
import { PEER_VERSIONS } from "../versions.ts";

interface Found {
  readonly version: string;
  /** Imports the package as a module, or requires it where it is none. */
  load(): Promise<unknown>;
}

/** Where packages are looked for: the repository's own bench folder, then the folder that the command runs in, then beside this package. */
const roots = (): string[] => [
  fileURLToPath(new URL("../bench/", import.meta.url)),
  join(process.cwd(), "/"),
  fileURLToPath(new URL("./", import.meta.url)),
];

interface PackageFile {
  readonly name?: string;
  readonly version?: string;
  readonly type?: string;
}

/** The package.json above a file of the package; many packages do not export theirs. */
function packageAround(file: string, name: string): PackageFile {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, "package.json");
    const found: PackageFile = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
    if (found.name === name) return found;
  }
  throw new Error(`${name}: no package.json above ${file}`);
}

function findIn(root: string, name: string): Found | undefined {
  const require = createRequire(join(root, "package.json"));
  try {
    const file = require.resolve(name);
    const { version = "", type } = packageAround(file, name);
    const isModule = file.endsWith(".mjs") || (type === "module" && !file.endsWith(".cjs"));
    return { version, load: async () => (isModule ? import(pathToFileURL(file).href) : require(file)) };
  } catch {
    return undefined;
  }
}

function find(name: string): Found | undefined {
  for (const root of roots()) {
    const found = findIn(root, name);
    if (found) return found;
  }
  return undefined;
}

const { "opencv-js": openCv, ...scripts } = SCRIPT_OPENERS;

const OPENERS: Readonly<Record<keyof typeof PEER_VERSIONS, OpenPeer>> = {
  "@techstark/opencv-js": openCv,
  "wasm-vips": async (start: () => Promise<Vips>, version) => vipsPeer(await start(), version),
  sharp: (loaded: Sharp, version) => sharpPeer(loaded, version),
  ...scripts,
  "fast-png": (loaded: FastPng, version) => fastPngPeer(loaded, version),
  pngjs: (loaded: PngJs, version) => pngJsPeer(loaded, { Buffer }, version),
};

export const idOf = (name: string): string => name.replace("@techstark/", "");

/** The command that installs peers of npm, by their ids, into the folder it is given in. */
export function installCommand(ids: readonly string[]): string {
  const wanted = Object.entries(PEER_VERSIONS).filter(([name]) => ids.includes(idOf(name)));
  return `npm install --no-save ${wanted.map(([name, version]) => `${name}@${version}`).join(" ")}`;
}

export interface Peers {
  readonly peers: Peer[];
  readonly absent: Absent[];
}

/** Opens those that are wanted, by their ids. */
export async function openPeers(nd: Ndpeek, isWanted: (id: string) => boolean): Promise<Peers> {
  const peers: Peer[] = [];
  const absent: Absent[] = [];
  for (const [name, open] of Object.entries(OPENERS)) {
    const id = idOf(name);
    if (!isWanted(id)) continue;
    const found = find(name);
    if (!found) {
      absent.push({ id, name: id, reason: "not installed", install: installCommand([id]) });
      continue;
    }
    try {
      peers.push(await open((await found.load()) as never, found.version));
    } catch (error) {
      absent.push({ id, name: id, reason: (error as Error).message });
    }
  }
  if (isWanted("plain")) peers.push(plainPeer(nd));
  if (isWanted("zlib")) openZlib(peers, absent);
  return { peers, absent };
}

/** `crc32` is newer than Node 20.0. */
function openZlib(peers: Peer[], absent: Absent[]): void {
  const { deflateSync, crc32 } = zlib as unknown as Partial<NodeParts>;
  if (deflateSync && crc32) peers.push(zlibPeer({ Buffer, deflateSync, crc32 }, process.versions.zlib ?? ""));
  else absent.push({ id: "zlib", name: "node:zlib", reason: "zlib.crc32 needs Node 20.15 or 22.2" });
}
