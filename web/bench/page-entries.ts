import type { PageCase } from "../../bench/cases.ts";
import type { Entry } from "../../bench/entry.ts";
import { selfTimed } from "../../bench/measure.ts";
import { METRICS } from "../../src/blobs/metrics.ts";
import { meanAreas } from "../../src/draw/mean-areas.ts";
import type { StageAnswer, StageRequest } from "./messages.ts";

export type AskStage = (request: StageRequest) => Promise<StageAnswer>;

/** The mean areas of a table's numbers, in the viewer's words. */
function meansOf(table: ArrayLike<number>, rows: number): string {
  const areas = METRICS.map((_, i) => Float64Array.from({ length: rows }, (_, row) => table[i * rows + row]!));
  return meanAreas({ metrics: METRICS.map(({ image, name }, i) => ({ name: image, label: name, areas: areas[i]! })) } as never);
}

/** The viewer in a frame of the page. Its areas are read before the threshold is moved. */
export function pageEntries(ask: AskStage, { operation, rows, items }: PageCase): Entry[] {
  let longest: number | undefined;
  const request: StageRequest = operation === "drag" ? { kind: "drag", updates: items } : { kind: "generate" };
  const once = async (): Promise<number> => {
    const { seconds, longestTask } = (await ask(request)) as { seconds: number; longestTask?: number };
    if (longestTask !== undefined) longest = Math.max(longest ?? 0, longestTask);
    return seconds;
  };
  return [
    {
      ...{ peer: "ndpeek", mode: "whole", bits: "every", longestTask: () => longest },
      round: selfTimed(once),
      async check({ expected }) {
        await ask({ kind: "open", rows, fill: operation === "drag" });
        if (operation === "generate") await once();
        // The first run is the engine's warming up.
        longest = longest === undefined ? undefined : 0;
        const { text } = (await ask({ kind: "areas" })) as { text: string };
        const exact = text === meansOf(expected, rows);
        return { exact, error: exact ? 0 : Number.NaN };
      },
      free: () => ask({ kind: "close" }).then(() => {}),
    },
  ];
}
