import { PACKED_FRAMES } from "../../build/generated/frames.ts";
import type { PeekChartKind } from "./peek-table.ts";

/** What scripts/build/frames.mjs packs: parts that come more than once stand in a list, and `{"$": index}` for them. */
interface Packed {
  readonly frames: Readonly<Record<PeekChartKind, unknown>>;
  readonly parts: readonly unknown[];
}

function unpacked(value: unknown, parts: readonly unknown[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => unpacked(item, parts));
  if ("$" in value) return unpacked(parts[value.$ as number], parts);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpacked(item, parts)]));
}

/** The dataflow of a kind's frame, for a view of its own. */
export function frameOf(kind: PeekChartKind): object {
  const { frames, parts } = JSON.parse(PACKED_FRAMES) as Packed;
  return unpacked(frames[kind], parts) as object;
}
