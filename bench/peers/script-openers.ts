import type { Peer } from "../entry.ts";
import { type OpenCv, openCvPeer, readyOpenCv } from "./opencv-js.ts";
import { type D3Array, d3Peer, type Glur, glurPeer, type ImageJs, imageJsPeer, type JsFeat, jsFeatPeer } from "./script.ts";

/** Makes a peer of what its package exports. */
export type OpenPeer = (loaded: never, version: string) => Peer | Promise<Peer>;

/** The peers that run in Node and in pages, by their ids. */
export const SCRIPT_OPENERS = {
  "opencv-js": async (loaded: OpenCv, version: string) => openCvPeer(await readyOpenCv(loaded), version),
  "image-js": (loaded: ImageJs, version: string) => imageJsPeer(loaded, version),
  jsfeat: (loaded: JsFeat, version: string) => jsFeatPeer(loaded, version),
  glur: (loaded: Glur, version: string) => glurPeer(loaded, version),
  "d3-array": (loaded: D3Array, version: string) => d3Peer(loaded, version),
} satisfies Readonly<Record<string, OpenPeer>>;
