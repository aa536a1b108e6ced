import { difference } from "../../bench/difference.ts";
import type { Peer } from "../../bench/entry.ts";
import { meanLength, pixelsIn } from "../../bench/peers/png-entry.ts";
import { PICTURE } from "../../bench/pictures.ts";
import type { CanvasAnswer, CanvasRequest } from "./messages.ts";

export type AskCanvas = (request: CanvasRequest) => Promise<CanvasAnswer>;

/** The page's canvas, which times its own rounds. */
export const canvasPeer = (ask: AskCanvas): Peer => ({
  id: "canvas",
  name: "canvas.toDataURL",
  version: "",
  async entries(one, { expected }) {
    if (one.kernel !== "png") return [];
    await ask({ kind: "prepare", pixels: expected as Uint8Array, ...PICTURE });
    const { files } = (await ask({ kind: "files" })) as { files: Uint8Array[] };
    return [
      {
        ...{ peer: "canvas.toDataURL", mode: "whole", bits: "every", bytes: meanLength(files) },
        check: ({ expected, scale }) => difference(pixelsIn(files), expected, scale),
        round: async (repeats) => ((await ask({ kind: "round", repeats })) as { seconds: number }).seconds,
      },
    ];
  },
});
