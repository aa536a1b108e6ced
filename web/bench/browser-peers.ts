// The peers that run in a page; their scripts lie in a folder beside it where someone has put them (scripts/bench/bench-peers.mjs).
import * as fastPng from "fast-png";
import type { Absent, Peer } from "../../bench/entry.ts";
import { fastPngPeer } from "../../bench/peers/png-encoders.ts";
import { type OpenPeer, SCRIPT_OPENERS } from "../../bench/peers/script-openers.ts";
import { PEER_VERSIONS } from "../../bench/versions.ts";

const NEVER: readonly Absent[] = [
  { id: "scipy", name: "SciPy and NumPy", reason: "a page has no Python: ndpeek bench has" },
  { id: "wasm-vips", name: "wasm-vips", reason: "it needs SharedArrayBuffer, which pages of static hosts do not have" },
  { id: "sharp", name: "sharp", reason: "it runs in Node only" },
  { id: "pngjs", name: "pngjs", reason: "it needs Node’s zlib" },
];

const INSTALL = "npm run bench:peers";

/** peers.json: the version of each that is there. */
async function versionsThere(folder: URL): Promise<Readonly<Record<string, string>>> {
  const response = await fetch(new URL("peers.json", folder));
  return response.ok ? response.json() : {};
}

/** Opens those whose scripts lie in `folder`. */
export async function browserPeers(folder: URL): Promise<{ peers: Peer[]; absent: Absent[] }> {
  const versions = await versionsThere(folder).catch(() => ({}) as Readonly<Record<string, string>>);
  const peers: Peer[] = [];
  const absent: Absent[] = [];
  for (const [id, open] of Object.entries<OpenPeer>(SCRIPT_OPENERS)) {
    const version = versions[id];
    if (version === undefined) {
      absent.push({ id, name: id, reason: "its script is not beside this page", install: INSTALL });
      continue;
    }
    try {
      const { default: loaded } = await import(new URL(`${id}.js`, folder).href);
      peers.push(await open(loaded as never, version));
    } catch (error) {
      absent.push({ id, name: id, reason: (error as Error).message });
    }
  }
  peers.push(fastPngPeer(fastPng as never, PEER_VERSIONS["fast-png"]));
  return { peers, absent: [...absent, ...NEVER] };
}
