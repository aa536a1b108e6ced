// Everything of a run that only Node has: who takes part, the machine, SciPy's word on the results.
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "../../src/index.ts";
import { instantiate } from "../../src/kernels/source.ts";
import { knownWords } from "../choice.ts";
import type { Absent, Peer } from "../entry.ts";
import { loadLimits } from "../limit-exports.ts";
import { moduleSize } from "../module-size.ts";
import { oracle } from "../oracle.ts";
import { limitPeer, rooflineOf } from "../peers/limits.ts";
import { ndpeekPeer } from "../peers/ndpeek.ts";
import type { BenchRun } from "../run.ts";
import { PEER_VERSIONS } from "../versions.ts";
import { environmentOf } from "./environment.ts";
import { openNative } from "./native-peers.ts";
import { idOf, openPeers } from "./peers.ts";
import { ownPrograms } from "./programs.ts";

/** Names for `--peers`; ndpeek and the limits always take part. */
export const PEER_IDS: readonly string[] = [
  "scipy",
  "opencv",
  "pillow",
  ...Object.keys(PEER_VERSIONS).map(idOf),
  "plain",
  "zlib",
];

/** The ids of a list with commas; `none` is an empty one. Throws a RangeError where one is unknown. */
export const readPeers = (wanted: string): readonly string[] => (wanted === "none" ? [] : knownWords("peers", wanted, PEER_IDS));

export type Session = Pick<BenchRun, "nd" | "peers" | "absent" | "oracle" | "environment"> & { close(): Promise<void> };

/** Opens all peers, or those of a list. */
export async function openSession(
  wanted: string | undefined,
  known: { readonly ndpeek: string; readonly command: string },
): Promise<Session> {
  const ids = wanted === undefined ? PEER_IDS : readPeers(wanted);
  const isWanted = (id: string): boolean => ids.includes(id);
  const nd = await load();
  const limits = await loadLimits();
  const folder = await mkdtemp(join(tmpdir(), "ndpeek-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const native = await openNative(isWanted, folder);
  const installed = await openPeers(nd, isWanted);
  const peers: Peer[] = [
    ndpeekPeer(nd, known.ndpeek, { program: (one) => ownPrograms(one, folder) }),
    ...native.peers,
    ...installed.peers,
    limitPeer(limits, await instantiate()),
  ];
  const absent: Absent[] = [...native.absent, ...installed.absent];
  return {
    ...{ nd, peers, absent, oracle },
    environment: environmentOf({
      ...known,
      roofline: rooflineOf(limits),
      module: await moduleSize(),
      native: native.environment,
    }),
    async close() {
      native.close();
      for (const peer of peers) await peer.close?.();
    },
  };
}
